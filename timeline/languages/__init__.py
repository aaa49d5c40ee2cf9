"""The languages that elshi reads: one TOML file each, validated against `timeline.languages.schema`.

Everything that is particular to one language is in its file. To add a language, add a file (and fixtures in ``tests/languages``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from timeline.languages.schema import Identify, Meta, Pack
from timeline.languages.spelling import respelt

__all__ = ["Identity", "Pack", "PackError", "available", "identities", "load_pack", "parse_pack"]

_FOLDER = Path(__file__).parent
_Shape = TypeVar("_Shape", bound=msgspec.Struct)
_SECTION = re.compile(r"^\[{1,2}([a-z_]+)", re.MULTILINE)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The two sections of a pack that tell its language from others."""

    meta: Meta
    identify: Identify = Identify()


class PackError(ValueError):
    """A language pack that cannot be used. The message names file, section and key."""


@cache
def available() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a pack, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load_pack(code: str) -> Pack:
    """The pack of a language.

    Raises:
        PackError: there is no such pack, or it is not valid.
    """
    path = _FOLDER / f"{code}.toml"
    if code not in available():
        raise PackError(f"{path.name}: no language pack for {code!r}; there are: {', '.join(available())}")
    pack = parse_pack(path.read_text(encoding="utf-8"), path.name)
    if pack.meta.code != code:
        raise PackError(
            f"{path.name}: section [meta], key code: is {pack.meta.code!r}, must be {code!r} as the file's name says"
        )
    return pack


@cache
def identities() -> tuple[Identity, ...]:
    """The identity of every language that has a pack. Reads no more of each file than that, so that it stays cheap.

    Raises:
        PackError: a pack is not valid.
    """
    return tuple(_identity(_FOLDER / f"{code}.toml") for code in available())


def _identity(path: Path) -> Identity:
    toml = path.read_text(encoding="utf-8")
    heads = [*_SECTION.finditer(toml)]
    ends = [head.start() for head in heads[1:]] + [len(toml)]
    wanted = [
        toml[head.start() : end]
        for head, end in zip(heads, ends, strict=True)
        if head[1] in Identity.__struct_fields__
    ]
    return _convert("".join(wanted), path.name, Identity)


def parse_pack(toml: str, file: str) -> Pack:
    """A pack from the text of its file; ``file`` is its name in messages.

    Raises:
        PackError: the text is no TOML, or not as the schema wants it.
    """
    return respelt(_convert(toml, file, Pack))


def _convert(toml: str, file: str, shape: type[_Shape]) -> _Shape:
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file}: not valid TOML: {error}") from None
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise PackError(f"{file}: {_place(str(error))}") from None


def _place(message: str) -> str:
    """Turn msgspec's ``Expected `int` - at `$.dates.months[...]` `` into section, key and problem."""
    problem, _, where = message.partition(" - at `$")
    unknown = re.search(r"unknown field `([^`]+)`|missing required field `([^`]+)`", problem)
    keys = [key for key in where.rstrip("`").lstrip(".").split(".") if key]
    if unknown:
        keys.append(unknown[1] or unknown[2])
    if not keys:
        return problem
    if len(keys) == 1:
        return f"section [{keys[0]}]: {problem}"
    return f"section [{keys[0]}], key {'.'.join(keys[1:])}: {problem}"
