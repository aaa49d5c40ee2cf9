"""Four invented weeks about a port, told in ten languages, each in two short articles; `GOLD` says what happened.

On two days two things happen; a visit is put off and held; a meeting is told of and denied; something is set for a day to come.
"""

from __future__ import annotations

from tests.timeline.story import TALKS, Gold
from timeline.model import Article, Source

FIRST, SECOND = "2025-05-29", "2025-06-13"
_LANGUAGES = ("kk", "ru", "en", "uk", "zh", "ar", "tr", "fr", "de", "es")


def _in(wave: int, languages: str = " ".join(_LANGUAGES)) -> str:
    return " ".join(f"{lang}-{wave}" for lang in languages.split())


GOLD = (
    Gold("geneva", "2025-05-14", TALKS, ("Ospanov", "Melnyk"), _in(1)),
    Gold("drone", "2025-05-20", ("attack",), (), _in(1)),
    Gold("sanctions", "2025-05-22", ("sanction",), ("European Union",), _in(1, "kk ru en uk zh fr de es")),
    Gold("vote", "2025-05-22", ("vote",), ("Security Council",), _in(1, "kk ru en tr ar zh")),
    Gold("doha", "2025-05-27", TALKS, ("Ospanov", "Melnyk"), _in(1), "denied"),
    Gold("ankara", "2025-06-10", ("visit",), ("Melnyk",), _in(2)),
    Gold("truce", "2025-06-05", ("ceasefire",), (), _in(2, "kk ru en uk zh ar tr fr de")),
    Gold("astana", "2025-06-12", ("agreement",), ("Ospanov", "Melnyk"), _in(2)),
    Gold("call", "2025-06-12", ("call",), ("Fontaine", "Haddad"), _in(2, "kk ru en uk tr fr es ar")),
    Gold("opening", "2025-07-01", ("other", "visit"), (), _in(2, "kk ru en uk zh tr fr de es ar"), "planned"),
)

_TEXTS = {
    "kk-1": (
        "Қазақстан Премьер-министрінің орынбасары Данияр Оспанов пен Украина инфрақұрылым министрі Ирина Мельник 14–15 мамырда Женевада келіссөз жүргізді. "
        "Тараптар келісімге келе алмады. 20 мамырда дрон Меркен портындағы астық қоймасына соққы берді. "
        "Еуропалық одақ 22 мамырда екі кеме компаниясына қарсы санкция енгізді. Сол күні БҰҰ Қауіпсіздік кеңесі порт туралы қарарды 13 дауыспен қабылдады. "
        "Оспанов 27 мамырда Дохада Мельникпен жасырын кездесті деген хабарды жоққа шығарды."
    ),
    "ru-1": (
        "Переговоры вице-премьера Казахстана Данияра Оспанова и министра инфраструктуры Украины Ирины Мельник прошли 14–15 мая в Женеве и закончились без соглашения. "
        "Во вторник, 20 мая, беспилотник ударил по зернохранилищу в порту Меркен. "
        "Евросоюз 22 мая ввёл санкции против двух судоходных компаний. В тот же день Совет Безопасности ООН принял резолюцию о порте 13 голосами. "
        "Ирина Мельник опровергла сообщения о том, что 27 мая тайно встретилась в Дохе с Данияром Оспановым."
    ),
    "en-1": (
        "Two days of talks between Kazakhstan’s deputy prime minister, Daniyar Ospanov, and Ukraine’s infrastructure minister, Iryna Melnyk, ended in Geneva on May 15 without a deal. "
        "A drone hit a grain store at the port of Merken on May 20. "
        "The European Union imposed sanctions on two shipping firms last Thursday. The same day the U.N. Security Council adopted a resolution on the port with 13 votes. "
        "Melnyk denied that she had secretly met Ospanov in Doha on Tuesday."
    ),
    "uk-1": (
        "14–15 травня віцепрем’єр Казахстану Данияр Оспанов і міністерка інфраструктури України Ірина Мельник провели переговори в Женеві, але угоди не досягли. "
        "20 травня безпілотник влучив у зерносховище в порту Меркен. "
        "Минулого четверга Євросоюз запровадив санкції проти двох судноплавних компаній. "
        "Мельник спростувала повідомлення, що 27 травня таємно зустрічалася з Оспановим у Досі."
    ),
    "zh-1": (
        "哈萨克斯坦副总理达尼亚尔·奥斯帕诺夫与乌克兰基础设施部长伊琳娜·梅尔尼克5月14日至15日在日内瓦举行谈判，未能达成协议。"
        "5月20日，一架无人机袭击了梅尔肯港的粮仓。"
        "欧盟5月22日宣布制裁两家航运公司。同日，联合国安理会以13票通过有关该港口的决议。"
        "梅尔尼克否认5月27日在多哈与奥斯帕诺夫秘密会面。"
    ),
    "ar-1": (
        "أجرى نائب رئيس الوزراء الكازاخستاني دانيار أوسبانوف ووزيرة البنية التحتية الأوكرانية إيرينا ميلنيك محادثات في جنيف يومي 14 و15 مايو انتهت من دون اتفاق. "
        "وقصفت طائرة مسيّرة مستودعاً للحبوب في ميناء ميركين في 20 مايو. "
        "واعتمد مجلس الأمن الدولي في 22 مايو قراراً بشأن الميناء بأغلبية 13 صوتاً. "
        "ونفت ميلنيك أن تكون قد التقت سراً أوسبانوف في الدوحة في 27 مايو."
    ),
    "tr-1": (
        "Kazakistan Başbakan Yardımcısı Daniyar Ospanov ile Ukrayna Altyapı Bakanı İrina Melnik 14-15 Mayıs’ta Cenevre’de görüştü, ancak uzlaşma sağlanamadı. "
        "20 Mayıs’ta bir insansız hava aracı Merken limanındaki tahıl deposunu vurdu. "
        "BM Güvenlik Konseyi 22 Mayıs’ta limanla ilgili kararı 13 oyla kabul etti. "
        "Melnik, 27 Mayıs’ta Doha’da Ospanov ile gizlice görüştüğü iddiasını yalanladı."
    ),
    "fr-1": (
        "Le vice-premier ministre kazakh Daniyar Ospanov et la ministre ukrainienne des infrastructures, Iryna Melnyk, ont négocié les 14 et 15 mai à Genève sans parvenir à un accord. "
        "Le 20 mai, un drone a frappé un silo à grains dans le port de Merken. "
        "L’Union européenne a sanctionné jeudi dernier deux compagnies maritimes. "
        "Iryna Melnyk a démenti avoir rencontré en secret Daniyar Ospanov à Doha le 27 mai."
    ),
    "de-1": (
        "Der kasachische Vizepremier Danijar Ospanow und die ukrainische Infrastrukturministerin Iryna Melnyk haben am 14. und 15. Mai in Genf verhandelt, ohne sich zu einigen. "
        "Am 20. Mai traf eine Drohne einen Getreidespeicher im Hafen von Merken. "
        "Am vergangenen Donnerstag verhängte die EU Sanktionen gegen zwei Reedereien. "
        "Melnyk dementierte, dass sie Ospanow am Dienstag heimlich in Doha getroffen habe."
    ),
    "es-1": (
        "El vice primer ministro kazajo, Daniyar Ospánov, y la ministra ucraniana de Infraestructura, Irina Mélnyk, negociaron en Ginebra el 14 y 15 de mayo sin llegar a un acuerdo. "
        "El 20 de mayo un dron alcanzó un silo de grano en el puerto de Merken. "
        "La Unión Europea impuso el 22 de mayo sanciones a dos navieras. "
        "Mélnyk desmintió haberse reunido en secreto con Ospánov en Doha el 27 de mayo."
    ),
    "kk-2": (
        "Данияр Оспанов пен Ирина Мельник кеше Астанада порт туралы келісімге қол қойды. "
        "Сол күні Франция министрі Лора Фонтен делдал Карим Хаддадпен телефон арқылы сөйлесті. "
        "Мельниктің 3 маусымға белгіленген Анкара сапары 10 маусымға шегерілді, министр сейсенбіде Анкараға барды. "
        "Атысты тоқтату режимі 5 маусымнан бері күшінде. Алғашқы кеме Меркен портынан 1 шілдеде шығады."
    ),
    "ru-2": (
        "Данияр Оспанов и Ирина Мельник подписали вчера в Астане соглашение о порте. "
        "В тот же день министр Франции Лора Фонтен обсудила это по телефону с посредником Каримом Хаддадом. "
        "Мельник посетила Анкару 10 июня; визит перенесли с 3 июня. "
        "Режим прекращения огня действует с 5 июня. Первое судно выйдет из порта Меркен 1 июля."
    ),
    "en-2": (
        "Daniyar Ospanov and Iryna Melnyk signed an agreement on the port in Astana on Thursday. "
        "On the same day the French minister, Laura Fontaine, telephoned the mediator, Karim Haddad. "
        "Melnyk visited Ankara on 10 June, a week after the date first planned. "
        "A ceasefire has been in force since 5 June. The first ship leaves the port of Merken on 1 July."
    ),
    "uk-2": (
        "Данияр Оспанов та Ірина Мельник підписали 12 червня в Астані угоду про порт. "
        "Того ж дня французька міністерка Лора Фонтен поговорила телефоном із посередником Карімом Хаддадом. "
        "У вівторок Мельник відвідала Анкару. "
        "Режим припинення вогню діє з 5 червня. Перше судно вийде з порту Меркен 1 липня."
    ),
    "zh-2": (
        "奥斯帕诺夫与梅尔尼克6月12日在阿斯塔纳签署了港口协议。乌克兰基础设施部长伊琳娜·梅尔尼克6月10日访问了安卡拉。"
        "停火自6月5日起生效。根据协议，梅尔肯港将于7月1日开放。哈萨克斯坦副总理达尼亚尔·奥斯帕诺夫对此表示欢迎。"
    ),
    "ar-2": (
        "وقع دانيار أوسبانوف وإيرينا ميلنيك اتفاقاً بشأن الميناء في أستانا يوم الخميس. "
        "وفي اليوم نفسه أجرت الوزيرة الفرنسية لورا فونتين اتصالاً هاتفياً مع الوسيط كريم حداد. "
        "وزارت إيرينا ميلنيك أنقرة في 10 يونيو. "
        "ودخل وقف إطلاق النار حيز التنفيذ في 5 يونيو. وسيفتح ميناء ميركين في الأول من يوليو."
    ),
    "tr-2": (
        "Daniyar Ospanov ile İrina Melnik dün Astana’da liman anlaşmasını imzaladı. "
        "Aynı gün Fransız Bakan Laura Fontaine, arabulucu Kerim Haddad ile telefonda görüştü. "
        "Melnik 10 Haziran’da Ankara’yı ziyaret etti. "
        "Ateşkes 5 Haziran’dan bu yana yürürlükte. İlk gemi 1 Temmuz’da Merken limanından yola çıkacak."
    ),
    "fr-2": (
        "Daniyar Ospanov et Iryna Melnyk ont signé jeudi à Astana un accord sur le port. "
        "Le même jour, la ministre française Laura Fontaine s’est entretenue par téléphone avec le médiateur Karim Haddad. "
        "Mme Melnyk s’était rendue à Ankara mardi. "
        "Depuis le 5 juin, un cessez-le-feu est en vigueur. Le premier navire quittera le port de Merken le 1er juillet."
    ),
    "de-2": (
        "Danijar Ospanow und Iryna Melnyk haben am Donnerstag in Astana ein Abkommen über den Hafen unterzeichnet. "
        "Am 10. Juni hatte Melnyk Ankara besucht. "
        "Seit dem 5. Juni gilt eine Waffenruhe. Der Hafen Merken soll am 1. Juli öffnen."
    ),
    "es-2": (
        "Daniyar Ospánov e Irina Mélnyk firmaron ayer en Astaná el acuerdo sobre el puerto. "
        "Ese mismo día, la ministra francesa Laura Fontaine habló por teléfono con el mediador Karim Haddad. "
        "Irina Mélnyk había visitado Ankara el 10 de junio. "
        "El primer barco saldrá del puerto de Merken el 1 de julio."
    ),
}


def articles() -> list[Article]:
    """All articles of the story, each from a source of its own."""
    return [
        Article(
            id=name,
            text=text,
            published=FIRST if name.endswith("1") else SECOND,
            lang=name[:2],
            source=Source(name=f"Paper {name}"),
        )
        for name, text in _TEXTS.items()
    ]
