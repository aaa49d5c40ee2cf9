"""``elshi quotes``: who said what."""

from __future__ import annotations

from typing import Any

import click

from tui.commands.options import (
    docs_option,
    json_option,
    open_desk_for,
    report,
    sources_argument,
    store_option,
    to_iso,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.model import Quote, Timeline


@click.command()
@sources_argument
@docs_option
@store_option
@click.option("--speaker", metavar="NAME", help="Said by this person or institution.")
@click.option("--about", metavar="NAME", help="Naming this person, state, organisation or place.")
@click.option("--since", metavar="DATE", help="Said on this day or later.")
@click.option("--until", metavar="DATE", help="Said on this day or earlier.")
@click.option(
    "--kind", type=click.Choice(["direct", "indirect"]), help="Only verbatim, or only reported, speech."
)
@json_option
def quotes(
    sources: tuple[str, ...], docs: tuple[str, ...], store: str | None, as_json: bool, **chosen: str | None
) -> int:
    """List the quotes of the store, or of files and folders, with their speakers."""
    desk = open_desk_for((*sources, *docs), store, {})
    code = report(desk.problems, len(desk.articles))
    if code and not desk.articles:
        return code
    chosen |= {name: to_iso(chosen[name], f"--{name}") for name in ("since", "until")}
    kept = [quote for quote in desk.timeline.quotes if _wanted(quote, desk.timeline, chosen)]
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.format(msgspec.json.encode(kept)) + b"\n")
    else:
        from tui.plain import print_quotes, reporters

        print_quotes(kept, reporters(desk.timeline.articles))
    return code


def _wanted(quote: Quote, timeline: Timeline, chosen: dict[str, Any]) -> bool:
    said = quote.said or ""
    since, until, kind, speaker, about = (
        chosen[name] for name in ("since", "until", "kind", "speaker", "about")
    )
    return (
        (since is None or said >= since)
        and (until is None or "" < said[: len(until)] <= until)
        and (kind is None or quote.kind == kind)
        and (speaker is None or _named(speaker, _speaker_names(quote, timeline)))
        and (about is None or _named(about, _names(quote.about, timeline)))
    )


def _speaker_names(quote: Quote, timeline: Timeline) -> list[str]:
    if quote.speaker is None:
        return []
    return [quote.speaker.name, *_names([quote.speaker.id or "", *quote.speaker.members], timeline)]


def _names(ids: list[str], timeline: Timeline) -> list[str]:
    wanted = set(ids)
    return [
        name
        for actor in timeline.actors
        if actor.id in wanted
        for name in (actor.name, *actor.names.values())
    ]


def _named(typed: str, names: list[str]) -> bool:
    """Whether every word typed begins a word of one of the names."""
    from storage.query import fold

    wanted = fold(typed).split()
    return any(
        all(any(part.startswith(word) for part in fold(name).split()) for word in wanted) for name in names
    )
