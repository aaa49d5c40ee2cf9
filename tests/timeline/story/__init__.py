"""A fortnight of invented diplomacy, told by many papers in three languages; `GOLD` says what happened.

Days hold two or three events of overlapping people; one pair meets on two days in two cities; a meeting is put off; one paper sums up,
one remembers what was on the same day a year before, one prints a wire's dispatch; something may happen, if.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.model import Article, EventType, Source, Status


class Gold(NamedTuple):
    """One thing that happened, or is to happen."""

    key: str
    date: str
    types: tuple[EventType, ...]
    people: tuple[str, ...]
    """Words of the English names that tell it from others of its day."""
    articles: str
    """Ids, with spaces between."""
    status: Status = "happened"


TALKS: tuple[EventType, ...] = ("meeting", "negotiation", "summit")

GOLD = (
    Gold("vienna", "2025-03-03", TALKS, ("Sadykov", "Petrova"), "kk1 ru1 en1 en1copy en8"),
    Gold("call3", "2025-03-03", ("call",), ("Sadykov", "Orlov"), "ru1 en2"),
    Gold("geneva", "2025-03-05", TALKS, ("Sadykov", "Petrova"), "kk2 en2 ru2"),
    Gold("baku", "2025-03-05", ("visit",), ("Orlov",), "ru2 en3 kk2"),
    Gold("ankara", "2025-03-07", ("agreement",), ("Petrova", "Orlov"), "kk3 ru3 en3 en8"),
    Gold("call7", "2025-03-07", ("call",), ("Sadykov", "Guterres"), "kk3 ru3"),
    Gold("sanctions", "2025-03-12", ("sanction",), ("European Union",), "ru4 en5 kk5"),
    Gold("istanbul-visit", "2025-03-12", ("visit",), ("Petrova",), "kk5 en5"),
    Gold("istanbul", "2025-03-14", TALKS, ("Orlov", "Sadykov"), "kk6 ru5 en6"),
    Gold("call14", "2025-03-14", ("call",), ("Petrova", "Guterres"), "en6 ru5"),
    Gold("astana", "2025-03-17", TALKS, ("Sadykov", "Petrova"), "kk4 ru4 en4 kk7 ru6 en7 en8"),
    Gold("vote17", "2025-03-17", ("vote",), ("United Nations",), "ru6 en7"),
    Gold("call18", "2025-03-18", ("call",), ("Orlov", "Petrova"), "kk8 ru7"),
    Gold("baku18", "2025-03-18", TALKS, ("Sadykov", "Guterres"), "kk8 ru7"),
    Gold("vienna24", "2024-03-03", TALKS, ("Sadykov", "Petrova"), "ru1"),
    Gold("if", "2025-03-28", TALKS, ("Petrova", "Orlov"), "en8 kk7", "unconfirmed"),
)

_WIRE = (
    "Kazakhstan's Foreign Minister Marat Sadykov met Russian Foreign Minister Elena Petrova in Vienna on Monday. "
    "The talks at the old city palace lasted four hours and dealt with grain, railways and the price of transit. "
    "A joint commission is to look into the tariffs before the summer, officials of both ministries said. "
    "Farmers on both sides of the border have waited since autumn for cheaper wagons."
)

_TEXTS = {
    "kk1": (
        "2025-03-04",
        "Қазақстан Сыртқы істер министрі Марат Садықов 3 наурызда Венада Ресей Сыртқы істер министрі Елена Петровамен кездесті. "
        "Министрлер астық пен теміржол тарифтерін талқылады.",
    ),
    "ru1": (
        "2025-03-04",
        "Министр иностранных дел Казахстана Марат Садыков встретился 3 марта в Вене с министром иностранных дел России Еленой Петровой. "
        "В тот же день Садыков поговорил по телефону с министром иностранных дел Азербайджана Виктором Орловым. "
        "Ровно год назад, 3 марта 2024 года, Садыков и Петрова уже встречались в Вене.",
    ),
    "en1": ("2025-03-03", _WIRE),
    "en1copy": ("2025-03-04", f"VIENNA, March 3 (Wire) - {_WIRE.rpartition(' Farmers')[0]}"),
    "en2": (
        "2025-03-06",
        "Kazakhstan's Foreign Minister Marat Sadykov telephoned Azerbaijani Foreign Minister Viktor Orlov on 3 March. "
        "On Wednesday Sadykov met Russian Foreign Minister Elena Petrova in Geneva.",
    ),
    "kk2": (
        "2025-03-06",
        "Марат Садықов пен Елена Петрова 5 наурызда Женевада кездесті. "
        "Сол күні Әзербайжан Сыртқы істер министрі Виктор Орлов Бакуге барды.",
    ),
    "ru2": (
        "2025-03-06",
        "Марат Садыков и Елена Петрова провели в среду переговоры в Женеве. "
        "Виктор Орлов 5 марта посетил Баку.",
    ),
    "en3": (
        "2025-03-08",
        "Russian Foreign Minister Elena Petrova and Azerbaijani Foreign Minister Viktor Orlov signed an agreement on transit in Ankara on Friday. "
        "Two days earlier, on 5 March, Orlov visited Baku.",
    ),
    "kk3": (
        "2025-03-08",
        "Елена Петрова мен Виктор Орлов 7 наурызда Анкарада транзит туралы келісімге қол қойды. "
        "Сол күні Марат Садықов БҰҰ Бас хатшысы Антониу Гутерришке телефон шалды.",
    ),
    "ru3": (
        "2025-03-08",
        "Елена Петрова и Виктор Орлов подписали в пятницу в Анкаре соглашение о транзите. "
        "Марат Садыков 7 марта поговорил по телефону с генеральным секретарём ООН Антониу Гутерришем.",
    ),
    "kk4": (
        "2025-03-09",
        "Марат Садықов пен Елена Петрованың Астанадағы кездесуі 10 наурыздан 17 наурызға шегерілді.",
    ),
    "ru4": (
        "2025-03-13",
        "Европейский союз ввёл 12 марта санкции против трёх судоходных компаний. "
        "Встреча Марата Садыкова и Елены Петровой в Астане перенесена с 10 на 17 марта.",
    ),
    "en4": (
        "2025-03-09",
        "The meeting of Marat Sadykov and Elena Petrova in Astana has been postponed from 10 March to 17 March.",
    ),
    "en5": (
        "2025-03-13",
        "The European Union imposed sanctions on three shipping companies on Wednesday. "
        "On the same day Elena Petrova visited Istanbul.",
    ),
    "kk5": (
        "2025-03-13",
        "Еуропалық одақ 12 наурызда үш кеме компаниясына қарсы санкция енгізді. "
        "Елена Петрова сол күні Стамбұлға барды.",
    ),
    "kk6": (
        "2025-03-15",
        "Виктор Орлов пен Марат Садықов 14 наурызда Стамбұлда келіссөз жүргізді.",
    ),
    "ru5": (
        "2025-03-15",
        "Виктор Орлов и Марат Садыков провели в пятницу переговоры в Стамбуле. "
        "Елена Петрова 14 марта поговорила по телефону с Антониу Гутерришем.",
    ),
    "en6": (
        "2025-03-15",
        "Viktor Orlov and Marat Sadykov held talks in Istanbul on Friday. "
        "Elena Petrova telephoned UN Secretary-General Antonio Guterres on 14 March.",
    ),
    "kk7": (
        "2025-03-18",
        "Марат Садықов пен Елена Петрова кеше Астанада кездесті. "
        "Егер тараптар келіссе, Петрова мен Виктор Орлов 28 наурызда Бакуде кездесуі мүмкін.",
    ),
    "ru6": (
        "2025-03-18",
        "Марат Садыков и Елена Петрова встретились в понедельник в Астане. "
        "Генеральная Ассамблея ООН 17 марта проголосовала за резолюцию о транзите.",
    ),
    "en7": (
        "2025-03-18",
        "Marat Sadykov and Elena Petrova met in Astana on Monday. "
        "The United Nations General Assembly voted on a resolution on transit on 17 March.",
    ),
    "en8": (
        "2025-03-19",
        "Two weeks of diplomacy in review. On 3 March Marat Sadykov and Elena Petrova met in Vienna. "
        "On 7 March Petrova and Viktor Orlov signed an agreement in Ankara. "
        "On 17 March Sadykov and Petrova met in Astana. "
        "If both governments agree, Petrova and Orlov may meet in Baku on 28 March.",
    ),
    "kk8": (
        "2025-03-19",
        "Виктор Орлов 18 наурызда Елена Петроваға телефон шалды. "
        "Сол күні Марат Садықов Бакуде Антониу Гутерришпен кездесті.",
    ),
    "ru7": (
        "2025-03-19",
        "Виктор Орлов поговорил во вторник по телефону с Еленой Петровой. "
        "Марат Садыков 18 марта встретился в Баку с Антониу Гутерришем.",
    ),
}


def articles() -> list[Article]:
    """All articles of the story, each from a source of its own."""
    return [
        Article(id=name, text=text, published=published, lang=name[:2], source=Source(name=f"Paper {name}"))
        for name, (published, text) in _TEXTS.items()
    ]
