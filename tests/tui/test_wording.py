"""The dashboard in other languages: every text that a language has is one that the dashboard says, and every text that it says is there."""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import storage
import timeline
import tui
from tests.tui.desks import SUMMIT
from timeline.languages import available, load_pack
from timeline.model import (
    ActorKind,
    Article,
    CorrectionKind,
    EventType,
    QuoteKind,
    SourceKind,
    Status,
)
from timeline.reading import read_dates
from tui.actions import ACTIONS, PANES
from tui.lookup import title_of
from tui.periods import PERIODS
from tui.widgets.columns import ColumnsPane
from tui.widgets.timeline import _TYPE as TYPE_CELLS
from tui.wording import Table, Words, counted, language, load, speak, told, told_parts, told_problem
from tui.wrap import cells

ROOMS = [Path(room.__file__ or "").parent for room in (tui, storage, timeline)]
TUI, STORAGE, TIMELINE = ROOMS
OTHERS = ("kk", "ru")
COMMANDS = {  # they print, in English, and the dashboard shows nothing of them; the actions have a test of their own
    "actions",
    "arriving", "asking", "cli", "clipboard", "config", "feeds", "following", "intake", "keymap", "lines", "paths", "plain", "progress",
    "themes", "watching",
}  # fmt: skip
SPEAKING = [
    *(
        path
        for path in sorted(TUI.rglob("*.py"))
        if path.parent.name != "commands" and path.stem not in COMMANDS
    ),
    STORAGE / "syntax.py",
    *(STORAGE / f"{name}.py" for name in ("disk", "following", "journal", "legacy", "readings")),
    TIMELINE / "building" / "corrections.py",
]
"""What has texts that the dashboard can show."""
UNSHOWN = {
    "Callable[..., AsyncGenerator[Arrival, None]]",
}
NAMES = re.compile(
    r"'elshi [^']*'|^  elshi [a-z ]*|\bu\b|\belshi\b|(?<!\w)-{1,2}\w+|\b(?:Tab|Enter|Ctrl\+\w|BROWSER|OR|ID|URL|ulimit|wc)\b|fg|#\w+"
)
"""What has no other name in any language: keys, commands, variables."""
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak("en")


def english_in(text: str) -> list[str]:
    """The English words of a text in another language."""
    return WORD.findall(NAMES.sub("", text))


# What the code says is in the files.


def shapes(node: ast.AST) -> list[str]:
    """What an expression may be as a text, with 7 for what is not known here."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.JoinedStr(parts):
            return ["".join(each) for each in itertools.product(*map(shapes, parts))]
        case ast.FormattedValue(value):
            return shapes(value)
        case ast.IfExp(_, one, other):
            return shapes(one) + shapes(other)
        case _:
            return ["7"]


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts in some code, without its docstrings."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(ast.Constant()):
                continue
            case ast.JoinedStr() | ast.Constant(str()):
                yield from shapes(node)
        for part in [node] if not isinstance(node, ast.JoinedStr) else unknown(node):
            yield from texts(part)


def unknown(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a text and is looked at by itself."""
    match node:
        case ast.JoinedStr(parts):
            for part in parts:
                yield from unknown(part)
        case ast.FormattedValue(value):
            yield from unknown(value)
        case ast.IfExp(test, one, other):
            yield test
            yield from (*unknown(one), *unknown(other))
        case ast.Constant():
            return
        case _:
            yield node


def is_for_people(text: str) -> bool:
    """Whether a text is a sentence or at least two words, rather than the name of something in the code."""
    return " " in text.strip() and bool(WORD.search(text)) and text not in UNSHOWN and "(?" not in text


def said() -> set[str]:
    """All that the dashboard can say, as far as it stands in the code in words."""
    found = {text for path in SPEAKING for text in texts(ast.parse(path.read_text(encoding="utf-8")))}
    return {each for text in found - PROBLEMS if is_for_people(text) for each in varied(text)}


PROBLEMS = {
    "the id 7 is already that of another article, from 7",
    "give one of them an id of its own",
    "'elshi doctor' tells more",
    "the last change to 7 was not written whole, as when the power fails: 7 bytes at byte 7 do not count, "
    "and are put aside in 7 by the next change",
}
"""They are told as problems."""
MARKS = ("date", "quote", "name", "mark")
VARIED = {
    "There is no 7 in this article.": MARKS,
    "That was the first 7.": MARKS,
    "That was the last 7.": MARKS,
    "There is no earlier 7 with an event.": PERIODS,
    "There is no later 7 with an event.": PERIODS,
    "A bar above the timeline is a 7.": PERIODS,
    "Grouped by 7.": PERIODS[:3],
    "Nothing new 7 this.": ("before", "after"),
    "In the 7": PANES,
}
"""Texts in which a word changes that other languages bend: each has a translation of its own."""
PARTS = {"nobody known: 7", "same as…", "take apart"}
"""Texts that are only shown as parts of others; see `words`."""


def varied(text: str) -> list[str]:
    """A text with each of the words that it may have."""
    return [] if text in PARTS else [text.replace("7", word) for word in VARIED.get(text, ("7",))]


def test_what_is_looked_for_in_the_code_is_found() -> None:
    code = """def f(x): 'A docstring.'; say("One two."); return g(f"{x} or {'two more' if x else 'none'}{h('in here')}")"""
    assert set(texts(ast.parse(code))) == {"One two.", "7 or two more7", "7 or none7", "in here"}
    assert {
        "There is nothing to copy.",
        "Asked 7, 7 failed.",
        "There is no later week with an event.",
    } <= said()


@pytest.mark.parametrize("lang", OTHERS)
def test_whatever_is_said_is_told(lang: str) -> None:
    speak(lang)
    english = {text: words for text in said() if (words := english_in(told_parts(text)))}
    assert not english, f"write what they are into tui/words/{lang}.toml"


LOADING = [path for path in sorted((STORAGE / "loading").glob("*.py")) if path.stem != "wikidata"]
"""What says why something could not be loaded."""
UNSAID = re.compile(
    r"failed7|article 7|\[A-Za-z|<|^Basic |application/|text/html|reads feeds|sept|^(?:on line|in) 7|\\[sd]|id or url"
)
"""Texts in it that are no messages, or parts of some."""


@pytest.mark.parametrize("lang", OTHERS)
def test_problems_are_told(lang: str) -> None:
    files = [*LOADING, TUI / "desk.py", TUI / "kept.py"]
    found = {text for path in files for text in texts(ast.parse(path.read_text(encoding="utf-8")))}
    said = {text for text in found if is_for_people(text) and not UNSAID.search(text)} - UNSHOWN
    speak(lang)
    literal = re.compile(
        r"`.*`|\"\w+\"|'elshi[^']*'|\S*https?:\S*|\S*[A-Z]+_[A-Z_]+\S*|iconv -f \S+|UTF-\d+|utf-\d+|JSON Feed|JSON Lines"
        r"|\b(?:JSON|XML|OPML|HTTP|trafilatura|allow_private|pip install|chmod u|docs/formats.md|date|text|id|url|kk|ru|en|KZ)\b"
    )
    left = {text: told_problem(text) for text in said}
    assert not {text: shown for text, shown in left.items() if english_in(literal.sub("", shown))}
    assert told_problem("the server is busy (HTTP 503)") != "the server is busy (HTTP 503)"
    assert "7" in told_problem("it is asked again in 7 minutes")


def words() -> Iterator[str]:
    """What is shown and in the code is one word, like any name, or is put together from several texts."""
    for kinds in (ActorKind, EventType, SourceKind, Status):
        yield from get_args(kinds)
    yield from (f"{kind} quote" for kind in get_args(QuoteKind))
    yield from (f"{kind}: 7" for kind in get_args(CorrectionKind))
    yield from ("Timeline", "Article", "Quotes 7", "Article 7/7", "Why", "Help", "Problems", "Sources")
    yield from ("Topics", "Names", "Announced", "Everywhere", "Signs", "filter", "note", "overdue")
    yield from ("undated", "wrong", "none", "3s 4q", "3s", "5s 6q", "1 of 7 events", "date", "status")
    yield from ("type", "who", "where", "told", "quotes", "speaker", "quantity", "counted", "at", "agent")
    yield from ("host", "merged", "split", "pinned", "read", "unread", "bookmarked", "Bookmarked", "Copied")
    yield from ("merge", "hide", "pin", "same", "apart", "7 same as…", "7 take apart")
    yield from ("speaker: nobody known: 7", "7 is no type of event; known are visit, call")
    for done in ("written", "read"):
        yield f"the store 7 cannot be {done}: 7; it is as it was before"


@pytest.mark.parametrize("lang", OTHERS)
def test_single_words_are_told(lang: str) -> None:
    speak(lang)
    assert not {text for text in words() if english_in(told(text)) or told(text) == text}


UNITS = {unit for lang in available() for unit in load_pack(lang).events.units}


@pytest.mark.parametrize("lang", OTHERS)
def test_what_is_told_fits(lang: str) -> None:
    speak(lang)
    assert not [kind for kind in get_args(EventType) if cells(told(kind)) > TYPE_CELLS]
    assert not [label for label in LABELS if cells(told(label)) > ColumnsPane.LABEL - 2]
    assert not [text for text in said() if len(text) <= 72 and cells(told_parts(text)) > 78]


LABELS = (
    "date",
    "status",
    "type",
    "who",
    "where",
    "told",
    "quotes",
    "speaker",
    "quantity",
    "at",
    "counted",
    "note",
)


@pytest.mark.parametrize("lang", OTHERS)
def test_units_are_told(lang: str) -> None:
    speak(lang)
    assert not {unit for unit in UNITS if english_in(told(unit)) or english_in(told(f"2.5 {unit}"))}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_action_is_told(lang: str) -> None:
    assert set(load(lang).actions) == set(ACTIONS)


# How dates are resolved.


def rules() -> Iterator[str]:
    """How dates were resolved in the examples of all languages."""
    for path in sorted((Path(__file__).parents[1] / "languages").glob("dates_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            example = json.loads(line)
            for published in (example.get("published") or "2025-08-23", "2025-08-23"):
                article = Article(id="a", text=example["text"], published=published, lang=path.stem[-2:])
                yield from (date.rule for date in read_dates(article)[1])


WHENCE = ("publication 2025-08-23", "2025-08, the date mentioned last", "an unknown publication day")
RULES = ("absolute", "clock", "context", "monthless", "relative", "spans", "years")
"""Modules that resolve dates and say how."""


def test_all_words_of_the_rules_are_in_the_files() -> None:
    keys = "\n".join(load("ru").rules.texts)
    for name in RULES:
        tree = ast.parse((TIMELINE / "reading" / "dates" / f"{name}.py").read_text(encoding="utf-8"))
        docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
                for words in re.split(r"^\W+|: |\W+$", node.value):
                    assert not (" " in words and WORD.search(words)) or words in keys, words


@pytest.mark.parametrize("lang", OTHERS)
def test_how_dates_are_resolved_is_told(lang: str) -> None:
    speak(lang)
    values = re.compile(r"\b[\dX]{2,4}[-\dA-Z:+]*\b|\b(?:P|PT)\d+\w*")
    english = set()
    for rule in set(rules()):
        words, _, why = told(rule).partition(" -> ")
        assert rule.startswith(f"{words} -> ")
        if english_in(values.sub("", why.partition(": ")[2])):
            english.add(rule)
    assert not english


DAYS = (
    "{} of the week of {}",
    "{} of the week 2 after {}",
    "{} of the week 1 before {}",
    "{} of the next one from {}",
    "{} 2 after the next one from {}",
    "{} 1 before the next one from {}",
    "last {} before {}",
    "last {} but one before {}",
    "next {} after {}",
    "next {} but one after {}",
    "{} in the week of {}",
    "the sentence looks ahead: next {} after {}",
    "the nearest {} to {}",
    "{} is the day of {}",
)
UNITS_OF_TIME = ("day", "weekend", "week", "month", "quarter", "half-year", "year", "decade", "century")
COUNTS = ("1 day", "2 weekends", "5 weeks", "2 quarters", "2 half-years", "1 decade", "2 centurys")
DATES = (
    *(f"the {unit} of {{}}" for unit in UNITS_OF_TIME),
    *(f"{count} {way} {{}}" for count in COUNTS for way in ("before", "after")),
    "the year counted from {}",
    "the month counted from {}",
    "the year nearest to {} in which it is that day of the week",
    "the nearest from 8 months before to 3 after {}",
    "the nearest to {}",
    "in the year of {}",
    "the last one before {}",
    "the next one after {}",
    "the sentence looks ahead from {}",
    "the sentence looks back from {}",
    "counted within 2025-08: counted from {}",
    "a time of that day: the day of {}",
)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("whence", WHENCE)
def test_rules_are_told_from_wherever_they_count(lang: str, whence: str) -> None:
    speak(lang)
    day = "жұма" if lang == "kk" else "пятница"
    for why in (*(each.format("Friday", whence) for each in DAYS), *(each.format(whence) for each in DATES)):
        shown = told(f"x -> 2025: {why}").removeprefix("x -> 2025: ")
        assert not english_in(shown), why
        assert "Friday" not in why or day in shown
        assert "2025-08" in shown or "unknown" in whence


# The files.


def test_languages_tell_the_same_texts() -> None:
    kazakh, russian = (load(lang) for lang in OTHERS)
    for table in ("texts", "rules", "problems"):
        assert list(getattr(kazakh, table).texts) == list(getattr(russian, table).texts)
    assert list(kazakh.plurals) == list(russian.plurals)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("table", ["texts", "rules", "problems"])
def test_what_changes_in_a_text_changes_in_its_translation_too(lang: str, table: str) -> None:
    found: Table = getattr(load(lang), table)
    for text, shown in found.texts.items():
        number = len(re.findall(r"\{\w*\}", text))
        in_order = shown.count("{}") == number and not re.search(r"\{\d\}", shown)
        assert in_order or set(re.findall(r"\{(\d)\}", shown)) == set(map(str, range(number))), text


SYSTEM = {
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Read-only file system",
    "Not a directory",
    "File name too long",
}
"""Words of the system, not of this code."""


def hits(text: str, name: str, words: Words) -> Iterator[tuple[str, str]]:
    """The texts of a language's files by which a text is told, each with the name of its table."""
    table: Table = getattr(words, name)
    lowered = text[:1].lower() + text[1:]
    if known := next((key for key in (text, lowered) if key in table.texts), None):
        yield name, known
        return
    keys = (key for key in table.texts if "{" in key)
    for key, shape in zip(keys, table.shapes, strict=True):
        found = shape.found_in(text) or shape.found_in(lowered)
        if found is not None:
            yield name, key
            for kind, part in zip(shape.kinds, found, strict=True):
                inner = {"words": "texts", "list": "texts", "rule": "rules"}.get(kind)
                yield from hits(part, inner, words) if inner else ()
            return


def test_no_text_has_gone_out_of_use() -> None:
    russian = load("ru")
    parts = {part for text in said() for part in text.split(" · ")}
    used = {hit for text in {*parts, *words(), *rules(), *UNITS} for hit in hits(text, "texts", russian)}
    used |= {("texts", f"{kind}: {{}}") for kind in get_args(CorrectionKind)}
    assert {key for table, key in used if table == "texts"} | SYSTEM == set(russian.texts.texts)


@pytest.mark.parametrize(
    ("number", "russian", "kazakh"),
    [
        (1, "1 событие", "1 оқиға"),
        (3, "3 события", "3 оқиға"),
        (11, "11 событий", "11 оқиға"),
        (12, "12 событий", "12 оқиға"),
        (21, "21 событие", "21 оқиға"),
        (112, "112 событий", "112 оқиға"),
        (0, "0 событий", "0 оқиға"),
    ],
)
def test_nouns_after_numbers(number: int, russian: str, kazakh: str) -> None:
    assert counted(number, "event") == ("1 event" if number == 1 else f"{number} events")
    for lang, shown in (("ru", russian), ("kk", kazakh)):
        speak(lang)
        assert counted(number, "event") == told(f"{number} events") == shown
        assert told(f"{number} nobodies") == f"{number} nobodies"
    speak("ru")
    assert told("2.5 hours") == "2,5 часа"


def test_texts_in_which_something_changes() -> None:
    speak("ru")
    assert told("Evidence 2 of 3") == "Подтверждение 2 из 3"
    assert told("Wrote 4 события to {0}.json") == "Записано: 4 события — в {0}.json"
    assert told("nobody says this") == "nobody says this"
    assert told("Taken back: type: visit.") == "Отменено: изменён вид: visit."
    assert told("Picked: visit. + on another event makes one of the two.").startswith("Запомнено: visit.")
    assert told("1 of 4 события") == "4 события, показано 1"
    assert told("one of 4") == "one of 4"
    assert told("Tagged a; b. u takes it back.") == "Поставлены метки: a; b. u отменяет."
    assert told("there is no program 'a; b'; set PAGER") == "нет программы 'a; b'; задайте переменную PAGER"
    assert told("nobody; set PAGER") == "nobody; set PAGER"


@given(st.text(max_size=40) | st.sampled_from(["3 of 4", " -> ", ": ", "; ", "{}", "{0} -> {1}: x"]))
def test_any_text_can_be_told(text: str) -> None:
    for lang in OTHERS:
        speak(lang)
        assert told(f"Picked: {text}. + on another event makes one of the two.").count(text) >= 1
        assert isinstance(told(text), str)


def test_titles_of_events_follow_the_language_of_the_dashboard() -> None:
    event = replace(SUMMIT, titles={"en": SUMMIT.title, "kk": "Аляскадағы кездесу"})
    assert title_of(event) == SUMMIT.title
    speak("kk")
    assert title_of(event) == "Аляскадағы кездесу"
    speak("ru")
    assert title_of(event) == SUMMIT.title
    speak("kk", titles="en")
    assert title_of(event) == SUMMIT.title


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "kk_KZ.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "ru", "LANG": "en_US"}, "ru"),
        ({"LANG": "rum_XX"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_asks_for_a_language(env: dict[str, str], lang: str) -> None:
    assert language(env) == lang
