"""Words and phrases of a pack: inflection, numbers in words, the syntax of phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import PackError, available, load_pack, parse_pack
from timeline.reading.dates.glued import glued_number
from timeline.reading.dates.inflection import Inflector, ParadigmError
from timeline.reading.dates.lexicon import build, lexicon_of
from timeline.reading.dates.phrases import PhraseError, names_in, plant
from timeline.reading.dates.spelled import merge_spelled
from timeline.reading.dates.token import Token
from timeline.reading.dates.tokens import tokenize

META = '[meta]\ncode = "xx"\nname = "x"\nenglish = "x"\nscript = "Latn"\n'


def test_a_sound_is_spelled_after_what_stands_before_it() -> None:
    inflector = Inflector({"D": "птк:т *:д", "A": "ао:а еі:е"}, {"noun": "- DA DAн"})
    assert list(inflector.forms("тамыз+noun")) == ["тамыз", "тамызда", "тамыздан"]
    assert list(inflector.forms("мекен+noun")) == ["мекен", "мекенде", "мекенден"]
    assert list(inflector.forms("ақпат+noun")) == ["ақпат", "ақпатта", "ақпаттан"]


def test_a_paradigm_that_is_not_there_is_refused() -> None:
    with pytest.raises(ParadigmError, match="nouns"):
        Inflector({}, {"noun": "-"}).forms("ай+nouns")


def test_a_tilde_puts_the_stem_behind_a_prefix() -> None:
    assert list(Inflector({}, {"p": "- ال~ ب~"}).forms("يوم+p")) == ["يوم", "اليوم", "بيوم"]


@pytest.mark.parametrize(
    ("form", "name", "value"),
    [
        ("тамызында", "MONTH", 8),
        ("қыркүйектегі", "MONTH", 9),
        ("шілдесінен", "MONTH", 7),
        ("қарашаның", "MONTH_OF", 11),
        ("жұмада", "WEEKDAY", 5),
        ("сәрсенбіге", "WEEKDAY", 3),
        ("жылғы", "YEARWORD", "Y"),
        ("биылғы", "RELYEAR", 0),
    ],
)
def test_kazakh_endings_follow_their_stems(form: str, name: str, value: int | str) -> None:
    assert lexicon_of(load_pack("kk")).words[form][name] == value


@pytest.mark.parametrize("word", ["айта", "үшін", "жылқы", "кешені", "қар"])
def test_kazakh_words_that_only_look_inflected_are_not_words_of_time(word: str) -> None:
    classes = lexicon_of(load_pack("kk")).words.get(word, {})
    assert not classes.keys() & {"UNIT", "YEARWORD", "ORDINAL", "SHIFT", "MONTH", "WEEKDAY"}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("kk", "екі мың он сегіз", 2018),
        ("kk", "бір мың тоғыз жүз тоқсан алты", 1996),
        ("ru", "две тысячи двадцать пять", 2025),
        ("ru", "сорок два", 42),
        ("en", "nineteen ninety-six", 1996),
        ("en", "two thousand five hundred", 2500),
        ("en", "twenty-four", 24),
        ("zh", "二十五", 25),
        ("zh", "二〇二五", 2025),
        ("zh", "一千九百九十六", 1996),
        ("zh", "廿一", 21),
        ("ar", "خمسة وعشرين", 25),
        ("ar", "ألفين وخمسة وعشرين", 2025),
        ("ar", "ثلاثة عشر", 13),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("fr", "deux mille vingt-cinq", 2025),
        ("es", "treinta y uno", 31),
        ("es", "mil novecientos noventa y seis", 1996),
        ("de", "fünfundzwanzig", 25),
        ("de", "dreißig", 30),
        ("de", "DREISSIG", 30),
        ("de", "zweitausendfünfundzwanzig", 2025),
        ("de", "neunzehnhundertsechsundneunzig", 1996),
        ("de", "einhundertfünfzigtausend", 150_000),
    ],
)
def test_a_number_in_words_is_one_token(code: str, text: str, value: int) -> None:
    (token,) = tokenize(text, lexicon_of(load_pack(code)))
    assert token is not None
    assert (text[token.start : token.end], token.classes["NUM"]) == (text, value)


@given(
    st.lists(st.sampled_from([1, 2, 7, 10, 13, 20, 90, 100, 1000, 10**6, None]), max_size=60), st.booleans()
)
def test_numbers_in_words_cover_what_they_are_made_of(values: list[int | None], paired_years: bool) -> None:
    tokens = [
        None if value is None else Token(at, at + 1, {"CARDINAL": value}) for at, value in enumerate(values)
    ]
    merged = merge_spelled(tokens, paired_years)
    spans = [(token.start, token.end) for token in merged if token is not None]
    covered = [at for start, end in spans for at in range(start, end)]
    assert covered == [token.start for token in tokens if token is not None]


@pytest.mark.parametrize(
    "phrase", ["(DAY", "DAY)", "DAY |", "?", "DAY? MONTH?", "@nothing", "DAY [X] DAY", "()"]
)
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        plant(iter([("calendar", phrase)]), {})


def test_a_phrase_that_names_itself_is_refused() -> None:
    with pytest.raises(PhraseError, match="@a"):
        plant(iter([("calendar", "@a")]), {"a": "DAY @b", "b": "@a?"})


def test_a_phrase_names_its_classes_words_and_guards() -> None:
    root = plant(iter([("calendar", "[in|!x] DAY (of | -)? @m [!X] {n=1}")]), {"m": "MONTH | MAY ?"})
    assert names_in(root) == {"in", "!x", "DAY", "of", "-", "MONTH", "MAY", "X"}


def test_a_class_that_is_not_there_is_refused() -> None:
    pack = parse_pack(META + "[dates.patterns]\ncalendar = ['DAY MOON']\n", "xx.toml")
    with pytest.raises(PhraseError, match="MOON"):
        build(pack)


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("[dates.words.month]\n1 = 'x'\n", "capital"),
        ("[dates.words.MONTH]\n1 = 'x+noun'\n", "paradigm 'noun'"),
        ("[dates.patterns]\nmoon = ['DAY']\n", "moon"),
    ],
)
def test_a_pack_with_a_mistake_is_refused(section: str, problem: str) -> None:
    with pytest.raises(PackError, match=problem):
        parse_pack(META + section, "xx.toml")


@pytest.mark.parametrize("code", available())
def test_a_pack_knows_its_months_and_weekdays(code: str) -> None:
    words = lexicon_of(load_pack(code)).titled.values()
    for name, numbers in (("MONTH", 12), ("WEEKDAY", 7)):
        known = {classes[key] for classes in words for key in classes if key.partition("_")[0] == name}
        assert known == set(range(1, numbers + 1)) or not load_pack(code).dates.words


@pytest.mark.parametrize("text", ["二三", "一百五", "百年", "十百千万亿十百千万亿十百千万亿"])
def test_characters_of_numbers_never_fail(text: str) -> None:
    for token in tokenize(text, lexicon_of(load_pack("zh"))):
        assert token is None or text[token.start : token.end]


def test_the_longest_word_of_a_run_is_taken() -> None:
    text = "前日本首相前日抵达"
    tokens = tokenize(text, lexicon_of(load_pack("zh")))
    assert [text[token.start : token.end] for token in tokens if token] == ["前日本", "前日"]


@pytest.mark.parametrize("text", ["تشرين الأول", "تَشرين الاوّل", "تشـرين الأول", "وتشرين الأول"])
def test_a_name_of_two_words_is_one_token_however_it_is_spelled(text: str) -> None:
    (token,) = tokenize(text, lexicon_of(load_pack("ar")))
    assert token is not None
    assert (token.start, token.end, token.classes["MONTH"]) == (0, len(text), 10)


def test_a_name_of_two_words_needs_both() -> None:
    assert all(
        token is None or "MONTH" not in token.classes
        for token in tokenize("تشرين مدينة", lexicon_of(load_pack("ar")))
    )


@pytest.mark.parametrize(
    "word", ["achtung", "undzwanzig", "zweiund", "einein", "zwanzigzwanzig", "elfmeter", "zwei" * 50]
)
def test_words_that_only_begin_like_a_number_are_none(word: str) -> None:
    parts = lexicon_of(load_pack("de")).glued
    assert parts is not None
    assert glued_number(word, parts) is None


def test_an_ordinal_ends_a_number_that_is_one_word() -> None:
    parts = lexicon_of(load_pack("de")).glued
    assert parts is not None
    assert (glued_number("einundzwanzigsten", parts) or {})["ORD"] == 21
    assert glued_number("zwanzigsteneins", parts) is None
