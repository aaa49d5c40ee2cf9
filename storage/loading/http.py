"""The one door to the network: a `Request` goes out, an `Answer` comes back, or a `FetchError` that tells what to do.

Nothing else in elshi opens a connection, and no other module knows which library does it. The door trusts no server:

- only http and https, only to public addresses or to private hosts that the user allows by name, checked at every redirect; the
  connection goes to the very address that was checked;
- certificates are always verified; no cookies; a user name and password in an address go to its own origin alone;
- a whole request has one deadline, and a body one limit, counted unpacked.

Proxies of the environment (``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``) are used. A proxy looks names up by
itself, so that only addresses written as numbers can be refused before it is asked.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import ssl
import time
from collections.abc import AsyncIterator, Collection
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

import httpx
import msgspec

from storage.loading.addresses import ENVIRONMENT, bare, is_allowed, is_public, resolve
from storage.loading.cleaning import clean_line
from storage.loading.decoding import ACCEPTED, Body, TooLarge, Undecodable
from storage.loading.exchange import (
    FEED_TYPES,
    PAGE_TYPES,
    Answer,
    FetchError,
    Reason,
    Request,
    lasting,
    max_age,
    retry_after,
    status_error,
)
from storage.loading.problem import shown

__all__ = ["FEED_TYPES", "PAGE_TYPES", "Answer", "Door", "FetchError", "Reason", "Request"]

MAX_REDIRECTS = 10
CONNECTIONS = 16
CONNECTIONS_PER_HOST = 2
PATIENCE = httpx.Timeout(20, connect=10, pool=None)
ADDRESSES_TRIED = 3

_HOST = re.compile(r"[^\s%\[\]/@\\]+")
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)


class Door:
    """Connections, shared by all who fetch in one event loop::

    async with Door(allow_private=allowed_hosts()) as door:
        answer = await door.fetch(Request(url="https://mfa.example/feed"))
    """

    def __init__(self, *, allow_private: Collection[str] = ()) -> None:
        """A door.

        Args:
            allow_private: hosts that may be asked though their addresses are not public, as `allowed_hosts` gives them.
        """
        self._allowed = allow_private
        self._proxies = getproxies()
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}
        self._all = asyncio.Semaphore(CONNECTIONS)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._left_alone: dict[bytes, float] = {}
        self._agent = _agent()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    async def fetch(self, request: Request) -> Answer:
        """Ask once, following redirects.

        Raises:
            FetchError: nothing came back that can be used; its ``reason`` says of what kind.
        """
        url = _parsed(request.url)
        try:
            async with asyncio.timeout(request.deadline) as clock:
                return await self._follow(request, url, clock)
        except TimeoutError:
            raise FetchError(
                f"it was not done within {request.deadline:g} seconds",
                "try again later; if it happens again and again, remove the source",
                reason="late",
            ) from None

    async def _follow(self, request: Request, url: httpx.URL, clock: asyncio.Timeout) -> Answer:
        origin, login = _origin(url), url.userinfo
        moved = url
        permanently = True
        seen: set[httpx.URL] = set()
        while True:
            if url in seen:
                raise FetchError(
                    "it redirects in a circle", "check the address in a browser", reason="redirects"
                )
            if len(seen) > MAX_REDIRECTS:
                raise FetchError(
                    f"it redirects more than {MAX_REDIRECTS} times",
                    "check the address in a browser",
                    reason="redirects",
                )
            seen.add(url)
            url = url.copy_with(userinfo=login if _origin(url) == origin else b"")
            new_address = str(moved) if len(seen) > 1 and moved != _parsed(request.url) else None
            async with self._turn(url, clock):
                try:
                    found = await self._ask(request, url)
                except FetchError as error:
                    if error.reason == "address" and len(seen) > 1:
                        raise _led_astray(url) from None
                    error.moved = new_address
                    raise
            if isinstance(found, Answer):
                return msgspec.structs.replace(found, moved=new_address)
            target, status = found
            permanently = permanently and status in _PERMANENT
            url = _joined(url, target)
            if permanently:
                moved = url.copy_with(userinfo=login if _origin(url) == origin else b"", fragment=None)

    @contextlib.asynccontextmanager
    async def _turn(self, url: httpx.URL, clock: asyncio.Timeout) -> AsyncIterator[None]:
        """A turn at a host. Waiting for it is not held against the request."""
        self._check_peace(url)
        began = time.monotonic()
        deadline = clock.when()
        clock.reschedule(None)
        async with self._hosts.setdefault(url.host, asyncio.Semaphore(CONNECTIONS_PER_HOST)), self._all:
            self._check_peace(url)
            if deadline is not None:
                clock.reschedule(deadline + time.monotonic() - began)
            yield

    def _check_peace(self, url: httpx.URL) -> None:
        left = self._left_alone.get(url.netloc, 0.0) - time.monotonic()
        if left > 0:
            raise FetchError(
                f"{shown(url.host)} asked to be left alone for another {lasting(left)}",
                "wait; it is asked again after that",
                reason="busy",
                retry_after=left,
            )

    async def _ask(self, request: Request, url: httpx.URL) -> Answer | tuple[str, int]:
        """One request without redirects: an answer, or where to go on and the status that says so."""
        try:
            response = await self._send(request, url)
            try:
                return await self._take(request, url, response)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise _network_error(error, url, proxied=self._proxy(url) is not None) from None
        except OSError as error:  # raised below httpx
            raise FetchError(
                f"the connection to {shown(url.host)} failed: {_system_words(error)}",
                "try again later",
                reason="unreachable",
            ) from None

    async def _send(self, request: Request, url: httpx.URL) -> httpx.Response:
        proxy = self._proxy(url)
        addresses = [None] if proxy else await self._checked_addresses(url)
        for address in addresses[:-1]:
            with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._send_to(address, proxy, request, url)
        return await self._send_to(addresses[-1], proxy, request, url)

    async def _send_to(
        self, address: str | None, proxy: str | None, request: Request, url: httpx.URL
    ) -> httpx.Response:
        """Send to an IP address what is meant for a host; without one, to where the name leads."""
        extensions: dict[str, object] = {"timeout": PATIENCE.as_dict()}
        if address and address != url.host:
            extensions["sni_hostname"] = url.raw_host.decode("ascii")
        headers = _headers(request, url, self._agent)
        target = url.copy_with(userinfo=b"", fragment=None, **({"host": address} if address else {}))
        method = "GET" if request.body is None else "POST"
        return await self._transport(proxy).handle_async_request(
            httpx.Request(method, target, headers=headers, content=request.body, extensions=extensions)
        )

    async def _checked_addresses(self, url: httpx.URL) -> list[str | None]:
        host = url.raw_host.decode("ascii")
        try:
            found = await resolve(host, url.port or (443 if url.scheme == "https" else 80))
        except OSError as error:
            raise FetchError(
                f"the host {shown(url.host)} cannot be found: {_system_words(error)}",
                "check the address, and that this machine is online",
                reason="unreachable",
            ) from None
        usable: list[str | None] = [a for a in found if is_allowed(host, self._allowed) or is_public(a)]
        if not usable:
            raise _private(url.host)
        return usable[:ADDRESSES_TRIED] if len(usable) > 1 else usable * 2  # one more try for a lost packet

    def _proxy(self, url: httpx.URL) -> str | None:
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not proxy or is_allowed(url.host, self._allowed) or proxy_bypass(url.host):
            return None
        if _is_number_or_local(url.host) and not is_public(url.host):
            raise _private(url.host)
        return proxy if "://" in proxy else f"http://{proxy}"

    def _transport(self, proxy: str | None) -> httpx.AsyncHTTPTransport:
        """Connections are not kept: one that was opened for one host must never serve another at the same address."""
        key = proxy or ""
        if key not in self._transports:
            try:
                self._transports[key] = httpx.AsyncHTTPTransport(
                    verify=_trust(), limits=httpx.Limits(max_keepalive_connections=0), proxy=proxy
                )
            except (ValueError, ImportError, httpx.InvalidURL) as error:
                raise FetchError(
                    f"the proxy {shown(bare(key))} cannot be used: {clean_line(str(error))}",
                    "mend HTTP_PROXY, HTTPS_PROXY or ALL_PROXY in the environment",
                    reason="proxy",
                ) from None
        return self._transports[key]

    async def _take(
        self, request: Request, url: httpx.URL, response: httpx.Response
    ) -> Answer | tuple[str, int]:
        status = response.status_code
        if status in _REDIRECTS and request.body is None:
            location = response.headers.get("location", "")
            if not location.strip():
                raise FetchError(
                    "it redirects to nowhere", "check the address in a browser", reason="redirects"
                )
            return location, status
        if status == 304 and (request.etag or request.last_modified):
            return _answer(request, url, response, unchanged=True)
        if not 200 <= status < 300 or status == 206:
            raise self._refusal(url, response)
        body = await _body(request, response)
        return msgspec.structs.replace(_answer(request, url, response), body=body)

    def _refusal(self, url: httpx.URL, response: httpx.Response) -> FetchError:
        error = status_error(response.status_code, retry_after(response.headers.get("retry-after")))
        if error.reason == "busy" and error.retry_after:
            self._left_alone[url.netloc] = time.monotonic() + error.retry_after
        return error


async def _body(request: Request, response: httpx.Response) -> bytes:
    try:
        body = Body(response.headers.get("content-encoding", ""), request.max_bytes)
        async for piece in response.aiter_raw():
            body.feed(piece)
        return body.finish()
    except TooLarge:
        raise FetchError(
            f"it is larger than {request.max_bytes / 2**20:g} MB",
            "ask its publisher for a shorter feed, or save it and add the file",
            reason="large",
        ) from None
    except Undecodable as error:
        raise FetchError(
            str(error), "tell its publisher; nothing can be done here", reason="garbled"
        ) from None


def _answer(request: Request, url: httpx.URL, response: httpx.Response, *, unchanged: bool = False) -> Answer:
    headers = response.headers
    return Answer(
        url=str(url.copy_with(userinfo=b"", fragment=None)),
        unchanged=unchanged,
        etag=headers.get("etag") or (request.etag if unchanged else None),
        last_modified=headers.get("last-modified") or (request.last_modified if unchanged else None),
        content_type=headers.get("content-type"),
        max_age=max_age(headers.get("cache-control", "")),
    )


def _headers(request: Request, url: httpx.URL, agent: str) -> list[tuple[str, str]]:
    headers = [
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", agent),
        ("Accept", request.accept),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
    ]
    if request.etag and _sendable(request.etag):
        headers.append(("If-None-Match", request.etag))
    if request.last_modified and _sendable(request.last_modified):
        headers.append(("If-Modified-Since", request.last_modified))
    if request.body is not None:
        headers.append(("Content-Type", request.body_type))
    if url.userinfo:
        login = ":".join(unquote(part) for part in url.userinfo.decode("ascii").split(":", 1))
        headers.append(("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}"))
    return headers


def _sendable(value: str) -> bool:
    return value.isprintable() and value.isascii()


def _parsed(url: str) -> httpx.URL:
    cure = "write an address that begins with http:// or https://"
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchError(f"{shown(bare(url))} is not a web address", cure, reason="address") from None
    if parsed.scheme not in ("http", "https") or not _HOST.fullmatch(parsed.host):
        raise FetchError(f"{shown(bare(url))} is not a web address", cure, reason="address")
    return parsed.copy_with(fragment=None)


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. What is in it for a login is dropped: it is not the user's."""
    try:
        target = url.join(location.strip())
    except (httpx.InvalidURL, ValueError):
        target = httpx.URL()
    if target.scheme not in ("http", "https") or not _HOST.fullmatch(target.host):
        raise FetchError(
            f"it redirects to {shown(bare(location))}, which is not a web address",
            "check the address in a browser; the site may have been tampered with",
            reason="redirects",
        )
    return target.copy_with(userinfo=b"", fragment=None)


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _is_number_or_local(host: str) -> bool:
    plain = host.rstrip(".").lower()
    last = plain.rpartition(".")[2]
    return (
        ":" in host or last.isdigit() or last.startswith("0x") or last in ("localhost", "local", "internal")
    )


def _private(host: str) -> FetchError:
    return FetchError(
        f"{shown(host)} is a private address, which is not asked",
        f"if it is meant to be, allow it: allow_private = [{host!r}] in the settings, or {ENVIRONMENT}={host}",
        reason="address",
    )


def _led_astray(url: httpx.URL) -> FetchError:
    """What is asked for is the user's choice, where it redirects to is not: this may not be answered with a permission."""
    return FetchError(
        f"it redirects to a private address ({shown(url.host)}), which is not asked",
        "check the address in a browser; the site may have been tampered with",
        reason="address",
    )


def _trust() -> ssl.SSLContext:
    """The certificates of the system and of ``SSL_CERT_FILE``, and where it brings none, those that come with httpx."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _agent() -> str:
    try:
        return f"elshi/{version('elshi')} (news desk; reads feeds)"
    except PackageNotFoundError:
        return "elshi (news desk; reads feeds)"


def _network_error(error: httpx.HTTPError, url: httpx.URL, *, proxied: bool) -> FetchError:
    host = shown(url.host)
    words = clean_line(str(error))[:200]
    if isinstance(error, httpx.ProxyError) or (proxied and isinstance(error, httpx.ConnectError)):
        return FetchError(
            f"the proxy did not let it through: {words}",
            "mend HTTP_PROXY, HTTPS_PROXY or ALL_PROXY, or except the host with NO_PROXY",
            reason="proxy",
        )
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"{host} does not answer", "try again later", reason="late")
    if isinstance(error, httpx.RemoteProtocolError | httpx.LocalProtocolError | httpx.DecodingError):
        return FetchError(
            f"{host} answered in no way that is HTTP, or broke off: {words}",
            "try again later",
            reason="garbled",
        )
    if "CERTIFICATE_VERIFY_FAILED" in words or "[SSL" in words:
        return FetchError(
            f"the connection to {host} is not safe: {words}",
            "try again later; for a certificate of your own house, name its file in SSL_CERT_FILE",
            reason="tls",
        )
    return FetchError(
        f"the connection to {host} failed{': ' if words else ''}{words}",
        "check the address, and that this machine is online",
        reason="unreachable",
    )


def _system_words(error: OSError) -> str:
    return clean_line(error.strerror or str(error))[:200]
