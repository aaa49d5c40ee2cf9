"""Eleven kinds of diplomatic news, each told in ten languages as a news agency would: type, day and status."""

from __future__ import annotations

import pytest

from timeline.model import Article
from timeline.reading import read

PUBLISHED = "2025-06-20"

# status, types, day -> language -> sentence
NEWS = {
    "cancelled visit 2025-06-18": {
        "kk": "Эммануэль Макронның 18 маусымға жоспарланған Анкара сапары күшін жойды.",
        "ru": "Визит Эммануэля Макрона в Анкару, запланированный на 18 июня, отменён.",
        "en": "Emmanuel Macron’s visit to Ankara, planned for 18 June, was called off.",
        "uk": "Візит Емманюеля Макрона до Анкари, запланований на 18 червня, скасовано.",
        "zh": "马克龙原定6月18日对安卡拉的访问被取消。",
        "ar": "ألغيت زيارة إيمانويل ماكرون إلى أنقرة التي كانت مقررة في 18 يونيو.",
        "tr": "Emmanuel Macron’un 18 Haziran’da yapılması planlanan Ankara ziyareti iptal edildi.",
        "fr": "La visite d’Emmanuel Macron à Ankara, prévue le 18 juin, a été annulée.",
        "de": "Der für den 18. Juni geplante Besuch von Emmanuel Macron in Ankara wurde abgesagt.",
        "es": "La visita de Emmanuel Macron a Ankara, prevista para el 18 de junio, fue cancelada.",
    },
    "planned summit|meeting 2025-07-03": {
        "kk": "Реджеп Тайып Ердоған мен Эммануэль Макрон 3 шілдеде Анкарада кездеседі.",
        "ru": "Реджеп Тайип Эрдоган и Эммануэль Макрон встретятся 3 июля в Анкаре.",
        "en": "Recep Tayyip Erdogan and Emmanuel Macron are due to meet in Ankara on 3 July.",
        "uk": "Реджеп Таїп Ердоган і Емманюель Макрон зустрінуться 3 липня в Анкарі.",
        "zh": "埃尔多安与马克龙将于7月3日在安卡拉会晤。",
        "ar": "من المقرر أن يلتقي رجب طيب أردوغان إيمانويل ماكرون في أنقرة في 3 يوليو.",
        "tr": "Recep Tayyip Erdoğan ile Emmanuel Macron 3 Temmuz’da Ankara’da görüşecek.",
        "fr": "Recep Tayyip Erdogan et Emmanuel Macron doivent se rencontrer le 3 juillet à Ankara.",
        "de": "Recep Tayyip Erdoğan und Emmanuel Macron wollen sich am 3. Juli in Ankara treffen.",
        "es": "Recep Tayyip Erdogan y Emmanuel Macron se reunirán el 3 de julio en Ankara.",
    },
    "happened call 2025-06-16": {
        "kk": "Эммануэль Макрон дүйсенбіде Реджеп Тайып Ердоғанмен телефон арқылы сөйлесті.",
        "ru": "Эммануэль Макрон в понедельник созвонился с Реджепом Тайипом Эрдоганом.",
        "en": "Emmanuel Macron spoke by phone with Recep Tayyip Erdogan on Monday.",
        "uk": "У понеділок Емманюель Макрон провів телефонну розмову з Реджепом Таїпом Ердоганом.",
        "zh": "马克龙周一与埃尔多安通电话。",
        "ar": "أجرى إيمانويل ماكرون يوم الاثنين اتصالاً هاتفياً مع رجب طيب أردوغان.",
        "tr": "Emmanuel Macron pazartesi günü Recep Tayyip Erdoğan ile telefonda görüştü.",
        "fr": "Emmanuel Macron s’est entretenu lundi par téléphone avec Recep Tayyip Erdogan.",
        "de": "Emmanuel Macron hat am Montag mit Recep Tayyip Erdoğan telefoniert.",
        "es": "Emmanuel Macron conversó por teléfono el lunes con Recep Tayyip Erdogan.",
    },
    "happened sanction 2025-06-17": {
        "kk": "АҚШ 17 маусымда Иранның үш банкіне қарсы санкция салды.",
        "ru": "США 17 июня ввели санкции против трёх иранских банков.",
        "en": "The United States imposed sanctions on three Iranian banks on 17 June.",
        "uk": "США 17 червня запровадили санкції проти трьох іранських банків.",
        "zh": "美国6月17日对三家伊朗银行实施制裁。",
        "ar": "فرضت الولايات المتحدة في 17 يونيو عقوبات على ثلاثة مصارف إيرانية.",
        "tr": "ABD 17 Haziran’da üç İran bankasına yaptırım uyguladı.",
        "fr": "Les États-Unis ont imposé le 17 juin des sanctions à trois banques iraniennes.",
        "de": "Die USA haben am 17. Juni Sanktionen gegen drei iranische Banken verhängt.",
        "es": "Estados Unidos impuso el 17 de junio sanciones a tres bancos iraníes.",
    },
    "happened vote 2025-06-12": {
        "kk": "БҰҰ Бас Ассамблеясы 12 маусымда Газа туралы қарарды 149 дауыспен қабылдады.",
        "ru": "Генассамблея ООН 12 июня 149 голосами приняла резолюцию по Газе.",
        "en": "The UN General Assembly adopted a resolution on Gaza on 12 June by 149 votes.",
        "uk": "Генасамблея ООН 12 червня ухвалила резолюцію щодо Гази 149 голосами.",
        "zh": "联合国大会6月12日以149票通过有关加沙的决议。",
        "ar": "اعتمدت الجمعية العامة للأمم المتحدة في 12 يونيو قراراً بشأن غزة بأغلبية 149 صوتاً.",
        "tr": "BM Genel Kurulu 12 Haziran’da Gazze kararını 149 oyla kabul etti.",
        "fr": "L’Assemblée générale de l’ONU a adopté le 12 juin une résolution sur Gaza par 149 voix.",
        "de": "Die UN-Generalversammlung hat am 12. Juni mit 149 Stimmen eine Resolution zu Gaza angenommen.",
        "es": "La Asamblea General de la ONU aprobó el 12 de junio una resolución sobre Gaza con 149 votos.",
    },
    "happened agreement 2025-06-19": {
        "kk": "Түркия мен Ирак кеше Бағдатта су туралы келісімге қол қойды.",
        "ru": "Турция и Ирак вчера подписали в Багдаде соглашение о воде.",
        "en": "Turkey and Iraq signed a water agreement in Baghdad yesterday.",
        "uk": "Туреччина та Ірак учора підписали в Багдаді угоду про воду.",
        "zh": "土耳其与伊拉克昨日在巴格达签署水资源协议。",
        "ar": "وقعت تركيا والعراق أمس في بغداد اتفاقاً بشأن المياه.",
        "tr": "Türkiye ile Irak dün Bağdat’ta su anlaşması imzaladı.",
        "fr": "La Turquie et l’Irak ont signé hier à Bagdad un accord sur l’eau.",
        "de": "Die Türkei und der Irak haben gestern in Bagdad ein Wasserabkommen unterzeichnet.",
        "es": "Turquía e Irak firmaron ayer en Bagdad un acuerdo sobre el agua.",
    },
    "happened ceasefire 2025-06-18": {
        "kk": "Шекарада 18 маусымда атысты тоқтату күшіне енді.",
        "ru": "На границе 18 июня вступило в силу перемирие.",
        "en": "A ceasefire came into force along the border on 18 June.",
        "uk": "На кордоні 18 червня набуло чинності перемир’я.",
        "zh": "边境停火6月18日生效。",
        "ar": "دخلت الهدنة على الحدود حيز التنفيذ في 18 يونيو.",
        "tr": "Sınırda ateşkes 18 Haziran’da yürürlüğe girdi.",
        "fr": "Une trêve est entrée en vigueur à la frontière le 18 juin.",
        "de": "An der Grenze ist am 18. Juni eine Waffenruhe in Kraft getreten.",
        "es": "El 18 de junio entró en vigor una tregua en la frontera.",
    },
    "happened attack 2025-06-17": {
        "kk": "17 маусымға қараған түні зымырандар портқа соққы берді.",
        "ru": "В ночь на 17 июня ракеты ударили по порту.",
        "en": "Missiles struck the port on the night of 17 June.",
        "uk": "У ніч на 17 червня ракети вдарили по порту.",
        "zh": "6月17日夜间，导弹击中了港口。",
        "ar": "أصابت صواريخ الميناء ليل 17 يونيو.",
        "tr": "17 Haziran gecesi füzeler limanı vurdu.",
        "fr": "Des missiles ont frappé le port dans la nuit du 17 juin.",
        "de": "In der Nacht zum 17. Juni schlugen Raketen im Hafen ein.",
        "es": "Misiles impactaron en el puerto la noche del 17 de junio.",
    },
    "happened meeting|summit|negotiation 2025-06-18": {
        "kk": "Хакан Фидан мен Сергей Лавров 18 маусымда Анкарада келіссөз өткізді.",
        "ru": "Хакан Фидан принял 18 июня в Анкаре Сергея Лаврова.",
        "en": "Hakan Fidan hosted Sergei Lavrov in Ankara on 18 June.",
        "uk": "Хакан Фідан 18 червня прийняв в Анкарі Сергія Лаврова.",
        "zh": "土耳其外长费丹6月18日在安卡拉会见了俄罗斯外长拉夫罗夫。",
        "ar": "استقبل هاكان فيدان في أنقرة في 18 يونيو سيرغي لافروف.",
        "tr": "Hakan Fidan 18 Haziran’da Ankara’da Sergey Lavrov’u kabul etti.",
        "fr": "Hakan Fidan a reçu Sergueï Lavrov à Ankara le 18 juin.",
        "de": "Hakan Fidan empfing am 18. Juni in Ankara Sergej Lawrow.",
        "es": "Hakan Fidan recibió a Serguéi Lavrov en Ankara el 18 de junio.",
    },
    "denied meeting|summit 2025-06-15": {
        "kk": "Хакан Фидан 15 маусымда Дохада Сергей Лавровпен кездесті деген хабарды жоққа шығарды.",
        "ru": "Хакан Фидан опроверг сообщения о том, что 15 июня встречался в Дохе с Сергеем Лавровым.",
        "en": "Hakan Fidan denied reports that he had met Sergei Lavrov in Doha on 15 June.",
        "uk": "Хакан Фідан заперечив, що 15 червня зустрічався в Досі з Сергієм Лавровим.",
        "zh": "费丹否认6月15日在多哈与拉夫罗夫会面。",
        "ar": "نفى هاكان فيدان أن يكون قد التقى سيرغي لافروف في الدوحة في 15 يونيو.",
        "tr": "Hakan Fidan, 15 Haziran’da Doha’da Sergey Lavrov ile görüştüğü haberlerini yalanladı.",
        "fr": "Hakan Fidan a démenti avoir rencontré Sergueï Lavrov à Doha le 15 juin.",
        "de": "Hakan Fidan dementierte, am 15. Juni in Doha Sergej Lawrow getroffen zu haben.",
        "es": "Hakan Fidan negó haberse reunido con Serguéi Lavrov en Doha el 15 de junio.",
    },
    "planned vote 2025-07-10": {
        "kk": "Парламент шарт бойынша 10 шілдеде дауыс береді.",
        "ru": "Парламент проголосует по договору 10 июля.",
        "en": "Parliament is to vote on the treaty on 10 July.",
        "uk": "Парламент голосуватиме за договір 10 липня.",
        "zh": "议会定于7月10日就条约进行表决。",
        "ar": "يصوت البرلمان على المعاهدة في 10 يوليو.",
        "tr": "Parlamento 10 Temmuz’da anlaşmayı oylayacak.",
        "fr": "Le Parlement votera sur le traité le 10 juillet.",
        "de": "Das Parlament stimmt am 10. Juli über den Vertrag ab.",
        "es": "El Parlamento votará el tratado el 10 de julio.",
    },
}


@pytest.mark.parametrize(
    ("news", "lang"), [(news, lang) for news, told in NEWS.items() for lang in told], ids=str
)
def test_one_event_with_its_type_day_and_status(news: str, lang: str) -> None:
    status, types, day = news.split()
    reading = read(Article(id="a", text=NEWS[news][lang], published=PUBLISHED, lang=lang))
    [event] = [event for event in reading.events if event.type != "statement"]
    assert (event.status, event.date) == (status, day)
    assert event.type in types.split("|")
