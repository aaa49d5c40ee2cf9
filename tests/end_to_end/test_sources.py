"""``elshi sources`` and ``elshi refresh`` as a person uses them, against a server on loopback."""

from __future__ import annotations

import json
import resource
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from storage.store import open_store
from tests.end_to_end.command import ELSHI, ROOT, Done, elshi, environment
from tests.storage.loading.hostile import XML, HostileServer, feed, hostile_server, item

LOCAL = {"ELSHI_ALLOW_PRIVATE": "127.0.0.1"}


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def run(*args: str, home: Path, stdin: str = "", **env: str) -> Done:
    done = elshi(*args, home=home, stdin=stdin, env={**LOCAL, **env})
    assert "Traceback" not in done.err
    return done


def listed(home: Path) -> list[dict[str, Any]]:
    return list(json.loads(run("sources", "--json", home=home).out))


def test_a_feed_is_followed_by_the_address_of_its_page(server: HostileServer, tmp_path: Path) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{path}">'
        for title, path in (("Comments", "/validated"), ("News", "/plain"))
    )
    server.serve("site", f"<html><head>{links}</head><body>News</body></html>", "Content-Type: text/html")
    done = run("sources", "add", server.url("site"), "--tag", "asia", home=tmp_path)
    assert done.code == 0
    assert "2 added" in done.err
    assert "--all" in done.err
    (only,) = listed(tmp_path)
    assert (only["name"], only["tags"], only["articles"]) == ("Ministry", ["asia"], 2)
    assert len(json.loads(run("articles", "--json", home=tmp_path).out)) == 2


def test_what_is_not_there_is_not_followed(server: HostileServer, tmp_path: Path) -> None:
    done = run("sources", "add", server.url("status/404"), home=tmp_path)
    assert done.code == 1
    assert "--no-fetch" in done.err
    assert listed(tmp_path) == []
    assert run("sources", "add", "--no-fetch", server.url("status/404"), home=tmp_path).code == 0
    assert len(listed(tmp_path)) == 1


def test_some_fail_and_the_rest_is_there(server: HostileServer, tmp_path: Path) -> None:
    run("sources", "add", "--no-fetch", server.url("plain"), server.url("status/500"), home=tmp_path)
    done = run("refresh", home=tmp_path)
    assert done.code == 3
    assert "HTTP 500" in done.err
    assert "2 added" in done.err
    assert run("refresh", "Ministry", home=tmp_path).code == 0
    assert run("refresh", "status/500", home=tmp_path).code == 1
    health = run("sources", "--health", home=tmp_path).out
    assert "last error" in health
    assert "304" in health


def test_who_is_behind_it_is_said_wherever_a_report_is(server: HostileServer, tmp_path: Path) -> None:
    words = "Kassym-Jomart Tokayev said on Tuesday that Kazakhstan will host the summit in Astana on 15 August 2025."
    server.serve("feed", feed(item(1, description=words, pubDate="Tue, 12 Aug 2025 09:00:00 +0500")), XML)
    assert run("sources", "add", server.url("feed"), home=tmp_path).code == 0
    assert run("sources", "set", "Ministry", "--kind", "ministry", "--country", "kz", home=tmp_path).code == 0
    done = run("sources", "rename", "Ministry", "MFA of Kazakhstan", home=tmp_path)
    assert "in 1 articles" in done.err
    (article,) = json.loads(run("articles", "--json", home=tmp_path).out)
    assert article["source"] == {"name": "MFA of Kazakhstan", "kind": "ministry", "country": "KZ"}
    shown = "MFA of Kazakhstan (ministry, KZ)"
    assert shown in run("articles", home=tmp_path).out
    assert shown in run("show", article["id"], home=tmp_path).out
    assert shown in run("timeline", home=tmp_path).out
    assert shown in run("quotes", home=tmp_path).out
    (only,) = listed(tmp_path)
    assert (only["kind"], only["country"]) == ("ministry", "KZ")
    assert run("refresh", home=tmp_path).err.startswith("elshi: 0 added, 0 updated")


def test_lists_come_and_go(tmp_path: Path) -> None:
    opml = (
        '<opml version="2.0"><body><outline text="UN">'
        '<outline type="rss" text="UN News" xmlUrl="https://user:hunter2@news.example/feed"/>'
        '</outline><outline text="MFA" type="rss" xmlUrl="https://mfa.example/rss"/></body></opml>'
    )
    done = run("sources", "import", "-", home=tmp_path, stdin=opml)
    assert "2 followed" in done.err
    assert "0 followed, 2 known" in run("sources", "import", "-", home=tmp_path, stdin=opml).err
    assert [each["tags"] for each in listed(tmp_path)] == [["UN"], []]
    assert run("sources", "export", "-o", "list.opml", home=tmp_path).code == 0
    written = (tmp_path / "list.opml").read_text()
    assert "hunter2" not in written
    assert "hunter2" not in run("sources", "--json", home=tmp_path).out
    run("sources", "remove", "UN News", "MFA", home=tmp_path)
    assert listed(tmp_path) == []
    run("sources", "import", "list.opml", home=tmp_path)
    assert len(listed(tmp_path)) == 2


def test_a_source_is_paused_tagged_and_asked_as_often_as_the_user_says(
    server: HostileServer, tmp_path: Path
) -> None:
    run("sources", "add", "--no-fetch", server.url("plain"), home=tmp_path)
    run("sources", "pause", "plain", home=tmp_path)
    assert run("refresh", home=tmp_path).code == 0
    assert not server.visits
    run("sources", "resume", "plain", home=tmp_path)
    run("sources", "tag", "plain", "asia", "#mfa", home=tmp_path)
    run("sources", "tag", "plain", "--", "-asia", home=tmp_path)
    run("sources", "set", "plain", "--interval", "10m-2h", "--fulltext", home=tmp_path)
    (only,) = listed(tmp_path)
    assert (only["tags"], only["interval"], only["fulltext"], only["paused"]) == (
        ["mfa"],
        "10m-2h",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("refresh",), 1, "elshi sources add"),
        (("sources", "remove", "nobody"), 1, "elshi sources"),
        (("sources", "add", "ftp://mfa.example/"), 1, "http://"),
        (("sources", "add", "--no-fetch", "mfa.example"), 1, "http://"),
        (("sources", "add", "--interval", "soon", "https://mfa.example"), 2, "15m"),
        (("sources", "add", "--country", "Kazakhstan", "https://mfa.example"), 2, "KZ"),
        (("sources", "import", "nothing.opml"), 1, "check the path"),
        (("sources", "set", "x"), 2, "--kind"),
        (("sources", "add", "http://127.0.0.2/"), 1, "ELSHI_ALLOW_PRIVATE"),
        (("sources", "add", "https://host.invalid/feed"), 1, "online"),
    ],
)
def test_mistakes_are_told_with_their_cure(
    args: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    done = run(*args, home=tmp_path)
    assert done.code == code, done.err
    assert words in done.err


def test_a_proxy_that_does_not_work_is_told(tmp_path: Path) -> None:
    run("sources", "add", "--no-fetch", "https://mfa.example/feed", home=tmp_path)
    done = run("refresh", home=tmp_path, HTTPS_PROXY="http://127.0.0.1:9")
    assert done.code == 1
    assert "proxy" in done.err


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                while True:
                    wire, _ = listening.accept()
                    with suppress(OSError), context.wrap_socket(wire, server_side=True):
                        pass

        threading.Thread(target=serve, daemon=True).start()
        run("sources", "add", "--no-fetch", f"https://127.0.0.1:{port}/feed", home=tmp_path)
        done = run("refresh", home=tmp_path)
    assert done.code == 1
    assert "not safe" in done.err
    assert "SSL_CERT_FILE" in done.err


def count(home: Path) -> int:
    with open_store(home / "data" / "elshi" / "articles.json", read_only=True) as store:
        return store.count()


def test_ctrl_c_ends_a_refresh_quietly(server: HostileServer, tmp_path: Path) -> None:
    run("sources", "add", "--no-fetch", server.url("plain"), server.url("silent"), home=tmp_path)
    process = subprocess.Popen(
        [ELSHI, "refresh"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**environment(tmp_path), **LOCAL},
    )
    deadline = time.monotonic() + 20
    while not (server.asked("silent") and server.asked("plain")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    while count(tmp_path) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=15)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert len(json.loads(run("articles", "--json", home=tmp_path).out)) == 2


def test_a_full_disk_is_told(server: HostileServer, tmp_path: Path) -> None:
    server.serve("large", feed(*(item(number, description="Words. " * 3000) for number in range(30))), XML)
    run("sources", "add", "--no-fetch", server.url("large"), home=tmp_path)
    done = subprocess.run(
        [ELSHI, "refresh"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**environment(tmp_path), **LOCAL, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr


def test_the_list_to_start_from_is_read_and_says_that_nobody_vouches_for_it(tmp_path: Path) -> None:
    path = ROOT / "docs" / "feeds.opml"
    assert "UNVERIFIED" in path.read_text()
    assert "50 followed" in run("sources", "import", str(path), home=tmp_path).err
    feeds = listed(tmp_path)
    assert all(each["tags"] and each["name"] for each in feeds)
    kinds = {each["kind"] for each in feeds}
    assert kinds == {"ministry", "presidency", "state media", "wire", "press", "organisation"}
