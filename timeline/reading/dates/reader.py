"""The walk over a text that finds its dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import msgspec

from timeline.model import DateMention
from timeline.reading.dates import absolute, clock, monthless, relative, spans
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.lexicon import lexicon_of
from timeline.reading.dates.phrases import Ending, Guard, State
from timeline.reading.dates.token import Tokens, Value
from timeline.reading.dates.tokens import tokenize
from timeline.reading.document import Document

Rule: TypeAlias = Callable[[Match, Context], Resolved | None]
RULES: Mapping[str, Rule] = {
    "calendar": absolute.calendar,
    "day": monthless.month_day,
    "nth": monthless.nth,
    "weekday": relative.weekday,
    "deictic": relative.deictic,
    "period": relative.period,
    "ago": relative.ago,
    "shift": relative.shift,
    "anaphor": relative.anaphor,
    "year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "quarter": absolute.quarter,
    "season": absolute.seasons,
    "holiday": absolute.holiday,
    "iso": absolute.iso,
    "numeric": absolute.numeric,
    "clock": clock.clock,
    "daytime": spans.daytime,
    "duration": spans.duration,
    "set": spans.each,
    "ref": spans.ref,
}
Names: TypeAlias = tuple[str, ...]
_TRAP = "trap"
_DAYS = frozenset(("calendar", "day", "iso", "numeric"))
_APPOSED = re.compile(r"[ \u00a0]?[,，(（–—-][ \u00a0]?(?:[^\W\d_]{1,8}[ \u00a0])?")
"""What stands between a day of the week and its date: a mark, and perhaps a word for "that is"."""


def find_dates(document: Document) -> list[DateMention]:
    """All date expressions of a text, in order, none inside another.

    Linear in the length of the text. Values are TIMEX3.

    Raises:
        PhraseError: the language pack has a phrase that cannot be read.
    """
    lexicon = lexicon_of(document.pack)
    tokens = tokenize(document.text, lexicon)
    context = Context(document, lexicon.cues)
    mentions: list[DateMention] = []
    at = 0
    while at < len(tokens):
        at = _step(tokens, at, lexicon.phrases, context, mentions)
    return [context.moved.get(mention.start, mention) for mention in mentions]


def _step(tokens: Tokens, at: int, root: State, context: Context, mentions: list[DateMention]) -> int:
    """Read the phrase that starts at a token, if any does; where to go on."""
    for names, ending in _phrases_at(tokens, at, root):
        end = at + len(names)
        if not (_allows(ending.before, tokens, at - 1) and _allows(ending.after, tokens, end)):
            continue
        if ending.rule == _TRAP:
            return end
        match = _match(tokens, at, names, ending)
        found = RULES[ending.rule](match, context)
        if found is not None:
            mentions.append(_mention(match, found, context))
            _agree(mentions[-2:], ending.rule, context)
            if found.anchors and found.when.first is not None:
                context.mention(found.when, match.start)
            return end
    return at + 1


def _agree(last: list[DateMention], rule: str, context: Context) -> None:
    """Put a day of the week on the date that the text gives for it right behind: ``жексенбіден, яғни 30 наурыздан``."""
    if rule == "weekday":
        context.weekday = last[-1]
        return
    before, date = context.weekday, last[-1]
    if rule not in _DAYS or before is not last[0] or date.grain != "day" or len(last) < 2:
        return
    gap = context.document.text[before.end : date.start]
    opens_clause = not set(gap.casefold().split()).isdisjoint(context.document.pack.speech.complementisers)
    if not _APPOSED.fullmatch(gap) or opens_clause or before.value[:10] == date.value:
        return
    try:
        days = [dt.date.fromisoformat(value[:10]) for value in (before.value, date.value)]
    except ValueError:
        return
    if days[0].weekday() == days[1].weekday():
        value = date.value + before.value[10:]
        rule = f"{before.text} -> {value}: the date told right behind it"
        context.moved[before.start] = msgspec.structs.replace(before, value=value, rule=rule)


def _phrases_at(tokens: Tokens, at: int, root: State) -> Iterator[tuple[Names, Ending]]:
    """The phrases that start at a token, the longest first, with the class or word of each of their tokens."""
    found: list[tuple[Names, State]] = []
    ways: list[tuple[Names, State]] = [((), root)]
    for position in range(at, len(tokens)):
        token = tokens[position]
        if token is None:
            break
        ways = [
            ((*names, name), after)
            for names, state in ways
            for name in token.classes
            if (after := state.after(name)) is not None
        ]
        if not ways:
            break
        found += [way for way in ways if way[1].endings]
    if not found:
        return
    endings = [
        (-len(names), ending.order, names, ending) for names, state in found for ending in state.endings
    ]
    endings.sort(key=_longest_first)
    for _, _, names, ending in endings:
        yield names, ending


def _longest_first(phrase: tuple[int, int, Names, Ending]) -> tuple[int, int]:
    return phrase[:2]


def _allows(guard: Guard | None, tokens: Tokens, position: int) -> bool:
    """Whether what stands beside a phrase is as its guard wants it."""
    if guard is None:
        return True
    token = tokens[position] if 0 <= position < len(tokens) else None
    present = token is not None and not guard.names.isdisjoint(token.classes)
    return present is not guard.forbidden


def _match(tokens: Tokens, at: int, names: Names, ending: Ending) -> Match:
    covered = [token for token in tokens[at : at + len(names)] if token is not None]
    values: dict[str, list[Value]] = {}
    for name, token in zip(names, covered, strict=True):
        values.setdefault(name.partition("_")[0], []).append(token.classes[name])
    return Match(covered[0].start, covered[-1].end, values, ending.options)


def _mention(match: Match, found: Resolved, context: Context) -> DateMention:
    text = context.document.text[match.start : match.end]
    return DateMention(
        start=match.start,
        end=match.end,
        text=text,
        value=found.when.value,
        grain=found.when.grain,
        type=found.type,
        mod=found.mod,
        rule=f"{text} -> {found.when.value}: {found.why}",
    )
