"""A server that does to a reader what servers do, by mistake and on purpose; real sockets on loopback.

A case is a function that takes a `Visit` and writes whatever it likes to the socket. Each has the path of its name.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache

Handler = Callable[["Visit"], None]
CASES: dict[str, Handler] = {}


@dataclass
class Visit:
    """One request."""

    server: HostileServer
    wire: socket.socket
    path: str
    headers: dict[str, str]
    body: bytes = b""

    def send(self, data: bytes) -> None:
        self.wire.sendall(data)

    def answer(
        self, body: bytes | str = b"", *headers: str, status: str = "200 OK", length: bool = True
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status}", *headers, "Connection: close"]
        if length and not any(line.lower().startswith("content-length") for line in headers):
            lines.append(f"Content-Length: {len(data)}")
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + data)


@dataclass
class HostileServer:
    """Serves `CASES`, and what a test sets in ``pages``."""

    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, case: str) -> str:
        return f"{self.base}/{case}"

    def serve(self, path: str, body: bytes | str, *headers: str, status: str = "200 OK") -> str:
        self.pages[f"/{path}"] = lambda visit: visit.answer(body, *headers, status=status)
        return self.url(path)

    def asked(self, path: str) -> list[Visit]:
        return [visit for visit in self.visits if visit.path == f"/{path}"]

    def handle(self, wire: socket.socket) -> None:
        with wire, suppress(OSError):
            wire.settimeout(30)
            data = b""
            while b"\r\n\r\n" not in data:
                piece = wire.recv(65536)
                if not piece:
                    return
                data += piece
            head, _, body = data.partition(b"\r\n\r\n")
            request, *lines = head.decode("latin-1").split("\r\n")
            headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
            while len(body) < int(headers.get("content-length", "0")):
                body += wire.recv(65536)
            visit = Visit(self, wire, request.split(" ")[1], headers, body)
            self.visits.append(visit)
            plain = visit.path.partition("?")[0]
            handler = self.pages.get(plain) or CASES.get(plain.strip("/").partition("/")[0])
            if handler is None:
                visit.answer(b"", status="404 Not Found")
            else:
                handler(visit)


@contextmanager
def hostile_server(host: str = "127.0.0.1") -> Iterator[HostileServer]:
    """A server on a port of its own."""
    server = HostileServer()
    with socket.create_server((host, 0)) as listening:
        server.port = listening.getsockname()[1]
        closing = threading.Event()

        listening.settimeout(0.2)

        def run() -> None:
            while not closing.is_set():
                with suppress(TimeoutError):
                    wire, _ = listening.accept()
                    threading.Thread(target=server.handle, args=(wire,), daemon=True).start()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            closing.set()
            thread.join()


def case(handler: Handler) -> Handler:
    CASES[handler.__name__] = handler
    return handler


def item(number: int = 1, **parts: str) -> str:
    fields = {
        "title": f"Report {number}",
        "link": f"https://mfa.example/news/{number}",
        "guid": f"https://mfa.example/?p={number}",
        "pubDate": f"Tue, 04 Mar 2025 09:{number % 60:02}:00 +0500",
        "description": f"The envoys met for the {number}. time in Vienna.",
    } | parts
    return (
        "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value) + "</item>"
    )


def feed(*items: str, head: str = "", prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    listed = "".join(items)
    return (
        f'{prolog}<rss version="2.0"><channel><title>Ministry</title><link>https://mfa.example/</link>'
        f"{head}{listed}</channel></rss>"
    )


XML = "Content-Type: application/rss+xml"


@case
def plain(visit: Visit) -> None:
    visit.answer(feed(item(1), item(2)), XML)


# Redirects


def _redirect(visit: Visit, to: str, status: str = "302 Found") -> None:
    visit.answer(b"", f"Location: {to}", status=status)


@case
def circle(visit: Visit) -> None:
    _redirect(visit, "/circle_back")


@case
def circle_back(visit: Visit) -> None:
    _redirect(visit, "/circle")


@case
def chain(visit: Visit) -> None:
    number = int(visit.path.rpartition("/")[2]) if visit.path.count("/") > 1 else 0
    _redirect(visit, f"/chain/{number + 1}")


@case
def short_chain(visit: Visit) -> None:
    number = int(visit.path.rpartition("/")[2]) if visit.path.count("/") > 1 else 0
    if number == 5:
        plain(visit)
    else:
        _redirect(visit, f"/short_chain/{number + 1}", "307 Temporary Redirect")


@case
def moved_for_good(visit: Visit) -> None:
    _redirect(visit, "/plain", "301 Moved Permanently")


@case
def moved_then_found(visit: Visit) -> None:
    _redirect(visit, "/moved_by_the_way", "308 Permanent Redirect")


@case
def moved_by_the_way(visit: Visit) -> None:
    _redirect(visit, "/plain", "302 Found")


@case
def to_file(visit: Visit) -> None:
    _redirect(visit, "file:///etc/passwd")


@case
def to_data(visit: Visit) -> None:
    _redirect(visit, "data:application/rss+xml,<rss/>")


@case
def to_nowhere(visit: Visit) -> None:
    visit.answer(b"", status="302 Found")


@case
def to_private(visit: Visit) -> None:
    _redirect(visit, f"http://127.0.0.2:{visit.server.port}/plain")


@case
def to_decimal(visit: Visit) -> None:
    _redirect(visit, f"http://2130706433:{visit.server.port}/plain")


@case
def to_mapped(visit: Visit) -> None:
    _redirect(visit, f"http://[::ffff:127.0.0.1]:{visit.server.port}/plain")


@case
def to_metadata(visit: Visit) -> None:
    _redirect(visit, "http://169.254.169.254/latest/meta-data/")


@case
def to_localhost(visit: Visit) -> None:
    _redirect(visit, f"http://localhost:{visit.server.port}/plain")


# Bodies


@case
def bomb(visit: Visit) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    visit.answer(b"", XML, "Content-Encoding: gzip", length=False)
    zeros = bytes(2**20)
    for _ in range(512):
        visit.send(packer.compress(zeros))
    visit.send(packer.flush())


@cache
def _nested_bomb(layers: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(2**20)
    data = b"".join(packer.compress(zeros) for _ in range(512)) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


@case
def bomb_in_a_bomb(visit: Visit) -> None:
    visit.answer(_nested_bomb(2), XML, "Content-Encoding: gzip, gzip")


@case
def bomb_unsaid(visit: Visit) -> None:
    visit.answer(_nested_bomb(2), "Content-Type: application/gzip", "Content-Encoding: gzip")


@case
def deflated(visit: Visit) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    visit.answer(packer.compress(feed(item()).encode()) + packer.flush(), XML, "Content-Encoding: deflate")


@case
def zipped(visit: Visit) -> None:
    visit.answer(gzip.compress(feed(item()).encode()), XML, "Content-Encoding: gzip")


@case
def zipped_unsaid(visit: Visit) -> None:
    visit.answer(gzip.compress(feed(item()).encode()), "Content-Type: application/gzip")


@case
def zipped_only_said(visit: Visit) -> None:
    visit.answer(feed(item()), XML, "Content-Encoding: gzip")


@case
def zipped_cut(visit: Visit) -> None:
    visit.answer(gzip.compress(feed(*map(item, range(50))).encode())[:-40], XML, "Content-Encoding: gzip")


@case
def brotli(visit: Visit) -> None:
    visit.answer(b"\x0b\x02\x80", XML, "Content-Encoding: br")


@case
def endless(visit: Visit) -> None:
    visit.answer(feed().partition("</channel>")[0], XML, length=False)
    while True:
        visit.send(item().encode() * 1000)


@case
def silent(visit: Visit) -> None:
    time.sleep(60)


@case
def trickled(visit: Visit) -> None:
    visit.answer(b"", XML, length=False)
    for letter in feed(item()).encode() * 100:
        visit.send(bytes([letter]))
        time.sleep(0.2)


@case
def trickled_headers(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        visit.send(f"X-{number}: x\r\n".encode())
        time.sleep(0.2)


@case
def stalled(visit: Visit) -> None:
    whole = feed(item()).encode()
    visit.answer(whole[:200], XML, f"Content-Length: {len(whole)}")
    time.sleep(60)


@case
def too_long_said(visit: Visit) -> None:
    visit.answer(feed(item()), XML, "Content-Length: 1000000")


@case
def too_short_said(visit: Visit) -> None:
    visit.answer(feed(item(1), item(2)), XML, "Content-Length: 150")


@case
def many_headers(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n" + b"X-Header: " + b"x" * 2**21 + b"\r\n\r\n")


@case
def no_http(visit: Visit) -> None:
    visit.send(b"SSH-2.0-OpenSSH_9.2\r\n")


@case
def hung_up(visit: Visit) -> None:
    visit.wire.close()


@case
def empty(visit: Visit) -> None:
    visit.answer(b"", XML)


# Statuses


@case
def status(visit: Visit) -> None:
    code = visit.path.rpartition("/")[2]
    headers = ("Retry-After: 7200",) if code in ("429", "503") else ()
    visit.answer(b"", XML, *headers, status=f"{code} Whatever")


@case
def validated(visit: Visit) -> None:
    tags = ('ETag: W/"a-b, c"', "Last-Modified: Tue, 04 Mar 2025 04:30:00 GMT", "Cache-Control: max-age=600")
    if visit.headers.get("if-none-match") == 'W/"a-b, c"':
        visit.answer(b"", *tags[:1], status="304 Not Modified")
    else:
        visit.answer(feed(item()), XML, *tags)


@case
def cookies(visit: Visit) -> None:
    visit.answer(feed(item()), XML, "Set-Cookie: id=1", "Set-Cookie: other=2; Path=/")
