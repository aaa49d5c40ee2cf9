"""``elshi watch``: ask the followed feeds whenever they are due."""

from __future__ import annotations

import click

from tui.commands.options import json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.watching.schedule import Bounds


@click.command()
@store_option
@click.option("--once", is_flag=True, help="Ask those that are due, and end: for cron.")
@click.option(
    "--every",
    metavar="15m|15m-6h",
    help="How often to ask sources of which 'elshi sources set' says nothing.",
)
@json_option
def watch(store: str | None, once: bool, every: str | None, as_json: bool) -> int:
    """Ask sources whenever they are due, store what is new, and tell of alerts.

    A source that brings something is asked sooner the next time, one that does not later, between 5 minutes and a day or as --every
    says. Alerts (see 'elshi alerts') are lines on standard output, everything else is on standard error. SIGTERM and ctrl-C end it
    cleanly, SIGHUP loads settings and rules again. docs/elshi-watch.service is a unit for systemd.
    """
    from tui.watching import keep_watch

    return keep_watch(store_url(store), once=once, every=_bounds(every), as_json=as_json)


def _bounds(every: str | None) -> Bounds | None:
    if every is None:
        return None
    from storage.watching.schedule import parse_interval

    try:
        return parse_interval(every)
    except ValueError as error:
        raise click.UsageError(f"--every {error}") from None
