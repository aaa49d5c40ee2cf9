"""``elshi doctor``: is the store as it was written, and if not, what can be saved."""

from __future__ import annotations

import click

from tui.commands.options import FAILURE, OK, json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.doctor import Diagnosis


@click.command()
@store_option
@click.option("--salvage", metavar="NEW", help="Copy every sound article to a new store at this path.")
@json_option
def doctor(store: str | None, salvage: str | None, as_json: bool) -> int:
    """Read every byte of the store and check it. Nothing in it is changed.

    The exit code is 1 when something is not as it was written; --salvage then saves all the rest.
    """
    from storage import doctor as examining
    from storage.store import path_of

    path = path_of(store_url(store))
    if salvage is not None:
        return _salvage(path, salvage)
    found = examining.examine(path)
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.encode(found) + b"\n")
    else:
        _tell(found)
    return OK if found.healthy else FAILURE


def _salvage(path: object, new: str) -> int:
    from pathlib import Path

    from storage.doctor import salvage
    from tui.output import talk

    saved = salvage(Path(str(path)), Path(new).expanduser())
    talk(f"{saved} articles saved to {new}; open it with --store, or put it in the place of the other")
    return OK


def _tell(found: Diagnosis) -> None:
    from tui.plain import print_text

    print_text(f"{found.path}: {found.size} bytes, {found.lines} lines, {found.articles} articles")
    for wound in found.wounds:
        print_text(f"damaged: {wound.size} bytes at byte {wound.start}: {wound.begins}")
    for id_ in found.unreadable:
        print_text(f"no article as this elshi knows them: {id_}")
    if found.former_format:
        print_text("of the first format; the next change makes it a journal and keeps the file beside it")
    if found.tail == "torn":
        print_text(f"a change of {found.tail_size} bytes breaks off at the end; it was never acknowledged")
    if found.tail == "unclear":
        print_text("the last change was not written whole, as when the power fails")
    print_text(
        "healthy" if found.healthy else "not healthy: 'elshi doctor --salvage NEW' saves what is sound"
    )
