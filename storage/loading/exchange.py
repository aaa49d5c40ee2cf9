"""What goes out through the door to the network and what comes back, whichever library carries it."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Literal, TypeAlias

import msgspec

from storage.errors import ElshiError

Reason: TypeAlias = Literal[
    "address",  # it cannot or must not be asked for
    "unreachable",  # no such host, or nothing listens there
    "tls",  # the certificate or the encryption is not in order
    "proxy",  # the proxy of the environment does not do its work
    "late",  # not done within the deadline
    "large",  # more bytes than asked for
    "garbled",  # not HTTP, broken off, or compressed in a way that is not read
    "redirects",  # too many, in a circle, or to nowhere
    "gone",  # 410
    "busy",  # 429 or 503, or the host asked earlier to be left alone
    "refused",  # another 4xx
    "broken",  # another 5xx
]

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, */*;q=0.5"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"

RETRY_FLOOR, RETRY_CEILING = 60.0, 24 * 3600.0


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask for. With ``body`` it is a POST, which follows no redirect."""

    url: str
    etag: str | None = None
    """The validators of the last answer, as received: what has not changed since is not sent again."""
    last_modified: str | None = None
    accept: str = FEED_TYPES
    body: bytes | None = None
    body_type: str = "application/json"
    deadline: float = 45.0
    """Seconds for all of it, redirects included; waiting for other requests to the same host does not count."""
    max_bytes: int = 15 * 2**20
    """Of the body, unpacked."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the body, or the word that nothing has changed."""

    url: str
    """Where it was found in the end, without user name and password; relative links count from here."""
    moved: str | None = None
    """The address to ask from now on, when the server says that the old one is given up for good (301, 308)."""
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    """As received, with the charset."""
    max_age: float | None = None
    """Seconds for which the server says that it stays as it is."""
    body: bytes = b""


class FetchError(ElshiError):
    """Nothing came back that can be used."""

    def __init__(
        self,
        message: str,
        cure: str = "",
        *,
        reason: Reason,
        status: int | None = None,
        retry_after: float | None = None,
        moved: str | None = None,
    ) -> None:
        super().__init__(message, cure)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        """Seconds for which the server wants to be left alone."""
        self.moved = moved


def status_error(status: int, retry_after: float | None) -> FetchError:
    """What an HTTP status means to a person."""

    def error(message: str, cure: str, reason: Reason) -> FetchError:
        return FetchError(message, cure, reason=reason, status=status, retry_after=retry_after)

    later = (
        "it is asked again later" if retry_after is None else f"it is asked again in {lasting(retry_after)}"
    )
    known: dict[int, tuple[str, str, Reason]] = {
        401: (
            "a user name and a password are needed",
            "write them into the address: https://NAME:PASSWORD@…",
            "refused",
        ),
        403: (
            "the server does not allow it",
            "open the address in a browser; some sites refuse programs",
            "refused",
        ),
        404: (
            "there is nothing at this address",
            "check the address, or look for its feed on the site",
            "refused",
        ),
        407: ("the proxy wants a password", "write it into HTTP_PROXY: http://NAME:PASSWORD@HOST", "proxy"),
        410: ("it is gone for good", "remove the source, or look for its new address on the site", "gone"),
        429: ("the server says it is asked too often", later, "busy"),
        503: ("the server is busy", later, "busy"),
    }
    if status in known:
        message, cure, reason = known[status]
        return error(f"{message} (HTTP {status})", cure, reason)
    if status >= 500:
        return error(f"the server failed (HTTP {status})", later, "broken")
    if status >= 400:
        return error(f"the server refused (HTTP {status})", "check the address in a browser", "refused")
    return error(f"the server gave no content (HTTP {status})", "check the address in a browser", "broken")


def retry_after(value: str | None) -> float | None:
    """Seconds, from a number of them or a date; within reason."""
    if not value:
        return None
    value = value.strip()
    try:
        seconds = float(value) if value.isdigit() else parsedate_to_datetime(value).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, RETRY_FLOOR), RETRY_CEILING)


def max_age(value: str) -> float | None:
    """Seconds, from the header Cache-Control; a day at most."""
    for part in value.lower().split(","):
        name, _, seconds = part.strip().partition("=")
        if name == "max-age" and seconds.strip('" ').isdigit():
            return min(float(seconds.strip('" ')), RETRY_CEILING)
    return None


def lasting(seconds: float) -> str:
    """A length of time, for people."""
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
