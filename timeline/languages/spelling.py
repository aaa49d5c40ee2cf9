"""Words without the differences of spelling that do not matter: ``أَغُسطس`` and ``اغسطس``, ``週`` and ``周``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from timeline.languages.schema import Pack
from timeline.languages.schema.identity import Spelling


def folder(spelling: Spelling) -> Callable[[str], str]:
    """What brings words of a language to one spelling in small letters. The offsets of a word stay those of the text."""
    table: dict[int, str | None] = dict.fromkeys(map(ord, spelling.silent))
    table |= {ord(other): letter for letter, others in spelling.same.items() for other in others}
    if not table:
        return str.casefold
    return lambda word: word.translate(table).casefold()


def respelt(pack: Pack) -> Pack:
    """A pack whose names, speech and events are in the one spelling that words of a text are brought to, if its script has no cases."""
    if pack.meta.cased:
        return pack
    fold = folder(pack.spelling)
    sections = {name: _respelt(getattr(pack, name), fold) for name in ("names", "speech", "events")}
    return msgspec.structs.replace(pack, **sections)


def _respelt(value: Any, fold: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else fold(value) or value
    if isinstance(value, list):
        return (
            list(dict.fromkeys(_respelt(item, fold) for item in value))
            if _are_words(value)
            else [_respelt(item, fold) for item in value]
        )
    if isinstance(value, dict):
        return {_respelt(key, fold): _respelt(item, fold) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(
            value, **{name: _respelt(getattr(value, name), fold) for name in value.__struct_fields__}
        )
    return value


def _are_words(items: list[Any]) -> bool:
    return all(isinstance(item, str) for item in items)
