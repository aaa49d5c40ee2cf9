"""Text -> the tokens that dates are made of. Everything else is a gap (None), through which no date reaches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from timeline.reading.dates.glued import glued_number
from timeline.reading.dates.lexicon import Lexicon, Runs
from timeline.reading.dates.runs import cut
from timeline.reading.dates.spelled import merge_spelled
from timeline.reading.dates.token import Classes, Token, Tokens, full_year, number_classes

_NEVER = r"[$€£¥₽₸₴₺№\#]\s?\d[\d.,]{0,20} | \d[\d.,]{0,20}\s?[%‰°٪％]"
_MARK = r"[-‑–—,.:;/()'’ʼ،、]"
_RUN = re.compile(
    rf"(?P<never> {_NEVER} ) | (?P<number> \d+(?:[.,:/–—‑：／．-]\d+)*+ ) | (?P<letters> [^\W\d_]+ )"
    rf" | (?P<mark> {_MARK} | [，：（）～~－／．] ) | \S | \n",
    re.VERBOSE,
)
"""What a text without spaces is cut with."""
_MARKS = (
    dict.fromkeys("‑–—～~－", "-")
    | dict.fromkeys("’ʼ", "'")
    | {"،": ",", "，": ",", "：": ":", "（": "(", "）": ")", "／": "/", "．": "."}
)
"""A mark -> the one that phrases are written with."""
_WIDE = str.maketrans("：／．", ":/.")
_DASHES = re.compile("[–—‑-]")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})$|(\d{4})([./-])(\d{1,2})\6(\d{1,2})$")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?$")
_PAIR = re.compile(r"(\d{1,2})[./](\d{1,2})$")
_FRACTION = re.compile(r"\d{1,6}[.,]\d{1,2}$")
_LONGEST_NUMBER = 9


@cache
def _pattern(silent: str) -> re.Pattern[str]:
    """What a text is cut with; ``silent`` are the signs that may stand within its words."""
    letters = rf"[^\W\d_](?:[^\W\d_]{_within(silent)})*+"
    return re.compile(
        rf"""
        (?P<never> {_NEVER} )
        | (?P<number> \d+(?:[.,:/–—‑-]\d+)*+ ) (?: (?P<glue>['’ʼ‑-]?) (?P<tail>{letters}) )?
        | (?P<word> {letters} ) (?: (?P<joint>[‑-]?) (?P<code>\d\w*(?:\.\d\w*)*+) )?
        | (?P<mark> {_MARK} )
        | \n
        """,
        re.VERBOSE,
    )


def _within(silent: str) -> str:
    """What else a word may hold: vowel marks anywhere, apostrophes only before a letter, as they may be quotation marks."""
    marks = "".join(sign for sign in silent if not _is_quotation(sign))
    quotations = "".join(sign for sign in silent if _is_quotation(sign))
    return "".join(
        f"|[{re.escape(signs)}]{follows}"
        for signs, follows in ((marks, ""), (quotations, r"(?=[^\W\d_])"))
        if signs
    )


def _is_quotation(sign: str) -> bool:
    return unicodedata.category(sign) in ("Po", "Pi", "Pf", "Sk")


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text, with one None for each gap."""
    return (
        _tokenize_words(text, lexicon)
        if lexicon.runs is None
        else _tokenize_runs(text, lexicon, lexicon.runs)
    )


def _tokenize_words(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text whose words are written apart."""
    tokens: Tokens = []
    words, titled, compounds, fold = lexicon.words, lexicon.titled, lexicon.compounds, lexicon.fold
    glued = lexicon.glued
    spelled = False
    taken = 0
    for match in _pattern(lexicon.silent).finditer(text):
        kind = match.lastgroup
        if match.start() < taken:
            continue
        if kind == "word":
            word = match[0]
            folded = fold(word)
            if folded in compounds and (compound := _compound(match, folded, lexicon)):
                tokens.append(compound)
                taken = compound.end
                spelled = spelled or "CARDINAL" in compound.classes or "ORDINAL" in compound.classes
                continue
            classes = (titled if word[0].isupper() else words).get(folded)
            if classes is None and glued is not None:
                classes = glued_number(folded, glued)
            if classes is not None:
                spelled = spelled or "CARDINAL" in classes or "ORDINAL" in classes
                tokens.append(Token(match.start(), match.end(), classes))
                continue
        elif kind == "mark":
            classes = words.get(_MARKS.get(match[0], match[0]))
            if classes is not None:
                tokens.append(Token(match.start(), match.end(), classes))
                continue
        elif kind is not None and kind != "never":
            found = list(_split(match, lexicon))
            if found:
                tokens += found
                continue
        if tokens and tokens[-1] is not None:
            tokens.append(None)
    numbers = lexicon.numbers
    return merge_spelled(tokens, numbers.paired_years, numbers.tens_last) if spelled else tokens


def _compound(first: re.Match[str], folded: str, lexicon: Lexicon) -> Token | None:
    """The name of several words that begins with a word, if one does."""
    for name in lexicon.compounds[folded]:
        end = first.end()
        for word in name.split(" ")[1:]:
            found = _pattern(lexicon.silent).match(first.string, end + 1)
            if found is None or found.lastgroup != "word" or lexicon.fold(found[0]) != word:
                break
            end = found.end()
        else:
            return Token(first.start(), end, lexicon.titled[name])
    return None


def _tokenize_runs(text: str, lexicon: Lexicon, runs: Runs) -> Tokens:
    """The tokens of a text that is written without spaces."""
    tokens: Tokens = []
    for match in _RUN.finditer(text):
        kind = match.lastgroup
        if kind == "letters":
            tokens += cut(match[0], match.start(), lexicon, runs)
        elif kind == "number":
            tokens += _number(match[0], match.start(), lexicon)
        elif kind == "mark":
            tokens += _mark(match[0], match.start(), lexicon)
        else:
            tokens.append(None)
    return tokens


def _split(match: re.Match[str], lexicon: Lexicon) -> Iterator[Token | None]:
    """The tokens of a number with what is glued to it."""
    if match["number"] is None:
        yield from _word_with_number(match, lexicon)
        return
    start, end = match.span("number")
    tail = match["tail"]
    if tail is None:
        yield from _number(match["number"], start, lexicon)
        return
    folded = lexicon.fold(tail)
    ordinal = lexicon.number_endings.get(folded)
    if ordinal is not None:
        *before, last = _number(match["number"], start, lexicon)
        yield from before
        yield last and Token(last.start, match.end(), _inflected(last.classes, ordinal))
    elif folded in lexicon.words:
        yield from _number(match["number"], start, lexicon)
        if match["glue"]:
            yield from _mark(match["glue"], end, lexicon)
        yield Token(match.start("tail"), match.end("tail"), lexicon.words[folded])
    else:
        yield None


def _word_with_number(match: re.Match[str], lexicon: Lexicon) -> Iterator[Token | None]:
    """``mid-1996``, but not ``COVID-19``."""
    classes = lexicon.words.get(lexicon.fold(match["word"]))
    number = _pattern(lexicon.silent).match(match.string, match.start("code"), match.end())
    if classes is None or number is None or number["number"] is None or number.end() != match.end():
        yield None
        return
    yield Token(*match.span("word"), classes)
    if match["joint"]:
        yield from _mark(match["joint"], match.start("joint"), lexicon)
    yield from _split(number, lexicon)


def _mark(mark: str, start: int, lexicon: Lexicon) -> Iterator[Token | None]:
    classes = lexicon.words.get(_MARKS.get(mark, mark))
    yield None if classes is None else Token(start, start + 1, classes)


def _number(text: str, start: int, lexicon: Lexicon) -> Iterator[Token | None]:
    """A run of digits and marks: one token, or one for each side of a dash."""
    classes = _classes_of(text, lexicon.order, lexicon.numbers.decimal) if len(text) <= 20 else None
    if classes is not None:
        yield Token(start, start + len(text), classes)
        return
    parts = _DASHES.split(text)
    if len(parts) != 2 or len(text) > 20:
        yield None
        return
    for part, offset in ((parts[0], start), (parts[1], start + len(parts[0]) + 1)):
        if offset > start:
            yield from _mark("-", offset - 1, lexicon)
        classes = _classes_of(part, lexicon.order, lexicon.numbers.decimal)
        yield None if classes is None else Token(offset, offset + len(part), classes)


@lru_cache(maxsize=8192)
def _classes_of(text: str, order: str, decimal: str) -> Classes | None:
    """The classes of a number as it is written; None when it is none that dates use."""
    text = text.translate(_WIDE)
    if text.isdecimal():
        return number_classes(int(text), len(text)) if len(text) <= _LONGEST_NUMBER else None
    classes: Classes = {}
    if found := _ISO.match(text):
        return {"ISO": tuple(map(int, found.groups()))}
    if found := _NUMERIC.match(text):
        return {"NUMERIC": _ordered(found, order)}
    if found := _CLOCK.match(text):
        return {"CLOCK": (int(found[1]), int(found[2]))}
    if found := _PAIR.match(text):
        classes["PAIR"] = (int(found[1]), int(found[2]))
        if "/" in text:
            classes["PAIR_SLASH"] = classes["PAIR"]
    if decimal in text and _FRACTION.match(text):
        classes["DECIMAL"] = float(text.replace(",", "."))
    return classes or None


def _ordered(found: re.Match[str], order: str) -> tuple[int, ...]:
    """Year, month and day of a date in digits, in whatever order it stands."""
    if found[5]:
        return int(found[5]), int(found[7]), int(found[8])
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "-" and len(found[4]) == 2 and len(found[1]) < 4:
        return ()
    if len(found[1]) > 2:
        return (first, second, third) if len(found[1]) == 4 else ()
    if order == "ymd" and len(found[4]) == 2:
        return full_year(first), second, third
    year = third if len(found[4]) == 4 else full_year(third)
    month_first = order == "mdy" and found[2] != "."
    if (month_first and first <= 12) or second > 12:
        return year, first, second
    return year, second, first


def _inflected(classes: Classes, ordinal: bool) -> Classes:
    """The classes of a number in digits with an ending after it, which makes it a year more surely than any number."""
    if "YEAR" in classes:
        classes = {**classes, "YEAR_INFLECTED": classes["YEAR"]}
    if not ordinal or "NUM" not in classes:
        return classes
    return {"ORD" if name == "NUM" else name: value for name, value in classes.items()}
