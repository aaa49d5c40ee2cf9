"""Words without the differences of spelling that do not matter: ``أَغُسطس`` and ``اغسطس``, ``週`` and ``周``."""

from __future__ import annotations

from collections.abc import Callable

from timeline.languages.schema import Spelling


def folder(spelling: Spelling) -> Callable[[str], str]:
    """What brings words of a language to one spelling in small letters. The offsets of a word stay those of the text."""
    table: dict[int, str | None] = dict.fromkeys(map(ord, spelling.silent))
    table |= {ord(other): letter for letter, others in spelling.same.items() for other in others}
    if not table:
        return str.casefold
    return lambda word: word.translate(table).casefold()
