"""Names of known people, states, organisations and places in many languages, from Wikidata, when the user asks for them."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec

from storage.loading.cleaning import clean_line
from storage.loading.http import Door, Request
from storage.loading.problem import Unfit

ENDPOINT = "https://www.wikidata.org/w/api.php"
AT_ONCE = 50
"""As many as Wikidata gives at a time."""
_ID = re.compile(r"Q[1-9]\d{0,11}")
_LONGEST = 120
_VARIANTS = {"zh": ("zh-hans", "zh-cn", "zh", "zh-hant"), "kk": ("kk-cyrl", "kk")}
"""Where a language has several labels, the best first; the others are names too."""
_CURE = "try again later; nothing was changed"


class _Label(msgspec.Struct):
    value: str = ""


class _Entity(msgspec.Struct):
    id: str = ""
    labels: dict[str, _Label] | list[Any] = {}
    """An empty list where there are none."""


class _Reply(msgspec.Struct):
    entities: dict[str, _Entity] | list[Any] = {}
    error: dict[str, Any] = {}


def is_known_there(id_: str) -> bool:
    """Whether an id is one of Wikidata's."""
    return _ID.fullmatch(id_) is not None


async def fetch_names(
    door: Door, ids: Iterable[str], languages: Sequence[str], endpoint: str = ENDPOINT
) -> AsyncGenerator[dict[str, dict[str, list[str]]], None]:
    """The names of some ids, language -> names, the usual one first: some fifty ids at a time, one request after the other.

    Args:
        door: the network.
        ids: Wikidata's; others are passed over.
        languages: ISO 639-1.
        endpoint: where to ask.

    Raises:
        FetchError: it cannot be asked.
        Unfit: what came back is no answer.
    """
    wanted = [id_ for id_ in dict.fromkeys(ids) if is_known_there(id_)]
    asked = [code for language in languages for code in _VARIANTS.get(language, (language,))]
    for start in range(0, len(wanted), AT_ONCE):
        query = {
            "action": "wbgetentities",
            "format": "json",
            "ids": "|".join(wanted[start : start + AT_ONCE]),
            "props": "labels",
            "languages": "|".join(asked),
        }
        answer = await door.fetch(Request(url=f"{endpoint}?{urlencode(query)}", accept="application/json"))
        yield _read(answer.body, wanted[start : start + AT_ONCE], languages)


def _read(body: bytes, wanted: Sequence[str], languages: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    try:
        reply = msgspec.json.decode(body, type=_Reply)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Unfit("Wikidata's answer cannot be read", _CURE) from None
    if reply.error:
        raise Unfit(f"Wikidata refused: {clean_line(str(reply.error.get('info', '')))[:200]}", _CURE)
    entities = reply.entities if isinstance(reply.entities, dict) else {}
    found = {id_: _names(entities[id_], languages) for id_ in wanted if id_ in entities}
    return {id_: names for id_, names in found.items() if names}


def _names(entity: _Entity, languages: Sequence[str]) -> dict[str, list[str]]:
    labels: Mapping[str, _Label] = entity.labels if isinstance(entity.labels, dict) else {}
    names: dict[str, list[str]] = {}
    for language in languages:
        told = (labels[code].value for code in _VARIANTS.get(language, (language,)) if code in labels)
        own = [
            name for name in map(clean_line, told) if 1 < len(name) <= _LONGEST and not is_known_there(name)
        ]
        if own:
            names[language] = list(dict.fromkeys(own))
    return names
