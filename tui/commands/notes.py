"""``elshi notes``: what people set right, beside what the articles tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from tui.commands.options import OK, json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.store import RecordKind
    from timeline.model import CorrectionKind, Event
    from tui.desk import Desk

KIND: RecordKind = "corrections"


@click.group(invoke_without_command=True)
@store_option
@json_option
@click.pass_context
def notes(context: click.Context, store: str | None, as_json: bool) -> int:
    """Set events of the store right, and keep notes beside them; alone, list what was done.

    Corrections hang on the sentences that prove an event, so that they survive new articles, rereads and rebuilds.
    """
    context.obj = store_url(store)
    if context.invoked_subcommand is not None:
        return OK
    if as_json:
        return _export(context.obj, None)
    from tui.plain import print_text

    for key, record in _records(context.obj).items():
        value = f" {record['value']}" if record.get("value") else ""
        print_text(
            f"{key}  {str(record.get('made', ''))[:10]}  {record.get('kind')}{value}  [{record.get('about', '')}]"
        )
    return OK


@notes.command()
@click.argument("event")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.pass_obj
def merge(url: str, event: str, others: tuple[str, ...]) -> int:
    """Make one event of two or more."""
    return _correct(url, "merge", (event, *others))


@notes.command()
@click.argument("event")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def split(url: str, event: str, articles: tuple[str, ...]) -> int:
    """Make an event of its own of what some articles tell."""
    from tui.correcting import told_by

    return _correct(url, "split", (event,), choose=told_by(articles))


@notes.command("type")
@click.argument("event")
@click.argument("type_", metavar="TYPE")
@click.pass_obj
def retype(url: str, event: str, type_: str) -> int:
    """Say that an event is of another type: summit, meeting, call, visit, statement, …"""
    return _correct(url, "type", (event,), type_)


@notes.command("date")
@click.argument("event")
@click.argument("date", metavar="DATE|none")
@click.pass_obj
def redate(url: str, event: str, date: str) -> int:
    """Give an event another date, or none."""
    from tui.commands.options import to_iso

    return _correct(url, "date", (event,), None if date == "none" else to_iso(date, "DATE"))


@notes.command()
@click.argument("event")
@click.pass_obj
def hide(url: str, event: str) -> int:
    """Leave an event out of the timeline."""
    return _correct(url, "hide", (event,))


@notes.command()
@click.argument("event")
@click.pass_obj
def pin(url: str, event: str) -> int:
    """Mark an event as one that matters."""
    return _correct(url, "pin", (event,))


@notes.command()
@click.argument("event")
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.pass_obj
def add(url: str, event: str, text: tuple[str, ...]) -> int:
    """Write a note beside an event."""
    return _correct(url, "note", (event,), " ".join(text))


@notes.command()
@click.argument("key")
@click.pass_obj
def undo(url: str, key: str) -> int:
    """Take back what 'elshi notes' lists under KEY."""
    from storage.errors import ElshiError
    from storage.store import open_store
    from tui.output import talk

    with open_store(url) as store:
        begun = [known for known in store.kept(KIND) if known.startswith(key)]
        if len(begun) != 1:
            raise ElshiError(
                f"{key!r} is {'no' if not begun else 'more than one'} correction", "'elshi notes' lists them"
            )
        store.keep(KIND, {begun[0]: None})
    talk(f"took back {begun[0]}")
    return OK


@notes.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, whole or not at all.",
)
@click.pass_obj
def export_notes(url: str, output: Path | None) -> int:
    """Write all corrections and notes as JSON, for a colleague."""
    return _export(url, output)


@notes.command("import")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def import_notes(url: str, file: Any) -> int:
    """Take over what a colleague exported; what is there already stays."""
    from storage.store import open_store
    from tui.output import talk

    found = _parse(file.read(), file.name)
    with open_store(url) as store:
        known = store.kept(KIND)
        new = {key: record for key, record in found.items() if key not in known}
        store.keep(KIND, new)
    talk(f"{len(new)} taken over, {len(found) - len(new)} known already")
    return OK


def _parse(content: bytes, name: str) -> dict[str, dict[str, Any]]:
    """The records of an export.

    Raises:
        ElshiError: it is none.
    """
    import msgspec

    from storage.errors import ElshiError
    from timeline.building import CorrectionError, check
    from timeline.model import Correction

    try:
        found = msgspec.json.decode(content, type=dict[str, dict[str, Any]])
        for record in found.values():
            check(msgspec.convert(record, Correction))
    except (msgspec.DecodeError, CorrectionError, UnicodeDecodeError) as error:
        raise ElshiError(f"{name}: {error}", "give a file that 'elshi notes export' wrote") from None
    return found


def _records(url: str) -> dict[str, dict[str, Any]]:
    from storage.store import open_store

    with open_store(url, read_only=True) as store:
        return store.kept(KIND)


def _export(url: str, output: Path | None) -> int:
    import msgspec

    from tui.output import data, write_file

    content = msgspec.json.format(msgspec.json.encode(_records(url))) + b"\n"
    if output is None:
        data(content)
    else:
        write_file(output, content)
    return OK


def _correct(
    url: str,
    kind: CorrectionKind,
    events: Sequence[str],
    value: str | None = None,
    *,
    choose: Callable[[Event], list[str]] | None = None,
) -> int:
    """Keep one correction of some events.

    Raises:
        ElshiError: there is no such event, or the correction cannot be.
    """
    from storage.store import open_store
    from tui.correcting import correction
    from tui.desk import desk_from_store
    from tui.output import talk

    desk = desk_from_store(url)
    kept = correction(kind, [_event(desk, name) for name in events], desk.timeline, value, choose=choose)
    with open_store(url) as store:
        store.keep(KIND, {kept.key: kept.record})
    talk(f"{kind}: {kept.about}; 'elshi notes undo {kept.key}' takes it back")
    return OK


def _event(desk: Desk, name: str) -> Event:
    from storage.errors import ElshiError
    from timeline.building import find_event

    event = find_event(desk.timeline, name)
    if event is None:
        raise ElshiError(f"there is no event {name!r}", "'elshi timeline' tells the ids")
    return event
