"""What happened: every type of event, in every language."""

from __future__ import annotations

import pytest

from tests.timeline.events_by_hand import told

_KAZAKH = [
    (
        "summit",
        "[Токаев](tokayev/president) пен [Мирзиёев](mirziyoyev/president) [12 тамызда](2025-08-12) [Астанада](astana/locative) саммит өткізді.",
    ),
    (
        "summit",
        "[Токаев](tokayev/president) [сейсенбі күні](2025-08-19) [Мирзиёевпен](mirziyoyev/president) кездесті.",
    ),
    (
        "meeting",
        "Министр [Нұртілеу](nurtileu) [сәрсенбіде](2025-08-20) елші [Бекерді](baker/accusative) қабылдады.",
    ),
    ("meeting", "[Нұртілеу](nurtileu) мен [Фидан](fidan) [20 тамызда](2025-08-20) екіжақты кездесу өткізді."),
    (
        "call",
        "[Токаев](tokayev) [кеше](2025-08-22) [Макронмен](macron/instrumental) телефон арқылы сөйлесті.",
    ),
    ("call", "[Бейсенбі күні](2025-08-21) [Макрон](macron) [Зеленскийге](zelensky/dative) қоңырау шалды."),
    ("visit", "[Фидан](fidan) [18 тамызда](2025-08-18) [Бакуге](baku/dative) сапармен барды."),
    (
        "negotiation",
        "Екі ел сарапшылары [өткен аптада](2025-W33) [Женевада](geneva/locative) келіссөз жүргізді.",
    ),
    (
        "agreement",
        "[Қытай](china) мен [Иран](iran) [13 тамызда](2025-08-13) сауда туралы келісімге қол қойды.",
    ),
    ("demand", "[Сибига](sybiha) [22 тамызда](2025-08-22) тұтқындарды босатуды талап етті."),
    ("rejection", "[Аракчи](araghchi) [жұмада](2025-08-22) бұл ұсынысты қабылдамады."),
    ("criticism", "[Ван И](wang) [дүйсенбіде](2025-08-18) көршілерін айыптады."),
    ("threat", "[Аракчи](araghchi) [сенбіде](2025-08-16) бұғазды жабамыз деп қорқытты."),
    ("recognition", "[Қытай](china) [5 тамызда](2025-08-05) жаңа мемлекеттің тәуелсіздігін таныды."),
    ("expulsion", "[Түркия](turkey) [7 тамызда](2025-08-07) төрт дипломатты елден шығарды."),
    ("sanction", "[Еуропалық Одақ](eu) [14 тамызда](2025-08-14) екі банкке қарсы санкция енгізді."),
    ("ceasefire", "Шекарада атысты тоқтату режимі [9 тамыздан](2025-08-09) бері күшінде."),
    ("aid", "[Түркия](turkey) [11 тамызда](2025-08-11) зардап шеккен ауылдарға гуманитарлық көмек жіберді."),
    ("attack", "[Түнде, 17 тамызда](2025-08-17) порттағы қоймаға соққы жасалды."),
    ("posture", "[Иран](iran) [16 тамызда](2025-08-16) парсы жағалауында әскери жаттығу бастады."),
    ("vote", "[БҰҰ Бас Ассамблеясы](un) [19 тамызда](2025-08-19) қарарды 120 дауыспен қабылдады."),
    ("appointment", "[Нұртілеу](nurtileu) [21 тамызда](2025-08-21) елші болып тағайындалды."),
    ("protest", "[Қытай](china) елшілігі [15 тамызда](2025-08-15) ресми наразылық білдірді."),
    ("other", "[Бакуде](baku/locative) [2 тамызда](2025-08-02) жаңа елшілік ғимараты пайдалануға берілді."),
]
_RUSSIAN = [
    (
        "summit",
        "Саммит [Путина](putin/genitive) и [Трампа](trump/genitive) прошёл [15 августа](2025-08-15) на [Аляске](alaska).",
    ),
    (
        "summit",
        "[Токаев](tokayev/president) [во вторник](2025-08-19) встретился с [Мирзиёевым](mirziyoyev/president).",
    ),
    ("meeting", "[В среду](2025-08-20) [Лавров](lavrov) принял посла [Бейкера](baker/genitive)."),
    (
        "meeting",
        "Встреча [Лаврова](lavrov/genitive) и [Фидана](fidan/genitive) состоялась [20 августа](2025-08-20) в [Стамбуле](istanbul).",
    ),
    ("call", "[Макрон](macron) [вчера](2025-08-22) позвонил [Зеленскому](zelensky/dative)."),
    ("call", "[Лавров](lavrov) и [Фидан](fidan) [в четверг](2025-08-21) провели телефонный разговор."),
    ("visit", "[Фидан](fidan) [18 августа](2025-08-18) прибыл в [Баку](baku)."),
    (
        "negotiation",
        "Делегации [России](russia/genitive) и [Украины](ukraine/genitive) [на прошлой неделе](2025-W33) провели в [Стамбуле](istanbul) переговоры.",
    ),
    ("agreement", "[Китай](china) и [Иран](iran) [13 августа](2025-08-13) подписали договор о торговле."),
    ("demand", "[Сибига](sybiha) [22 августа](2025-08-22) потребовал освободить пленных."),
    ("rejection", "[Аракчи](araghchi) [в пятницу](2025-08-22) отверг это предложение."),
    ("criticism", "[Ван И](wang) [в понедельник](2025-08-18) раскритиковал соседей."),
    ("threat", "[Аракчи](araghchi) [в субботу](2025-08-16) пригрозил закрыть пролив."),
    ("recognition", "[Китай](china) [5 августа](2025-08-05) признал независимость нового государства."),
    ("expulsion", "[Турция](turkey) [7 августа](2025-08-07) выслала четырёх дипломатов."),
    ("sanction", "[Евросоюз](eu) [14 августа](2025-08-14) ввёл санкции против двух банков."),
    ("ceasefire", "Режим прекращения огня действует на границе с [9 августа](2025-08-09)."),
    ("aid", "[Турция](turkey) [11 августа](2025-08-11) доставила в пострадавшие сёла гуманитарную помощь."),
    ("attack", "[Ночью 17 августа](2025-08-17) беспилотники атаковали портовый склад."),
    ("posture", "[Иран](iran) [16 августа](2025-08-16) начал военные учения у берегов залива."),
    ("vote", "[Генассамблея ООН](un) [19 августа](2025-08-19) 120 голосами приняла резолюцию."),
    ("appointment", "[21 августа](2025-08-21) [Токаев](tokayev) назначил [Нуртлеу](nurtileu) послом."),
    ("protest", "[15 августа](2025-08-15) посольство [Китая](china/genitive) заявило протест."),
    ("other", "[2 августа](2025-08-02) в [Баку](baku) заработало новое здание посольства."),
]
_ENGLISH = [
    (
        "summit",
        "The summit of [Putin](putin) and [Trump](trump) was held in [Alaska](alaska) on [15 August](2025-08-15).",
    ),
    (
        "summit",
        "[Tokayev](tokayev/president) met [Mirziyoyev](mirziyoyev/president) on [Tuesday](2025-08-19).",
    ),
    ("meeting", "[Lavrov](lavrov) on [Wednesday](2025-08-20) received the new ambassador, [Baker](baker)."),
    (
        "meeting",
        "[Fidan](fidan) had a working meeting with [Wang](wang) in [Istanbul](istanbul) on [Aug. 20](2025-08-20).",
    ),
    ("call", "[Macron](macron) telephoned [Zelensky](zelensky) [yesterday](2025-08-22)."),
    ("call", "On [Thursday](2025-08-21) [Lavrov](lavrov) spoke by telephone with [Fidan](fidan)."),
    ("call", "[Lavrov](lavrov) and [Fidan](fidan) spoke by phone on [Thursday](2025-08-21)."),
    ("visit", "[Fidan](fidan) arrived in [Baku](baku) on [18 August](2025-08-18)."),
    (
        "negotiation",
        "[Russia](russia) and [Ukraine](ukraine) held a third round of talks in [Istanbul](istanbul) [last week](2025-W33).",
    ),
    ("agreement", "[China](china) and [Iran](iran) signed a trade treaty on [13 August](2025-08-13)."),
    ("demand", "[Sybiha](sybiha) demanded on [22 August](2025-08-22) that the prisoners be released."),
    ("rejection", "[Araghchi](araghchi) on [Friday](2025-08-22) rejected the proposal for a summit."),
    ("criticism", "On [Monday](2025-08-18) [Wang](wang) condemned his neighbours."),
    ("threat", "[Araghchi](araghchi) threatened on [Saturday](2025-08-16) to close the strait."),
    ("recognition", "[China](china) recognised the new state on [5 August](2025-08-05)."),
    ("expulsion", "[Turkey](turkey) expelled four diplomats on [7 August](2025-08-07)."),
    ("sanction", "The [European Union](eu) imposed sanctions on two banks on [14 August](2025-08-14)."),
    ("ceasefire", "A truce on the border has been in force since [9 August](2025-08-09)."),
    ("aid", "[Turkey](turkey) sent humanitarian aid to the stricken villages on [11 August](2025-08-11)."),
    ("attack", "Drones struck a warehouse in the port on [17 August](2025-08-17)."),
    ("posture", "[Iran](iran) began naval exercises in the gulf on [16 August](2025-08-16)."),
    ("vote", "The [General Assembly](un) adopted the resolution by 120 votes on [19 August](2025-08-19)."),
    (
        "appointment",
        "[Tokayev](tokayev) appointed [Nurtileu](nurtileu) ambassador on [21 August](2025-08-21).",
    ),
    ("protest", "The embassy of [China](china) lodged a protest on [15 August](2025-08-15)."),
    ("other", "A new chancery began work in [Baku](baku) on [2 August](2025-08-02)."),
]


@pytest.mark.parametrize(
    ("lang", "kind", "text"),
    [
        (lang, *case)
        for lang, cases in (("kk", _KAZAKH), ("ru", _RUSSIAN), ("en", _ENGLISH))
        for case in cases
    ],
)
def test_type(lang: str, kind: str, text: str) -> None:
    date = text[text.index("](20") + 2 :].partition(")")[0]
    assert told(lang, text) == [(kind, date, "happened")]
