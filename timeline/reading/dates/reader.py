"""The walk over a text that finds its dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from timeline.model import DateMention
from timeline.reading.dates import absolute, relative, spans
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.lexicon import lexicon_of
from timeline.reading.dates.phrases import Ending, Guard, Node
from timeline.reading.dates.token import Token, Tokens, Value
from timeline.reading.dates.tokens import tokenize
from timeline.reading.document import Document

Rule: TypeAlias = Callable[[Match, Context], Resolved | None]
RULES: Mapping[str, Rule] = {
    "calendar": absolute.calendar,
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
    "clock": spans.clock,
    "daytime": spans.daytime,
    "duration": spans.duration,
    "set": spans.each,
    "ref": spans.ref,
}
_TRAP = "trap"


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
    return mentions


def _step(tokens: Tokens, at: int, root: Node, context: Context, mentions: list[DateMention]) -> int:
    """Read the phrase that starts at a token, if any does; where to go on."""
    for end, ending in _phrases_at(tokens, at, root):
        if not (_allows(ending.before, tokens, at - 1) and _allows(ending.after, tokens, end)):
            continue
        if ending.rule == _TRAP:
            return end
        match = _match(tokens, at, end, ending)
        found = RULES[ending.rule](match, context)
        if found is not None:
            mentions.append(_mention(match, found, context))
            if found.anchors and found.when.first is not None:
                context.last = found.when
            return end
    return at + 1


def _phrases_at(tokens: Tokens, at: int, root: Node) -> list[tuple[int, Ending]]:
    """The phrases that start at a token, the longest first."""
    found: list[tuple[int, Ending]] = []
    nodes = [root]
    for position in range(at, len(tokens)):
        token = tokens[position]
        if token is None:
            break
        nodes = [node.following[name] for node in nodes for name in token.classes if name in node.following]
        if not nodes:
            break
        for node in nodes:
            found.extend((position + 1, ending) for ending in node.endings)
    found.sort(key=lambda item: (-item[0], item[1].order))
    return found


def _allows(guard: Guard | None, tokens: Tokens, position: int) -> bool:
    """Whether what stands beside a phrase is as its guard wants it."""
    if guard is None:
        return True
    token = tokens[position] if 0 <= position < len(tokens) else None
    present = token is not None and not guard.names.isdisjoint(token.classes)
    return present is not guard.forbidden


def _match(tokens: Tokens, at: int, end: int, ending: Ending) -> Match:
    values: dict[str, list[Value]] = {}
    first = last = tokens[at]
    for name, token in zip(ending.names, tokens[at:end], strict=True):
        if token is not None:
            last = token
            values.setdefault(name.partition("_")[0], []).append(token.classes[name])
    start, stop = _span(first, last)
    return Match(start, stop, values, ending.options)


def _span(first: Token | None, last: Token | None) -> tuple[int, int]:
    return (first.start if first else 0), (last.end if last else 0)


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
