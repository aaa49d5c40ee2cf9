"""Text files: one file, one article, UTF-8, in one of two forms.

The header form: lines ``key: value``, an empty line, the text::

    title: Talks in Vienna
    date: 2025-08-23T09:30:00+05:00
    source: Ministry of Foreign Affairs
    kind: ministry
    country: KZ
    url: https://mfa.example/talks
    lang: en
    id: vienna-talks

    The text, to the end of the file.

Only ``date`` is required: a day, or an instant with the publisher's own offset. The id is ``id``, else a short hash of ``url``,
else the name of the file.

The seed form: white space if any, ``date``, a day, and after one space the text on the same line::

     date 2025-08-23 Ресей Президенті …

Line breaks at the very end of a file belong to the file, not to the text.
"""

from __future__ import annotations

import re

from storage.loading.cleaning import clean
from storage.loading.fields import DATE_CURE, Fields, make_article
from storage.loading.problem import Unfit, shown
from timeline.model import Article

SIZE_LIMIT = 64 * 1024 * 1024
KEYS = ("title", "date", "source", "kind", "country", "url", "lang", "id")

_SEED = re.compile(r"\s*date[ \t]+(\d\S*)(?:\s|\Z)")
_LINE = re.compile(r"([A-Za-z][A-Za-z_-]*)[ \t]*:(.*)")
_BLANKS = re.compile(r"\s*\n")
_DATELESS_CURE = "begin the file with the line `date: 2025-08-23` and an empty line, or with `date 2025-08-23 ` before the text"


def read_text(data: bytes, *, fallback_id: str, origin: str) -> Article:
    """One article of one file.

    Args:
        data: all bytes of the file.
        fallback_id: the id when the file gives neither id nor url: its name without the ending.
        origin: where it was loaded from.

    Raises:
        Unfit: no article can be made of it; ``line`` says where that is seen, when it is seen on a line.
    """
    text = clean(decode(data))
    if not text.strip():
        raise Unfit("the file is empty", "add a date and a text, or remove the file", line=1)
    fields, lines = _parse_seed(text) or _parse_header(text)
    fields.text = fields.text.rstrip("\n")
    try:
        return make_article(fields, origin=origin, fallback_id=fallback_id)
    except Unfit as unfit:
        unfit.line = lines.get(unfit.field or "")
        raise


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so.

    Raises:
        Unfit: too large, binary, or another encoding.
    """
    if len(data) > SIZE_LIMIT:
        raise Unfit(
            f"it is larger than {SIZE_LIMIT // 2**20} MB", "split it, or write many articles as JSON Lines"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_wide(data)
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise Unfit("it is a binary file, not a text", "save its text as UTF-8", line=line)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unfit(*wrong_encoding(error.start), line=data.count(b"\n", 0, error.start) + 1) from None


def wrong_encoding(offset: int) -> tuple[str, str]:
    """Message and cure for a byte that UTF-8 does not have in this place."""
    return (
        f"it is not UTF-8, as byte {offset} shows",
        "convert it, for example: iconv -f windows-1251 -t utf-8 OLD > NEW",
    )


def _decode_wide(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Unfit(
            f"it begins like UTF-16, which byte {error.start} is not",
            "convert it: iconv -f utf-16 -t utf-8 OLD > NEW",
        ) from None


def _parse_seed(text: str) -> tuple[Fields, dict[str, int]] | None:
    found = _SEED.match(text)
    if not found:
        return None
    line = _line_of(text, found.start(1))
    return Fields(published=found[1], text=text[found.end() :]), {"date": line, "text": line}


def _parse_header(text: str) -> tuple[Fields, dict[str, int]]:
    start = leading.end() if (leading := _BLANKS.match(text)) else 0
    header, body = _split(text[start:])
    if not any(_known_key(line) for line in header):
        raise Unfit("it has no date", _DATELESS_CURE, line=_line_of(text, start))
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(header, _line_of(text, start)):
        key, value = _pair(line, number)
        if key in lines:
            raise Unfit(
                f"`{key}` is given twice, first on line {lines[key]}", "keep one of them", line=number
            )
        values[key], lines[key] = value, number
    if not values.get("date"):
        raise Unfit("its header has no date", DATE_CURE, line=lines.get("date", _line_of(text, start)))
    lines["text"] = _line_of(text, start) + len(header)
    fields = Fields(text=body, published=values.pop("date"))
    for key, value in values.items():
        setattr(fields, key, value)
    return fields, lines


def _split(text: str) -> tuple[list[str], str]:
    """The lines of the header, and all that follows the empty lines after it."""
    lines: list[str] = []
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        position = end + 1
        if not line.strip():
            break
        lines.append(line)
    return lines, text[position:].lstrip("\n")


def _known_key(line: str) -> bool:
    found = _LINE.match(line)
    return found is not None and found[1].lower() in KEYS


def _pair(line: str, number: int) -> tuple[str, str]:
    found = _LINE.match(line)
    if not found:
        raise Unfit(
            f"{shown(line)} is not a line of a header",
            "write `key: value`, or an empty line before the text",
            line=number,
        )
    key = found[1].lower()
    if key not in KEYS:
        raise Unfit(
            f"the header has an unknown key {shown(found[1])}", f"known are: {', '.join(KEYS)}", line=number
        )
    return key, found[2].strip()


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
