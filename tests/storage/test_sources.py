"""Who is behind an address."""

from __future__ import annotations

import re

import pytest

from storage.sources import UNKNOWN, _table, described, standing
from timeline.model import Source


@pytest.mark.parametrize(
    ("url", "kind", "country"),
    [
        ("https://www.akorda.kz/kz/feed", "presidency", "KZ"),
        ("https://mfa.gov.kz/rss", "ministry", "KZ"),
        ("https://news.un.org/feed/ru", "organisation", None),
        ("http://tass.ru:80/rss/v2.xml", "state media", "RU"),
        ("https://mfa.gov.bg/feed", "ministry", "BG"),
        ("https://www.mofa.go.th/x", "ministry", "TH"),
        ("https://president.rs/", "presidency", "RS"),
        ("https://www.gov.kz/memleket/entities/mfa/press/news?lang=kk", "ministry", "KZ"),
    ],
)
def test_known_hosts(url: str, kind: str, country: str | None) -> None:
    assert standing(url) == (kind, country)


@pytest.mark.parametrize(
    "url",
    [
        "https://mfa.gov.kz.evil.example/rss",
        "https://evil.example/mfa.gov.kz",
        "https://notkremlin.ru.com/",
        "https://mfa.example/",
        "https://www.gov.kz/memleket/entities/edu/press",
        "https://user:akorda.kz@evil.example/",
        "http://[::1",
        "",
        "https://kz",
    ],
)
def test_nobody_passes_for_another(url: str) -> None:
    assert standing(url) == UNKNOWN


def test_what_was_told_goes_before_a_guess() -> None:
    told = Source(name="A", kind="press", country="FR")
    assert described(told, "https://akorda.kz/") is told
    assert described(Source(name="A"), "https://akorda.kz/") == Source(
        name="A", kind="presidency", country="KZ"
    )
    assert described(Source(name="A", kind="press"), "https://akorda.kz/") == Source(name="A", kind="press")
    assert described(None, "https://akorda.kz/") is None


def test_the_table_is_well_formed() -> None:
    table = _table()
    assert len(table.domains) > 250
    for domain, known in table.domains.items():
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain
        assert known.country is None or re.fullmatch("[A-Z]{2}", known.country), domain
