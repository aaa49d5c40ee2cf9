"""Alerts: what rules find, that nothing is told twice, and what a rule that is not as it should be is told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from storage.errors import ElshiError
from storage.loading.http import Door
from storage.store import Store, open_store
from storage.watching.alerting import POSITION, TOLD, Alerting, load_told
from storage.watching.findings import Finding
from storage.watching.refreshing import utc_now
from storage.watching.rules import TEMPLATE, Rule, load_rules
from tests.storage.loading.hostile import HostileServer, hostile_server
from timeline.model import Article, Source

PLAN = "The leaders of Kazakhstan and Turkey will hold a summit in Astana on 15 September 2025."
MOVED = "The summit of the leaders of Kazakhstan and Turkey in Astana has been postponed from 15 September to 22 September 2025."
SAID = 'Kassym-Jomart Tokayev said: "Kazakhstan supports peace talks with Russia without any preconditions."'


def article(id_: str, text: str, published: str = "2025-09-01", source: str = "Wire") -> Article:
    return Article(id=id_, text=text, published=published, lang="en", source=Source(name=source))


class Listener:
    """A watch that is started again and again on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.heard: list[Finding] = []
        self.rung = 0
        self.talk: list[str] = []

    def ring(self) -> None:
        self.rung += 1

    def hear(self, finding: Finding, _: str) -> None:
        self.heard.append(finding)

    async def check(self, *rules: Rule) -> list[str]:
        """Start, look once, end."""
        before = len(self.heard)
        async with Door(allow_private=frozenset(("127.0.0.1",))) as door:
            alerting = Alerting(
                self.store, door, line=self.hear, bell=self.ring, talk=self.talk.append, clock=utc_now
            )
            await alerting.settle()
            await alerting.check(rules)
        return [finding.message for finding in self.heard[before:]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "articles.json") as opened:
        yield opened


@pytest.fixture
def listener(store: Store) -> Listener:
    return Listener(store)


SUMMIT = Rule(name="summits", on="event", query="type:summit place:astana")
MOVES = Rule(name="moves", on="date", query="type:summit")
SPEAKER = Rule(name="tokayev", on="statement", query="speaker:tokayev about:russia")


async def test_what_was_there_before_is_no_news(store: Store, listener: Listener) -> None:
    store.add([article("a", PLAN)])
    assert await listener.check(SUMMIT) == []
    store.add([article("b", SAID)])
    assert await listener.check(SUMMIT) == []


async def test_a_new_event_is_told_once(store: Store, listener: Listener) -> None:
    await listener.check(SUMMIT)
    store.add([article("a", PLAN)])
    (message,) = await listener.check(SUMMIT)
    assert "2025-09-15" in message
    assert "[Wire]" in message
    assert await listener.check(SUMMIT) == []
    store.add([article("b", PLAN, "2025-09-02", "Press")])  # another reports the same
    assert await listener.check(SUMMIT) == []
    store.drop_readings()
    store.keep(TOLD, {POSITION: {"change": 0}})  # as if everything was new again
    assert await listener.check(SUMMIT) == []


async def test_an_edit_tells_nothing_again(store: Store, listener: Listener) -> None:
    await listener.check(SUMMIT)
    store.add([article("a", PLAN)])
    assert len(await listener.check(SUMMIT)) == 1
    store.add([article("a", PLAN.replace("will hold", "are going to hold"))], update=True)
    assert await listener.check(SUMMIT) == []


async def test_who_tells_of_it_later_names_it_too(store: Store, listener: Listener) -> None:
    """The first article goes, the second one stays: it is still the same event."""
    await listener.check(SUMMIT)
    store.add([article("a", PLAN)])
    await listener.check(SUMMIT)
    store.add([article("b", PLAN, "2025-09-02", "Press")])
    await listener.check(SUMMIT)
    store.remove(["a"])
    store.add([article("c", PLAN, "2025-09-03", "Daily")])
    store.add([article("b", PLAN + " It was announced.", "2025-09-02", "Press")], update=True)
    assert await listener.check(SUMMIT) == []


async def test_another_date_of_a_plan_is_told(store: Store, listener: Listener) -> None:
    store.add([article("a", PLAN)])
    await listener.check(MOVES)
    store.add([article("b", MOVED, "2025-09-10", "Press")])
    (message,) = await listener.check(MOVES)
    assert "2025-09-22" in message
    assert await listener.check(MOVES) == []
    store.add([article("c", MOVED, "2025-09-11", "Daily")])
    assert await listener.check(MOVES) == []


async def test_a_statement_of_one_about_another_is_told(store: Store, listener: Listener) -> None:
    await listener.check(SPEAKER)
    store.add([article("a", SAID)])
    (message,) = await listener.check(SPEAKER)
    assert "preconditions" in message
    other = SAID.replace("Kassym-Jomart Tokayev", "Emmanuel Macron")
    store.add([article("b", other), article("c", SAID.replace("Russia", "Turkey"))])
    assert await listener.check(SPEAKER) == []


async def test_sources_that_disagree_are_told(store: Store, listener: Listener) -> None:
    rule = Rule(name="disputes", on="conflict")
    await listener.check(rule)
    told = (
        "On 3 September 2025 the parliament of France voted on the treaty with Kazakhstan, {} votes for it."
    )
    store.add(
        [
            article("a", told.format(97), "2025-09-04", "One"),
            article("b", told.format(79), "2025-09-04", "Two"),
        ]
    )
    (message,) = await listener.check(rule)
    assert "disagree" in message
    assert await listener.check(rule) == []


async def test_a_kill_while_telling_is_said_and_nothing_is_told_again(
    store: Store, listener: Listener
) -> None:
    class KilledError(BaseException):
        pass

    await listener.check(SUMMIT)
    store.add([article("a", PLAN)])
    hear = listener.hear

    def die(finding: Finding, at: str) -> None:
        raise KilledError

    listener.hear = die  # type: ignore[method-assign, assignment]
    with pytest.raises(KilledError):
        await listener.check(SUMMIT)
    listener.hear = hear  # type: ignore[method-assign]
    assert await listener.check(SUMMIT) == []
    assert any("summits" in said for said in listener.talk)
    listener.talk.clear()
    await listener.check(SUMMIT)
    assert not listener.talk


async def test_a_program_gets_json_and_no_shell(store: Store, listener: Listener, tmp_path: Path) -> None:
    got, trap = tmp_path / "got.json", tmp_path / "trap"
    code = f"import sys; open({str(got)!r}, 'wb').write(sys.stdin.buffer.read())"
    rule = Rule(
        name=f"$(touch {trap})", on="event", query="type:summit", command=[sys.executable, "-c", code]
    )
    await listener.check(rule)
    store.add([article("a", PLAN + f" $(touch {trap}); touch {trap}")])
    assert len(await listener.check(rule)) == 1
    told = json.loads(got.read_bytes())
    assert told["schema"] == "elshi.alert/1"
    assert told["event"]["type"] == "summit"
    assert told["articles"][0]["id"] == "a"
    assert not trap.exists()


@pytest.mark.parametrize("command", [["/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"]])
async def test_a_program_that_fails_is_told_and_tried_again(
    command: Sequence[str], store: Store, listener: Listener
) -> None:
    rule = Rule(name="r", on="event", command=list(command), bell=True)
    await listener.check(rule)
    store.add([article("a", PLAN)])
    assert await listener.check(rule)
    assert listener.rung == len(listener.heard)
    assert "did not take it" in listener.talk[0]
    (told, *_) = load_told(store).values()
    assert told.left == ("command",)
    assert told.again is not None


async def test_a_webhook_gets_it_when_it_is_there_again(store: Store, listener: Listener) -> None:
    with hostile_server() as server:
        rule = Rule(name="r", on="event", query="type:summit", webhook=server.url("hook"))
        await listener.check(rule)
        store.add([article("a", PLAN)])
        assert len(await listener.check(rule)) == 1
        assert "404" in listener.talk[0]
        _due_now(store)
        server.serve("hook", b"", status="204 No Content")
        await listener.check(rule)
        await listener.check(rule)
        _asked_with_json(server, times=2)
        assert len(listener.heard) == 1


def _due_now(store: Store) -> None:
    for record, told in store.kept(TOLD).items():
        if told.get("again"):
            store.keep(TOLD, {record: {**told, "again": "2000-01-01"}})


def _asked_with_json(server: HostileServer, times: int) -> None:
    visits = server.asked("hook")
    assert len(visits) == times
    assert all(json.loads(visit.body)["alert"] == "r" for visit in visits)


BAD = [
    ('[[alert]]\nname = "a"\non = "event"\nquery = "speaker:"x"\n', 4, "TOML"),
    ('[[alert]]\nname = "a"\non = "event"\nquery = "(putin"\n', 4, "alerts init"),
    ('\n[[alert]]\nname = "a"\non = "rumour"\n', 4, "statement"),
    ('[[alert]]\nname = "a"\non = "event"\n\n[[alert]]\nname = "a"\non = "date"\n', 6, "rename"),
    (
        '[[alert]]\nname = "a"\non = "event"\n\n[[alert]]\nname = "b"\non = "date"\nshout = true\n',
        8,
        "webhook",
    ),
    ('[[alert]]\nname = "a"\n', 1, "on"),
    ('[[alert]]\nname = "a"\non = "event"\nbell = "yes"\n', 4, "bell"),
    ('[[alert]]\nname = "a"\non = "event"\nwebhook = "file:///etc/passwd"\n', 4, "https://"),
    ('[[alert]]\nname = "a"\non = "event"\ncommand = "rm -rf"\n', 4, "command"),
    ('[[alert]]\nname = "a"\non = "event"\ncommand = [""]\n', 4, "command"),
    ('[[alert]]\nname = " "\non = "event"\n', 2, "name"),
    ('[alert]\nname = "a"\n', 1, "[[alert]]"),
    ('# rules\n[[alarm]]\nname = "a"\n', 2, "[[alert]]"),
    ('title = "x"\n', 1, "[[alert]]"),
]


@pytest.mark.parametrize(("text", "line", "cure"), BAD)
def test_a_bad_rule_is_named_with_file_line_and_cure(text: str, line: int, cure: str, tmp_path: Path) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(text)
    with pytest.raises(ElshiError) as caught:
        load_rules(path)
    assert str(caught.value).startswith(f"{path}:{line}: "), str(caught.value)
    assert cure in str(caught.value)


def test_good_rules_are_read(tmp_path: Path) -> None:
    path = tmp_path / "alerts.toml"
    assert load_rules(path) == []
    path.write_text(TEMPLATE)
    assert load_rules(path) == []
    path.write_text("\n".join(line.removeprefix("# ") for line in TEMPLATE.splitlines()[3:]))
    (rule,) = load_rules(path)
    assert (rule.name, rule.on, rule.line, rule.bell) == ("Tokayev on Russia", "statement", True, False)
