"""``elshi add``: articles into the store."""

from __future__ import annotations

import click

from tui.commands.options import FAILURE, json_option, report, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.store import AddResult
    from timeline.model import Event
    from tui.arriving import Arrival


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@click.option(
    "--update",
    is_flag=True,
    help="Take the new text where an id is already that of an article from another file.",
)
@json_option
def add(sources: tuple[str, ...], store: str | None, update: bool, as_json: bool) -> int:
    """Add articles to the store: from files, folders, - (standard input), feeds and web pages.

    A SOURCE is a text file, JSON Lines, CSV, a saved page or feed, a list of feeds (OPML), a folder of such files, or a web
    address: of a feed, of a page that names its feeds, or of an article.

    The same article twice is one article; a changed one is updated and its former text kept. What cannot be loaded is named on
    standard error, the rest is added, and the exit code is 3. Of two different articles with one id neither is added.
    """
    from storage.store import open_store
    from tui.arriving import arrivals
    from tui.config import TITLE_LANG, load_config
    from tui.desk import load_all
    from tui.intake import take_in
    from tui.output import talk

    articles, problems = load_all(sources)
    for problem in problems:
        articles.pop(problem.claimed or "", None)  # which of the two is meant is for the person to say
    code = report(problems, len(articles))
    if not articles:
        return code or FAILURE
    url = store_url(store)
    with open_store(url) as opened:
        for notice in opened.notices:
            talk(notice)
        result = take_in(opened, articles.values(), update=update)
        told = arrivals(opened, (*result.added, *result.updated), load_config().title_lang or TITLE_LANG)
    _tell(result, told, url, as_json)
    return code


def _tell(result: AddResult, told: Sequence[Arrival], url: str, as_json: bool) -> None:
    from tui.output import data, talk
    from tui.plain import print_arrivals

    if as_json:
        import msgspec

        events = [_facts(*arrival) for arrival in told]
        data(msgspec.json.encode({**msgspec.structs.asdict(result), "events": events}) + b"\n")
    else:
        print_arrivals(told)
    talk(
        f"{len(result.added)} added, {len(result.updated)} updated, {len(result.unchanged)} unchanged in {url}"
    )


def _facts(event: Event, is_new: bool) -> dict[str, object]:
    facts = ("id", "date", "end", "type", "status", "title", "articles", "sources")
    return {"new": is_new, **{name: getattr(event, name) for name in facts}}
