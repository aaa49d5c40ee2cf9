"""Bodies from the network: compressed once at most, and never larger than asked for once they are unpacked."""

from __future__ import annotations

import zlib

CODINGS = ("gzip", "deflate")
ACCEPTED = ", ".join(CODINGS)

_GZIP_MAGIC = b"\x1f\x8b\x08"
_HEAD = 4
_ANY_HEADER = 47  # zlib: 32 tells gzip from zlib by the header, 15 is the largest window


class TooLarge(Exception):  # noqa: N818 - says what happened
    """The body is larger than it may be."""


class Undecodable(Exception):  # noqa: N818 - says what happened
    """The body is not in the coding it is said to be in, or in one that is not read."""


class Body:
    """A body that arrives in pieces."""

    def __init__(self, coding: str, limit: int) -> None:
        """Begin a body.

        Args:
            coding: the header Content-Encoding as received.
            limit: the most bytes it may have, unpacked.

        Raises:
            Undecodable: more than one coding, or an unknown one.
        """
        self._decoder = _decoder(coding)
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece.

        Raises:
            TooLarge: the limit is passed.
            Undecodable: it is not what it is said to be.
        """
        self._keep(self._decoder.unpack(piece, self._limit - self._size) if self._decoder else piece)

    def finish(self) -> bytes:
        """The whole body. One that is gzip without saying so is unpacked, once.

        Raises:
            TooLarge: the limit is passed.
            Undecodable: it ends too early.
        """
        if self._decoder:
            self._keep(self._decoder.finish())
        body = b"".join(self._parts)
        if self._decoder or not body.startswith(_GZIP_MAGIC):
            return body
        unpacked = Body("gzip", self._limit)
        unpacked.feed(body)
        return unpacked.finish()

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise TooLarge
        if part:
            self._parts.append(part)


class _Inflater:
    """One layer of gzip, zlib or bare deflate; or none, where a server only says so."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding == "gzip"
        self._stream = zlib.decompressobj(_ANY_HEADER)
        self._head = b""
        self._begun = False
        self._plain = False

    def unpack(self, piece: bytes, room: int) -> bytes:
        """What comes out of a piece, but not much more than there is room for."""
        if not self._begun:
            piece = self._head + piece
            if len(piece) < _HEAD:
                self._head = piece
                return b""
            self._begin(piece)
        return piece if self._plain else self._inflate(piece, room)

    def finish(self) -> bytes:
        """What is left.

        Raises:
            Undecodable: the end is missing.
        """
        if not self._begun:  # shorter than any compressed data is
            return self._head
        if not self._plain and not self._stream.eof:
            raise Undecodable("it ends in the middle of the compressed data")
        return b""

    def _begin(self, head: bytes) -> None:
        self._begun = True
        if self._gzip:
            self._plain = not head.startswith(_GZIP_MAGIC)
        elif (head[0] & 0x0F) != 8 or int.from_bytes(head[:2]) % 31:
            self._stream = zlib.decompressobj(
                -15
            )  # not zlib, which deflate means, but what many servers send for it

    def _inflate(self, piece: bytes, room: int) -> bytes:
        out = []
        while piece and room >= 0:
            if self._stream.eof:  # gzip may hold several members one after another; anything else is padding
                if not (self._gzip and piece.startswith(_GZIP_MAGIC)):
                    break
                self._stream = zlib.decompressobj(_ANY_HEADER)
            try:
                part = self._stream.decompress(piece, room + 1)
            except zlib.error:
                raise Undecodable("the compressed data is damaged") from None
            room -= len(part)
            out.append(part)
            piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return b"".join(out)


def _decoder(coding: str) -> _Inflater | None:
    names = [name for part in coding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not names:
        return None
    if len(names) > 1:
        raise Undecodable(f"it is compressed {len(names)} times over")
    name = names[0].removeprefix("x-")
    if name not in CODINGS:
        raise Undecodable(f"it is compressed in a way that was not asked for ({name[:20]})")
    return _Inflater(name)
