"""``elshi add``: articles into the store."""

from __future__ import annotations

import click

from tui.commands.options import FAILURE, json_option, report, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.store import AddResult


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
    _tell(result, url, as_json)
    return code


def _tell(result: AddResult, url: str, as_json: bool) -> None:
    from tui.output import data, talk

    if as_json:
        import msgspec

        data(msgspec.json.encode(result) + b"\n")
    talk(
        f"{len(result.added)} added, {len(result.updated)} updated, {len(result.unchanged)} unchanged in {url}"
    )
