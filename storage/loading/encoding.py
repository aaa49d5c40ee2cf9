"""Bytes of feeds and pages as text, whatever their server, their header and their first line say about them.

What is valid UTF-8 is UTF-8: no text of another encoding that is longer than a few words looks like it. After that the server is
believed before the document, as RFC 7303 has it, and if neither of them is right, the bytes decide.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BOMLESS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:+-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:+-]+)", re.IGNORECASE)
_SEVEN_BITS = ("iso2022", "hz", "utf_7")
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
}
"""What is meant, in practice, by the names of smaller encodings (WHATWG)."""
_BINARY = ("base64", "hex", "bz2", "zlib", "zip", "uu", "quopri", "rot_13", "rot13")
_NEVER = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf_7")
_HEAD = 2048
_FEW = 200
_LONG_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_SHORT_RUN = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])")


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of a document; bytes that mean nothing in its encoding become U+FFFD. Never raises.

    Args:
        data: the document.
        content_type: the header as received.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) if encoding == "utf-8" else 0 :].decode(encoding, "replace")
    for start, encoding in _BOMLESS:
        if data.startswith(start):
            return data.decode(encoding, "replace")
    claims = list(dict.fromkeys(_claims(data, content_type)))
    for claim in claims:
        if claim.startswith(_SEVEN_BITS) and b"\x1b" in data[: 64 * _HEAD]:
            return data.decode(claim, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, claims)


def _decode_other(data: bytes, claims: list[str]) -> str:
    as_utf8 = data.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    good = sum(1 for _ in zip(re.finditer(r"[^\x00-\x7f\ufffd]", as_utf8), range(bad * 4 + 1), strict=False))
    if good >= bad * 4 or ("utf-8" in claims and bad <= 3):
        return as_utf8
    others = [claim for claim in claims if claim != "utf-8"]
    for claim in others:
        with contextlib.suppress(UnicodeError, ValueError):
            return data.decode(claim)
    if others:
        return data.decode(others[0], "replace")
    return data.decode(_guess(data), "replace")


def _claims(data: bytes, content_type: str | None) -> Iterator[str]:
    head = data[:_HEAD]
    found = [_HEADER.search(content_type or "")]
    names = [match[1] for match in found if match]
    names += [match[1].decode() for pattern in (_DECLARED, _META) if (match := pattern.search(head))]
    for name in names:
        try:
            known = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if not known.replace("-", "_").startswith((*_BINARY, *_NEVER)) and not known.startswith(
            ("utf-16", "utf-32")
        ):
            yield _WIDER.get(known, known)


def _guess(data: bytes) -> str:
    """Cyrillic words are runs of high bytes; in Western ones they stand alone."""
    long, short = (
        sum(1 for _ in zip(pattern.finditer(data), range(_FEW), strict=False))
        for pattern in (_LONG_RUN, _SHORT_RUN)
    )
    return "cp1251" if long > short else "cp1252"
