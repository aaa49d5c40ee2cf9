from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available, identities, load_pack
from timeline.reading.language import identify

KAZAKH = "Үкімет отырысында министр бюджет туралы баяндама жасады. Ол биыл жаңа мектептер мен жолдар салынатынын айтты, бірақ қаржы жетіспейді."
RUSSIAN = "На заседании правительства министр рассказал о бюджете. Он отметил, что в этом году будут построены новые школы и дороги, но денег не хватает."
ENGLISH = "The minister told the cabinet about the budget. He said that new schools and roads would be built this year, but money is short."
UKRAINIAN = "На засіданні уряду міністр розповів про бюджет. Він зазначив, що цього року збудують нові школи та дороги, але грошей не вистачає."
TURKISH = "Bakan kabineye bütçe hakkında bilgi verdi. Bu yıl yeni okullar ve yollar yapılacağını, ancak paranın yetmediğini söyledi."
CHINESE = "部长向内阁汇报了预算。他说今年将修建新的学校和道路，但资金不足。"
TRADITIONAL = "部長向內閣匯報了預算。他說今年將修建新的學校和道路，但資金不足。"
FRENCH = "Le ministre a présenté le budget au gouvernement. Il a dit que de nouvelles écoles et routes seront construites cette année, mais l’argent manque."
SPANISH = "El ministro informó al gobierno sobre el presupuesto. Dijo que este año se construirán nuevas escuelas y carreteras, pero falta dinero."
GERMAN = "Der Minister berichtete dem Kabinett über den Haushalt. Er sagte, dass in diesem Jahr neue Schulen und Straßen gebaut werden, aber das Geld fehlt."
ARABIC = (
    "أطلع الوزير مجلس الوزراء على الميزانية. وقال إن مدارس وطرقا جديدة ستبنى هذا العام لكن المال لا يكفي."
)
OTHERS = {
    "Ukrainian": UKRAINIAN,
    "Turkish": TURKISH,
    "Azerbaijani": "Nazir hökumətə büdcə haqqında məlumat verdi. O bildirdi ki, bu il yeni məktəblər və yollar tikiləcək, lakin pul çatmır.",
    "Belarusian": "На пасяджэнні ўрада міністр расказаў пра бюджэт. Ён адзначыў, што сёлета пабудуюць новыя школы і дарогі, але грошай не хапае.",
    "Bulgarian": "На заседанието на правителството министърът разказа за бюджета. Той отбеляза, че тази година ще бъдат построени нови училища и пътища.",
    "Kyrgyz": "Өкмөттүн жыйынында министр бюджет жөнүндө баяндама жасады. Ал быйыл жаңы мектептер менен жолдор курулаарын билдирди, бирок акча жетпейт.",
    "Tatar": "Хөкүмәт утырышында министр бюджет турында сөйләде. Ул быел яңа мәктәпләр һәм юллар төзеләчәген әйтте, ләкин акча җитми.",
    "German": GERMAN,
    "Spanish": SPANISH,
    "Italian": "Il ministro ha informato il governo sul bilancio. Ha detto che quest'anno saranno costruite nuove scuole e strade, ma mancano i soldi.",
    "Portuguese": "O ministro informou o governo sobre o orçamento. Disse que este ano serão construídas novas escolas e estradas, mas falta dinheiro.",
    "Dutch": "De minister informeerde het kabinet over de begroting. Hij zei dat er dit jaar nieuwe scholen en wegen worden gebouwd, maar er is geen geld.",
    "Chinese": CHINESE,
    "Arabic": ARABIC,
    "Japanese": "大臣は閣議で予算について報告した。今年は新しい学校と道路を建設するが、資金が足りないと述べた。",
    "Persian": "وزیر در جلسه هیئت دولت درباره بودجه گزارش داد و گفت که امسال مدارس و جاده‌های جدید ساخته می‌شود اما پول کافی نیست.",
    "Urdu": "وزیر نے کابینہ کو بجٹ کے بارے میں بتایا اور کہا کہ اس سال نئے اسکول اور سڑکیں بنیں گی مگر پیسے کم ہیں۔",
    "Kazakh in Arabic letters": "مينيستر ۇكىمەت وتىرىسىندا بيۋدجەت تۋرالى بايانداما جاسادى. ول بيىل جاڭا مەكتەپتەر مەن جولدار سالىناتىنىن ايتتى.",
    "Greek": "Ο υπουργός ενημέρωσε την κυβέρνηση για τον προϋπολογισμό.",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KAZAKH, "kk"),
        (RUSSIAN, "ru"),
        (ENGLISH, "en"),
        (UKRAINIAN, "uk"),
        (TURKISH, "tr"),
        (CHINESE, "zh"),
        (TRADITIONAL, "zh"),
        (ARABIC, "ar"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (GERMAN, "de"),
    ],
)
def test_a_language_with_a_pack_is_known(text: str, code: str) -> None:
    assert identify(text) == code
    assert identify(text.upper()) == code


@pytest.mark.parametrize("name", OTHERS)
def test_a_language_is_not_taken_for_its_sibling(name: str) -> None:
    """Whether it has a pack of its own by now or not."""
    assert identify(OTHERS[name]) not in {"kk", "ru", "en"}


@pytest.mark.parametrize(
    "name", ["Italian", "Portuguese", "Dutch", "Japanese", "Persian", "Urdu", "Kazakh in Arabic letters"]
)
def test_a_language_without_a_pack_is_unknown_although_its_script_is_known(name: str) -> None:
    assert identify(OTHERS[name]) is None


@pytest.mark.parametrize("text", ["", " \n", "2025-08-15, 12:30", "!!! ???", "§", "а", "OK", "😀" * 10])
def test_too_little_to_tell_is_unknown(text: str) -> None:
    assert identify(text) is None


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    assert identify(f"{KAZAKH} {KAZAKH} «{RUSSIAN[:60]}»") == "kk"
    assert identify(f"{RUSSIAN} {RUSSIAN} “{ENGLISH[:60]}”") == "ru"


def test_a_long_text_is_judged_by_samples() -> None:
    text = f"{KAZAKH}\n" * 20_000
    began = time.process_time()
    assert identify(text) == "kk"
    assert time.process_time() - began < 1


def test_identities_are_those_of_the_whole_packs() -> None:
    packs = [load_pack(code) for code in available()]
    assert [(identity.meta, identity.identify) for identity in identities()] == [
        (pack.meta, pack.identify) for pack in packs
    ]


@given(st.text())
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert identify(text) in {None, *available()}
