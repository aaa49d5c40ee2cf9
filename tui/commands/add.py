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
    """Add text files, folders of them, JSON Lines or - (standard input) to the store.

    The same article twice is one article; a changed one is updated and its former text kept. What cannot be loaded is named on
    standard error, the rest is added, and the exit code is 3. Of two different articles with one id neither is added.
    """
    from storage.store import open_store
    from tui.desk import load_all
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
        result = opened.add(articles.values(), update=update)
        _read_new(opened, result)
    _tell(result, url, as_json)
    return code


def _read_new(store: object, result: AddResult) -> None:
    """Read what is new now, so that the next start need not."""
    from storage.store import Store
    from timeline.reading import READER_VERSION, read

    opened: Store = store  # type: ignore[assignment]
    fresh = [article for id in (*result.added, *result.updated) if (article := opened.get(id)) is not None]  # noqa: A001
    opened.put_readings([(article, read(article)) for article in fresh], READER_VERSION)


def _tell(result: AddResult, url: str, as_json: bool) -> None:
    from tui.output import data, talk

    if as_json:
        import msgspec

        data(msgspec.json.encode(result) + b"\n")
    talk(
        f"{len(result.added)} added, {len(result.updated)} updated, {len(result.unchanged)} unchanged in {url}"
    )
