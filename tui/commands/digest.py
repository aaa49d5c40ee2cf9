"""``elshi digest``: what is new since you last looked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import click

from tui.commands.options import (
    docs_option,
    json_option,
    narrow,
    report,
    sources_argument,
    store_option,
    store_url,
    to_iso,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.desk import Desk

LOOKED = "digest"
"""Under this key a store remembers the last look."""
WEEK = dt.timedelta(days=7)
_SPAN = re.compile(r"(\d{1,4})([dw]?)")


@click.command()
@sources_argument
@docs_option
@store_option
@click.option(
    "--since",
    metavar="last|DATE",
    help="New is what came since your last digest of this store, or what was published from a day on. Default: last; of files, the last seven days.",
)
@click.option(
    "--next", "ahead", default="14d", show_default=True, metavar="14d|2w", help="How far to look ahead."
)
@click.option("--actor", metavar="NAME", help="Events with this person, state or organisation.")
@click.option(
    "--about", metavar="NAME", help="Events and words about this person, state, organisation or place."
)
@click.option("--type", metavar="TYPE", help="Events of this type: summit, call, statement, …")
@click.option("--status", metavar="STATUS", help="happened, planned, cancelled, denied or unconfirmed.")
@click.option("--title-lang", metavar="CODE", help="Language of the titles: en, kk or ru.")
@json_option
def digest(
    sources: tuple[str, ...],
    docs: tuple[str, ...],
    store: str | None,
    since: str | None,
    ahead: str,
    as_json: bool,
    title_lang: str | None,
    **chosen: str | None,
) -> int:
    """Tell what happened, who said what, what is announced next, what changed and what sources disagree on.

    New are the articles that came into the store since its last digest. Looking at everything (without --actor and the like, and
    without --since) is what the next digest counts from.
    """
    from timeline.building.digest import digest as sorted_out

    days = _days(ahead)
    named = (*sources, *docs)
    desk, new, seen = _open(named, store, since, title_lang)
    code = report(desk.problems, len(desk.articles))
    if code and not desk.articles:
        return code
    found = sorted_out(
        narrow(desk, dict(chosen), None if named else store_url(store)).timeline, new, days=days
    )
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    else:
        from tui.plain import print_digest

        print_digest(found, desk.timeline)
    if seen and not any(chosen.values()):
        _remember(store_url(store), seen)
    return code


def _days(ahead: str) -> int:
    match = _SPAN.fullmatch(ahead)
    if match is None:
        raise click.BadParameter(f"{ahead!r} is no length of time; write 14d or 2w", param_hint="--next")
    return int(match[1]) * (7 if match[2] == "w" else 1)


def _open(
    named: tuple[str, ...], store: str | None, since: str | None, title_lang: str | None
) -> tuple[Desk, frozenset[str], int | None]:
    """The desk, the ids of the new articles, and the change to count from next time when this look counts."""
    from tui.commands.options import open_desk_for

    chosen: dict[str, Any] = {"title_lang": title_lang}
    day = None if since in (None, "last") else to_iso(since, "--since")
    if named:
        if since == "last":
            raise click.UsageError("--since last asks a store; of files it cannot be told what you have seen")
        desk = open_desk_for(named, None, chosen)
        return desk, _published_since(desk, day), None
    from storage.store import open_store

    with open_store(store_url(store), read_only=True) as opened:
        seen = opened.last_change
        before = int(opened.kept("read").get(LOOKED, {}).get("change", 0))
        new = frozenset(change.id for change in opened.changes(before) if change.kind != "removed")
    desk = open_desk_for((), store, chosen)
    return (desk, new, seen) if day is None else (desk, _published_since(desk, day), None)


def _published_since(desk: Desk, day: str | None) -> frozenset[str]:
    if day is None and desk.timeline.as_of:
        day = (dt.date.fromisoformat(desk.timeline.as_of) - WEEK).isoformat()
    return frozenset(ref.id for ref in desk.timeline.articles if ref.published[:10] >= (day or ""))


def _remember(url: str, change: int) -> None:
    """Count from here next time. A store that cannot be written stays as it is."""
    from storage.errors import StoreError
    from storage.store import open_store

    try:
        with open_store(url) as store:
            store.keep("read", {LOOKED: {"change": change}})
    except StoreError:
        return
