"""The store's first format, one JSON file that was replaced as a whole: it is read, and made a journal by the next change.

The file is JSON with a header in front of TinyDB's tables::

    {"elshi":{"1":{"format":"elshi.articles/1","revision":"000000000017","crc32":"89abcdef"}},"articles":{…},…}
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

import msgspec

from storage.disk import explained
from storage.errors import Damaged

Tables: TypeAlias = dict[str, dict[str, Any]]

_HEADER = re.compile(
    rb'\{"elshi":\{"1":\{"format":"elshi\.articles/1",'
    rb'"revision":"(?P<revision>\d{12})","crc32":"(?P<crc>[0-9a-f]{8})"\}\}(?=[,}])'
)
_OURS = b'{"elshi":{"1":{"format":"elshi.articles/1"'


def read_whole_file(path: Path, head: bytes) -> Tables | None:
    """The tables of a file of the first format; None when it is no such file.

    Raises:
        Damaged: it is one, but not as it was written.
    """
    if not head.startswith(_OURS):
        return None
    with explained(path, "read", "it was left as it is"):
        data = path.read_bytes()
    header = _HEADER.match(data)
    if header is None:
        raise _damaged(path, "its header is broken")
    rest = memoryview(data)[header.end() :]
    if crc32(rest, crc32(header["revision"])) != int(header["crc"], 16):
        raise _damaged(path, "its checksum does not fit its content")
    return msgspec.json.decode(b"{" + rest[1:], type=Tables) if len(rest) > 1 else {}


def _damaged(path: Path, why: str) -> Damaged:
    return Damaged(
        f"the store {path} is damaged: {why}; it was left as it is",
        "put back a copy of the file, or move it away and add the articles again",
    )
