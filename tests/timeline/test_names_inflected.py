"""Built-in names in the cases that news puts them in: each form below is found whole, as one name."""

from __future__ import annotations

import pytest

from timeline.languages import load_pack
from timeline.names import registry
from timeline.reading.document import lay_out
from timeline.reading.registered import registered_names

FORMS = {
    "uk": """
        Києві | Львові | Харкова | Росією | Китаєм | Туреччини | Німеччиною | Угорщині | Польщею | Парижі | Відні | Відня |
        Брюсселі | Женевою | Анкари | Стамбулі | Москвою | Кремля | Білого дому | Білому домі | Євросоюзу | Ради Безпеки ООН |
        Казахстаном | Астані | Єрусалимі | Чорного моря | Чорному морі | Близького Сходу | Близькому Сході | Центральної Азії
        | Саудівської Аравії | Північної Кореї | Великої Британії | Великій Британії | Сполучених Штатів | Сполученими Штатами
        | Зеленського | Зеленським | Путіна | Трампом | Ердоганом | Макрону | Сибіги | Сибігою | Лукашенком | Лукашенка |
        Єрмака | Литвою | Латвії | Чехією | Румунією | Європейського Союзу | Європейським Союзом | Організації Об’єднаних
        Націй | Криму | Донецька | Одесі | Запоріжжя | Придністров'ї | Світового банку | Верховної Ради | Держдуми |
        Словаччиною | Францією | Ізраїлем | Сирією | Єгиптом | Катаром | Грузією | Вірменії | Сектору Гази | Володимиром
        Зеленським | Володимира Путіна | Дональдом Трампом | Андрія Сибіги | Урсули фон дер Ляєн
    """,
    "ru": """
        Москвой | Киеве | Пекином | Вене | Женевой | Брюсселя | Лондоном | Парижа | Анкарой | Стамбуле | Кремлём | Кремля |
        Белого дома | Белым домом | Россией | Китаем | Турцией | США | Соединённых Штатов | Великобританией | Евросоюзом |
        Совбезом ООН | Совета Безопасности ООН | Генассамблее ООН | Казахстаном | Астаной | Ближнего Востока | Ближнем Востоке
        | Центральной Азией | Саудовской Аравией | Северной Кореей | Путина | Путиным | Зеленским | Трампу | Эрдоганом |
        Макрона | Токаева | Токаевым | Лукашенко | Лаврова | Песковым | Захаровой | Мерца | Орбаном | Нетаньяху | Алиевым |
        Пашиняном | Гутерриша | Рютте | Каллас | фон дер Ляйен | Сектора Газа | секторе Газа | Черного моря | Каспии | Грозном
        | Запорожьем | Крыма | Литвы | Латвией | Чехии | Венгрией | Египтом | Израилем | Вашингтоном | Токио | Алма-Аты |
        Всемирного банка | Европейской комиссии | Еврокомиссией | Госдумы | Касым-Жомартом Токаевым | Си Цзиньпина | Си
        Цзиньпином
    """,
    "kk": """
        Мәскеуде | Мәскеудің | Астанаға | Киевтен | Венада | Женевадан | Брюссельде | Анкарамен | Ыстамбұлда | Кремльдің | Ақ
        үйде | Ақ үйдің | Ресейдің | Қытаймен | Түркияға | АҚШ-тың | АҚШ-пен | Ұлыбританияның | Еуропалық Одақтың | БҰҰ-ның |
        Қазақстанның | Өзбекстанмен | Түрікменстанға | Қырғызстанда | Тәжікстанның | Орталық Азияның | Таяу Шығыста | Таяу
        Шығыстағы | Путиннің | Путинмен | Зеленскийдің | Трампқа | Эрдоғанның | Макронмен | Тоқаевтың | Тоқаевқа |
        Лукашенконың | Лавровтың | Мерцпен | Әлиевтің | Пашинянмен | Гутерриштің | НАТО-ға | ШЫҰ-ның | ҰҚШҰ-ға | ЕАЭО-ның |
        Түркі мемлекеттері ұйымының | Украинаның | Израильге | Египеттен | Германияның | Франциямен | Бейжіңде | Бакуде |
        Ташкентте | Бішкекте | Ашғабатта | Душанбеде | Варшавада | Си Цзиньпиннің | Қасым-Жомарт Тоқаевтың | Владимир Путинмен
        | Реджеп Тайип Ердоғанға | Эмманюэль Макронның | Әзербайжанның | Арменияға | Газа секторында | Каспий теңізінде | Қара
        теңізде | Алматыда | Ақордада
    """,
    "tr": """
        Moskova’da | Ankara’nın | Viyana’da | Pekin’e | Brüksel’de | Cenevre’den | Kremlin’in | Beyaz Saray’da | Beyaz
        Saray’ın | Rusya’nın | Çin’le | Çin’in | ABD’nin | ABD’ye | İngiltere’nin | Avrupa Birliği’nin | AB’nin | BM’nin |
        NATO’nun | Kazakistan’ın | Özbekistan’a | Türkmenistan’la | Kırgızistan’da | Putin’in | Putin’le | Zelenskiy’nin |
        Trump’ın | Trump’a | Erdoğan’ın | Erdoğan’la | Macron’la | Tokayev’in | Lavrov’un | Merz’in | Aliyev’in | Paşinyan’la
        | Guterres’in | Fidan’ın | Hakan Fidan’ın | Birleşmiş Milletler’in | BM Güvenlik Konseyi’nde | Türk Devletleri
        Teşkilatı’nın | Orta Asya’nın | Orta Doğu’da | Gazze’de | Kırım’ı | Ukrayna’nın | İsrail’in | Mısır’ın | Suriye’de |
        Şam’da | Bakü’de | Astana’da | Taşkent’te | Almanya’nın | Fransa’nın | Yunanistan’la
    """,
    "de": """
        Moskaus | Wiens | Berlins | Pekings | Deutschlands | Russlands | Frankreichs | Chinas | Kasachstans | Europas | Putins
        | Selenskyjs | Trumps | Erdogans | Macrons | Merz | Tokajews | Lawrows | Scholz | Nato | Vereinten Nationen |
        Europäischen Union | Weißen Haus | Weißen Hauses | Kremls | Vereinigten Staaten | Ukraine | Türkei | Schweiz | Nahen
        Osten | Zentralasiens | Israels | Irans | Syriens | Polens | Ungarns
    """,
    "fr": """
        Moscou | l’Ukraine | l’Union européenne | l’Onu | l’ONU | l’Otan | d’Israël | l’Élysée | la Maison-Blanche |
        d’Emmanuel Macron | de Vladimir Poutine | Washington | l’Arabie saoudite | l’Iran | qu’Erdogan | l’OSCE | l’Agence
        internationale de l’énergie atomique
    """,
    "es": """
        Moscú | la Unión Europea | la ONU | EE.UU. | la OTAN | la Casa Blanca | el Kremlin | Kazajistán | Kazajstán | Pekín |
        Emmanuel Macron | Vladímir Putin | Zelenski | Estados Unidos
    """,
    "ar": """
        بموسكو | لموسكو | والكرملين | للكرملين | بوتين | وبوتين | لروسيا | وروسيا | بالصين | الصين | والصين | للصين | أستانا |
        بأستانا | كازاخستان | لكازاخستان | وكازاخستان | البيت الأبيض | للبيت الأبيض | بالبيت الأبيض | للأمم المتحدة | والأمم
        المتحدة | بالأمم المتحدة | للاتحاد الأوروبي | والاتحاد الأوروبي | لترامب | وترامب | فيينا | بفيينا | توكاييف |
        لتوكاييف | إسرائيل | لإسرائيل | وإيران | بإيران | للولايات المتحدة | والولايات المتحدة | بالولايات المتحدة | أردوغان |
        لأردوغان | السعودية | للسعودية | بالسعودية | وقطر | لقطر | غوتيريش | وغوتيريش | مجلس الأمن | لمجلس الأمن
    """,
}


@pytest.mark.parametrize("language", FORMS)
def test_forms_are_found_whole(language: str) -> None:
    pack, index = load_pack(language), registry().index(language)
    lost = []
    for form in " ".join(FORMS[language].split()).split(" | "):
        text = f"xx {form} yy" if pack.meta.cased else f"{form} ."
        document = lay_out("a", text, pack, None)
        found = registered_names(document.text, document.words, pack, index)
        if [hit.end for hit in found] != [text.index(form) + len(form)]:
            lost.append(form)
    assert lost == []
