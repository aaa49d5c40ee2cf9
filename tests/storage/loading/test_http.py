"""The door to the network, held against a server that does everything wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.loading import Problem, load
from storage.loading.addresses import bare, is_public
from storage.loading.http import Answer, Door, FetchError, Reason, Request
from tests.storage.loading.hostile import HostileServer, Visit, feed, hostile_server, item
from timeline.model import Article

ALLOWED = frozenset(("127.0.0.1", "localhost"))


@pytest.fixture(scope="module")
def shared() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


@pytest.fixture
def server(shared: HostileServer) -> HostileServer:
    shared.pages.clear()
    shared.visits.clear()
    return shared


async def fetch(url: str, *, deadline: float = 40.0, **wanted: object) -> Answer:
    async with Door(allow_private=ALLOWED) as door:
        return await door.fetch(Request(url=url, deadline=deadline, **wanted))  # type: ignore[arg-type]


async def failure(url: str, *, deadline: float = 40.0, **wanted: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetch(url, deadline=deadline, **wanted)
    assert caught.value.cure
    assert len(str(caught.value)) < 500
    return caught.value


@pytest.mark.parametrize(
    "case",
    [
        "plain",
        "short_chain",
        "moved_for_good",
        "to_localhost",
        "deflated",
        "zipped",
        "zipped_unsaid",
        "zipped_only_said",
    ],
)
async def test_what_can_be_read_is_read(case: str, server: HostileServer) -> None:
    answer = await fetch(server.url(case))
    assert b"Report 1" in answer.body
    assert not answer.unchanged


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("circle", "redirects"),
        ("chain", "redirects"),
        ("to_file", "redirects"),
        ("to_data", "redirects"),
        ("to_nowhere", "redirects"),
        ("to_private", "address"),
        ("to_decimal", "address"),
        ("to_mapped", "address"),
        ("to_metadata", "address"),
        ("bomb", "large"),
        ("bomb_in_a_bomb", "garbled"),
        ("endless", "large"),
        ("zipped_cut", "garbled"),
        ("brotli", "garbled"),
        ("too_long_said", "garbled"),
        ("many_headers", "garbled"),
        ("no_http", "garbled"),
        ("hung_up", "garbled"),
        ("status/401", "refused"),
        ("status/404", "refused"),
        ("status/410", "gone"),
        ("status/429", "busy"),
        ("status/500", "broken"),
        ("status/503", "busy"),
        ("status/304", "broken"),
        ("status/206", "broken"),
    ],
)
async def test_what_cannot_be_read_is_named(case: str, reason: Reason, server: HostileServer) -> None:
    assert (await failure(server.url(case))).reason == reason


@pytest.mark.parametrize("case", ["silent", "stalled", "trickled", "trickled_headers"])
async def test_nothing_takes_longer_than_its_deadline(case: str, server: HostileServer) -> None:
    began = time.monotonic()
    assert (await failure(server.url(case), deadline=1.0)).reason == "late"
    assert time.monotonic() - began < 10


async def test_a_private_address_is_never_connected_to(server: HostileServer) -> None:
    with hostile_server("127.0.0.2") as canary:
        server.pages["/out"] = lambda visit: visit.answer(
            b"", f"Location: http://127.0.0.2:{canary.port}/", status="302 Found"
        )
        assert (await failure(server.url("out"))).reason == "address"
        assert not canary.visits


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://127.0.0.1/",
            "http://localhost/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0/",
            "http://[::1]/",
        ),
        *(
            "http://[::ffff:7f00:1]/",
            "http://[::]/",
            "http://10.1.2.3/",
            "http://169.254.169.254/",
            "http://[fe80::1]/",
        ),
        *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://100.64.0.1/"),
    ],
)
async def test_private_addresses_are_refused_in_every_disguise(url: str) -> None:
    async with Door() as door:
        with pytest.raises(FetchError) as caught:
            await door.fetch(Request(url=url, deadline=5))
    assert caught.value.reason in ("address", "unreachable")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "http://a b/",
        "//a.example",
        "http://[x/",
    ],
)
async def test_what_is_no_web_address(url: str) -> None:
    assert (await failure(url)).reason == "address"


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]))
    assert not any(map(is_public, ["127.0.0.1", "::ffff:10.0.0.1", "fe80::1%eth0", "x", ""]))


async def test_validators_go_back_as_they_came(server: HostileServer) -> None:
    first = await fetch(server.url("validated"))
    assert (first.etag, first.last_modified, first.max_age) == (
        'W/"a-b, c"',
        "Tue, 04 Mar 2025 04:30:00 GMT",
        600.0,
    )
    again = await fetch(server.url("validated"), etag=first.etag, last_modified=first.last_modified)
    assert again.unchanged
    assert (again.etag, again.last_modified) == (first.etag, first.last_modified)
    asked = server.visits[-1].headers
    assert asked["if-none-match"] == first.etag
    assert asked["if-modified-since"] == first.last_modified


async def test_validators_cannot_smuggle_headers(server: HostileServer) -> None:
    await fetch(server.url("plain"), etag='"x"\r\nX-Evil: 1')
    assert "x-evil" not in server.visits[-1].headers


@pytest.mark.parametrize(
    ("case", "to"),
    [
        ("moved_for_good", "plain"),
        ("moved_then_found", "moved_by_the_way"),
        ("moved_by_the_way", None),
        ("plain", None),
    ],
)
async def test_only_permanent_redirects_move_a_feed(case: str, to: str | None, server: HostileServer) -> None:
    answer = await fetch(server.url(case))
    assert answer.moved == (server.url(to) if to else None)
    assert answer.url == server.url("plain")


async def test_no_cookies_and_an_honest_name(server: HostileServer) -> None:
    async with Door(allow_private=ALLOWED) as door:
        for _ in range(2):
            await door.fetch(Request(url=server.url("cookies")))
    assert not any("cookie" in visit.headers for visit in server.visits)
    assert server.visits[0].headers["user-agent"].startswith("elshi/")
    assert server.visits[0].headers["accept-encoding"] == "gzip, deflate"


async def test_a_login_goes_to_its_own_origin_alone(server: HostileServer) -> None:
    with hostile_server() as other:
        server.pages["/away"] = lambda visit: visit.answer(
            b"", f"Location: {other.url('plain')}", status="301 Moved"
        )
        server.pages["/here"] = lambda visit: visit.answer(b"", "Location: /plain", status="301 Moved")
        login = f"http://envoy:hunt%40er2@127.0.0.1:{server.port}"
        away = await fetch(f"{login}/away")
        assert "authorization" in server.visits[-1].headers
        assert "authorization" not in other.visits[-1].headers
        assert away.moved == other.url("plain")
    here = await fetch(f"{login}/here")
    assert server.visits[-1].headers["authorization"] == "Basic ZW52b3k6aHVudEBlcjI="
    assert here.url == server.url("plain")
    assert here.moved == f"{login}/plain"


async def test_a_redirect_brings_no_login(server: HostileServer) -> None:
    server.pages["/planted"] = lambda visit: visit.answer(
        b"", f"Location: http://a:b@127.0.0.1:{server.port}/plain", status="302 Found"
    )
    await fetch(server.url("planted"))
    assert "authorization" not in server.visits[-1].headers


async def test_passwords_are_in_no_message() -> None:
    for url in (
        "http://envoy:hunter2@127.0.0.1:1/",
        "http://envoy:hunter2@nowhere.invalid/",
        "gopher://envoy:hunter2@x/",
    ):
        assert "hunter2" not in str(await failure(url))
    assert bare("https://envoy:hunter2@a.example/x?y") == "https://a.example/x?y"


async def test_who_asks_to_be_left_alone_is_left_alone(server: HostileServer) -> None:
    async with Door(allow_private=ALLOWED) as door:
        for _ in range(2):
            with pytest.raises(FetchError) as caught:
                await door.fetch(Request(url=server.url("status/429")))
            assert caught.value.retry_after == pytest.approx(7200, abs=5)
    assert len(server.visits) == 1


async def test_a_host_is_asked_two_things_at_once_at_most(server: HostileServer) -> None:
    at_once: list[int] = []
    now = 0

    def slow(visit: Visit) -> None:
        nonlocal now
        now += 1
        at_once.append(now)
        time.sleep(0.3)
        now -= 1
        visit.answer(b"x")

    server.pages["/slow"] = slow
    async with Door(allow_private=ALLOWED) as door:
        # All have a deadline that only those who do not count their waiting can keep.
        await asyncio.gather(*(door.fetch(Request(url=server.url("slow"), deadline=2)) for _ in range(16)))
    assert max(at_once) <= 2


async def test_certificates_are_verified(tmp_path: Path) -> None:
    import ssl
    import subprocess

    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(["openssl", *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    port = listening.sockets[0].getsockname()[1]
    error = await failure(f"https://localhost:{port}/")
    listening.close()
    assert error.reason == "tls"
    assert "SSL_CERT_FILE" in error.cure


async def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch, server: HostileServer) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    async with Door() as door:
        with pytest.raises(FetchError) as caught:
            await door.fetch(Request(url="http://public.example/"))
        assert caught.value.reason == "proxy"
        assert "HTTP_PROXY" in caught.value.cure
        with pytest.raises(FetchError) as caught:
            await door.fetch(Request(url="http://169.254.169.254/"))
        assert caught.value.reason == "address"


async def test_a_proxy_is_asked(monkeypatch: pytest.MonkeyPatch, server: HostileServer) -> None:
    monkeypatch.setenv("http_proxy", server.base)
    server.pages["http://public.example/feed"] = lambda visit: visit.answer(feed(item()))
    async with Door() as door:
        answer = await door.fetch(Request(url="http://public.example/feed"))
    assert b"Report 1" in answer.body


def test_a_post_follows_no_redirect(server: HostileServer) -> None:
    error = asyncio.run(failure(server.url("moved_for_good"), body=b"{}"))
    assert error.status == 301


def test_load_brings_problems_and_never_raises(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELSHI_ALLOW_PRIVATE", "127.0.0.1")
    found = list(load(server.url("plain")))
    assert [each.title for each in found if isinstance(each, Article)] == ["Report 1", "Report 2"]
    (problem,) = load(server.url("circle"))
    assert isinstance(problem, Problem)
    assert problem.origin == server.url("circle")
