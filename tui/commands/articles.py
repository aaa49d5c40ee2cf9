"""``elshi articles``: what is in the store."""

from __future__ import annotations

from typing import Any

import click

from tui.commands.options import json_option, report, sources_argument, store_option, store_url, to_iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.loading import Problem
    from timeline.model import Article


@click.command()
@sources_argument
@store_option
@click.option("--since", metavar="DATE", help="Published on this day or later.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--lang", metavar="CODE", help="In this language.")
@click.option("--source", metavar="NAME", help="From this source.")
@json_option
def articles(sources: tuple[str, ...], store: str | None, as_json: bool, **chosen: str | None) -> int:
    """List the articles of the store, or of files and folders, in order of publication."""
    found, problems = _articles(sources, store)
    code = report(problems, len(found))
    if code and not found:
        return code
    chosen |= {name: to_iso(chosen[name], f"--{name}") for name in ("since", "until")}
    kept = [article for article in found if _wanted(article, chosen)]
    if as_json:
        _print_json(kept)
    else:
        from tui.plain import print_articles

        print_articles(kept)
    return code


def _articles(sources: tuple[str, ...], store: str | None) -> tuple[list[Article], list[Problem]]:
    if sources:
        from timeline.model import publication_order
        from tui.desk import load_all

        loaded, problems = load_all(sources)
        return sorted(
            loaded.values(), key=lambda article: (publication_order(article.published), article.id)
        ), problems
    from storage.store import open_store

    with open_store(store_url(store), read_only=True) as opened:
        return list(opened.articles()), []


def _wanted(article: Article, chosen: dict[str, Any]) -> bool:
    from timeline.model import publication_day

    day = publication_day(article.published).isoformat()
    since, until, lang, source = (chosen[name] for name in ("since", "until", "lang", "source"))
    return (
        (since is None or day >= since)
        and (until is None or day[: len(until)] <= until)
        and (lang is None or article.lang == lang)
        and (
            source is None
            or (article.source is not None and article.source.name.casefold() == source.casefold())
        )
    )


def _print_json(found: list[Article]) -> None:
    import msgspec

    from tui.output import data

    keys = ("id", "title", "url", "source", "published", "date_guessed", "lang", "text")
    listed = [{key: getattr(article, key) for key in keys} for article in found]
    data(msgspec.json.format(msgspec.json.encode(listed)) + b"\n")
