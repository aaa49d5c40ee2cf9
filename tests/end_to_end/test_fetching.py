"""Feeds and pages from a server on loopback into a store, by the installed command."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import ELSHI, Done, elshi, environment
from tests.end_to_end.terminal import Terminal
from tests.storage.loading.hostile import HostileServer, feed, hostile_server, item

ALLOWED = {"ELSHI_ALLOW_PRIVATE": "127.0.0.1,localhost"}

Run = Callable[..., Done]


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*args: str | Path, **given: Any) -> Done:
        done = elshi(*args, home=tmp_path, env=ALLOWED | given.pop("env", {}), **given)
        assert "Traceback" not in done.err
        assert "should not have happened" not in done.err
        assert "\x1b" not in done.out + done.err
        return done

    return command


def stored(run: Run) -> list[dict[str, Any]]:
    done = run("articles", "--json")
    return json.loads(done.out) if done.code == 0 else []


def test_a_feed_grows_and_changes(run: Run, server: HostileServer) -> None:
    url = server.serve("feed", feed(item(1), item(2, pubDate="")))
    assert run("add", url).code == 0
    first = stored(run)
    assert [each["title"] for each in first] == ["Report 1", "Report 2"]
    assert first[0]["published"] == "2025-03-04T09:01:00+05:00"
    time.sleep(1.1)  # what was first seen a second ago stays so
    server.serve("feed", feed(item(1, title="Mended"), item(2, pubDate=""), item(3)))
    done = run("add", url)
    assert done.err.startswith("elshi: 1 added, 1 updated, 1 unchanged")
    assert sorted(each["title"] for each in stored(run)) == ["Mended", "Report 2", "Report 3"]
    assert {each["published"] for each in first} <= {each["published"] for each in stored(run)}


FAILURES = [
    "circle",
    "to_private",
    "bomb",
    "zipped_cut",
    "too_long_said",
    "no_http",
    "empty",
    "status/410",
    "status/500",
]


@pytest.mark.parametrize("case", FAILURES)
def test_old_articles_stay_when_a_fetch_fails(case: str, run: Run, server: HostileServer) -> None:
    run("add", server.url("plain"))
    done = run("add", server.url(case))
    assert done.code == 1
    assert server.url(case) in done.err
    assert len(stored(run)) == 2


@pytest.mark.parametrize(
    "body", ["<html><body>Under repair</body></html>", "no feed at all", "<x/>", "{}", "[", "\x00\x01"]
)
def test_what_is_no_feed_adds_nothing(body: str, run: Run, server: HostileServer) -> None:
    done = run("add", server.serve("feed", body, "Content-Type: application/rss+xml"))
    assert done.code == 1
    assert ";" in done.err  # the cure
    assert not stored(run)


def test_some_addresses_fail_and_the_rest_is_there(run: Run, server: HostileServer) -> None:
    done = run("add", server.url("circle"), server.url("plain"))
    assert done.code == 3
    assert len(stored(run)) == 2


def test_two_feeds_with_the_same_article(run: Run, server: HostileServer) -> None:
    short = server.serve("short", feed(item(1)))
    long = server.serve(
        "long", feed(item(1, description="The envoys met for the 1. time in Vienna. They agreed on all."))
    )
    for url in (short, long, short, long):
        assert run("add", url).code == 0
    (article,) = stored(run)
    assert article["text"].endswith("They agreed on all.")


def test_without_permission_loopback_is_not_asked(tmp_path: Path, server: HostileServer) -> None:
    done = elshi("add", server.url("plain"), home=tmp_path)
    assert done.code == 1
    assert "ELSHI_ALLOW_PRIVATE" in done.err
    assert not server.visits
    (tmp_path / "config" / "elshi").mkdir(parents=True)
    (tmp_path / "config" / "elshi" / "config.toml").write_text('allow_private = ["127.0.0.1"]\n')
    assert elshi("add", server.url("plain"), home=tmp_path).code == 0


def test_a_timeline_straight_from_a_feed(run: Run, server: HostileServer) -> None:
    text = "On 15 August 2025 Putin and Trump met in Alaska for a summit."
    url = server.serve("feed", feed(item(1, description=text, pubDate="Sat, 16 Aug 2025 10:00:00 +0500")))
    done = run("timeline", url, "--json")
    assert done.code == 0
    assert "2025-08-15" in [event["date"] for event in json.loads(done.out)["events"]]


def test_a_page_leads_to_its_feeds(run: Run, server: HostileServer) -> None:
    server.serve("news.xml", feed(item(1)))
    server.serve("speeches.xml", feed(item(2)))
    links = (
        '<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">'
        '<link rel="alternate" type="application/atom+xml" title="News" href="/same.atom">'
        "<link rel='alternate' type='application/rss+xml' title=Speeches href=speeches.xml>"
        '<link rel="alternate" hreflang="kk" href="/kk">'
    )
    done = run(
        "add",
        server.serve("index.html", f"<!doctype html><html><head>{links}</head><body>Welcome</body></html>"),
    )
    assert done.code == 0
    assert [each["title"] for each in stored(run)] == ["Report 1", "Report 2"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://nowhere.invalid/", "cannot be found"),
        ("http://127.0.0.1:1/", "failed"),
        ("https://127.0.0.1:1/", "failed"),
        ("http://a b/", "not a web address"),
        ("http://", "not a web address"),
    ],
)
def test_a_network_that_is_not_there(url: str, message: str, run: Run) -> None:
    done = run("add", url)
    assert done.code == 1
    assert message in done.err


def test_a_proxy_that_is_not_there(run: Run) -> None:
    done = run("add", "http://public.example/feed", env={"http_proxy": "http://127.0.0.1:1"})
    assert done.code == 1
    assert "proxy" in done.err


def test_passwords_are_told_to_nobody(run: Run, server: HostileServer) -> None:
    url = f"http://envoy:hunter2@127.0.0.1:{server.port}"
    assert run("add", f"{url}/plain").code == 0
    done = run("add", f"{url}/status/404")
    assert "hunter2" not in done.out + done.err
    assert "hunter2" not in run("articles", "--json").out


def test_ctrl_c_while_waiting(tmp_path: Path, server: HostileServer) -> None:
    running = subprocess.Popen(
        [ELSHI, "add", server.url("silent")],
        env=environment(tmp_path) | ALLOWED,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not server.visits:
        time.sleep(0.05)
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"Traceback" not in err


def test_a_store_that_cannot_be_written(run: Run, server: HostileServer) -> None:
    done = run("add", server.url("plain"), "--store", "/dev/full")
    assert done.code == 1
    done = run("add", server.url("plain"), "--store", "/proc/nowhere/articles.json")
    assert done.code == 1


def test_a_disk_that_is_full(tmp_path: Path, run: Run, server: HostileServer) -> None:
    import resource

    url = server.serve("feed", feed(*(item(number, description="x" * 5000) for number in range(200))))

    def no_room() -> None:  # the nearest to a full disk that needs no disk: no file may grow beyond this
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [ELSHI, "add", url],
        env=environment(tmp_path) | ALLOWED | {"PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=no_room,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert run("add", url).code == 0
    assert len(stored(run)) == 200


def test_a_list_of_feeds(tmp_path: Path, run: Run, server: HostileServer) -> None:
    server.serve("one", feed(item(1)))
    outlines = "".join(
        f'<outline text="{name}" xmlUrl="{server.url(name)}"/>' for name in ("one", "plain", "circle")
    )
    path = tmp_path / "feeds.opml"
    path.write_text(
        f'<opml version="2.0"><body><outline text="Ministries">{outlines}</outline></body></opml>'
    )
    done = run("add", path)
    assert done.code == 3
    assert server.url("circle") in done.err
    assert [each["source"]["name"] for each in stored(run)] == ["one", "plain"]


def test_a_saved_feed_and_a_feed_on_standard_input(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(item(1)))
    assert run("add", path).code == 0
    assert run("add", "-", stdin=feed(item(2))).code == 0
    assert [each["title"] for each in stored(run)] == ["Report 1", "Report 2"]


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        feed(
            *(
                item(number, description="The envoys met in Vienna on 3 March 2025. " * 20)
                for number in range(400)
            )
        )
    )
    with Terminal([ELSHI, "add", str(path)], env=environment(tmp_path)) as terminal:
        terminal.wait_for("400 added")
        assert b"of 400" in terminal.raw
