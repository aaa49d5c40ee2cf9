"""Who is behind a web address: a ministry, a presidency, state media, a wire, the press or an organisation, and of which country."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args
from urllib.parse import urlsplit

import msgspec

from timeline.model import Source, SourceKind

_STATE = ("gov", "gob", "gouv", "gv", "go", "govt", "gub")
"""The label before the country in the addresses of a state: mfa.gov.kz."""


class Standing(NamedTuple):
    """What is known of a publisher; None for what is not."""

    kind: SourceKind | None
    country: str | None
    """ISO 3166-1 alpha-2."""


class _Table(NamedTuple):
    domains: dict[str, Standing]
    paths: dict[str, list[tuple[str, Standing]]]
    """Of sites that many share: beginnings of paths."""
    labels: dict[str, SourceKind]


UNKNOWN = Standing(None, None)


def standing(url: str) -> Standing:
    """Who is behind an address: by the table of known sites, else by the name that a state gives to a host."""
    host, path = _parts(url)
    table = _table()
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        found = next(
            (known for beginning, known in table.paths.get(domain, ()) if path.startswith(beginning)), None
        )
        if known := found or table.domains.get(domain):
            return known
    return _by_labels(labels, table)


def described(source: Source | None, url: str) -> Source | None:
    """The source with what its address tells, where nobody has told it."""
    if source is None or (source.kind and source.country):
        return source
    known = standing(url)
    kind = source.kind or known.kind
    country = source.country or (known.country if known.kind == kind else None)
    return msgspec.structs.replace(source, kind=kind, country=country)


def _by_labels(labels: list[str], table: _Table) -> Standing:
    """``mfa.gov.xx`` and ``mfa.xx``, whatever stands before."""
    country = labels[-1]
    if len(country) != 2 or not country.isalpha():
        return UNKNOWN
    own = labels[:-2] if len(labels) > 2 and labels[-2] in _STATE else labels[:-1]
    kind = table.labels.get(own[-1]) if own else None
    return Standing(kind, "GB" if country == "uk" else country.upper()) if kind else UNKNOWN


def _parts(url: str) -> tuple[str, str]:
    """Host and path of an address."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.path
    except ValueError:
        return "", ""


@cache
def _table() -> _Table:
    import tomllib

    text = files("storage").joinpath("sources.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    kinds: dict[str, dict[str, list[str]]] = {kind: told[kind] for kind in get_args(SourceKind)}
    domains: dict[str, Standing] = {}
    paths: dict[str, list[tuple[str, Standing]]] = {}
    for kind, countries in kinds.items():
        for country, named in countries.items():
            known = msgspec.convert((kind, country or None), Standing)
            for domain, _, path in (each.partition("/") for each in named):
                if path:
                    paths.setdefault(domain, []).append((f"/{path}", known))
                else:
                    domains[domain] = known
    labels: dict[str, SourceKind] = {label: kind for kind, named in told["labels"].items() for label in named}
    return _Table(domains, paths, labels)
