"""What several commands take, and how they turn it into a desk."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

import click

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.loading import Problem
    from tui.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")

OK, FAILURE, PARTIAL = 0, 1, 3

store_option = click.option(
    "--store",
    envvar="ELSHI_STORE",
    metavar="PATH|URL",
    help="The store. Default: ELSHI_STORE, else the settings, else your data directory.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
docs_option = click.option(
    "--docs", multiple=True, metavar="FILE", help="The same as SOURCE; may be given again."
)


def timeline_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options that choose events; the command gets them in one dictionary, ``chosen``."""

    @functools.wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        kwargs["chosen"] = {name: kwargs.pop(name) for name in _CHOICES}
        return command(*args, **kwargs)

    decorated: Callable[..., Any] = wrapper
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


_CHOICES = ("since", "until", "actor", "type", "status", "lang", "source", "query", "as_of", "title_lang")
_OPTIONS = (
    click.option(
        "--since", metavar="DATE", help="Events of this day and later: 2025-08-15, 2025-08, or in words."
    ),
    click.option("--until", metavar="DATE", help="Events of this day and earlier."),
    click.option("--actor", metavar="NAME", help="Events with this person, state or organisation."),
    click.option("--type", metavar="TYPE", help="Events of this type: summit, call, statement, …"),
    click.option("--status", metavar="STATUS", help="happened, planned, cancelled, denied or unconfirmed."),
    click.option("--lang", metavar="CODE", help="Events told in this language."),
    click.option("--source", metavar="NAME", help="Events told by this source."),
    click.option(
        "--query",
        "-q",
        metavar="QUERY",
        help='Words and fields: trump place:alaska -type:call "security guarantees".',
    ),
    click.option("--as-of", metavar="DATE", help="Judge as of this day: later articles do not count."),
    click.option("--title-lang", metavar="CODE", help="Language of the titles: en, kk or ru."),
)


def open_desk_for(
    sources: Iterable[str], store: str | None, chosen: dict[str, Any], sentences: int = 1
) -> Desk:
    """The desk that the sources, or else the store, make, narrowed to what was chosen, each event told in some sentences."""
    desk = narrow(_lay_out(sources, store, chosen), chosen, None if sources else store_url(store))
    return desk.with_sentences(sentences, _title_lang(chosen)) if sentences > 1 else desk


def open_best_days(
    sources: Iterable[str], store: str | None, chosen: dict[str, Any], dates: int, sentences: int
) -> Desk:
    """The desk with one event for each of the days that count most.

    All that the articles tell of a day counts, unless an option chooses among events: then only the evidence of those.
    """
    from timeline.building.calendar import days_of

    whole = _lay_out(sources, store, chosen)
    since, until = to_iso(chosen.get("since"), "--since"), to_iso(chosen.get("until"), "--until")
    first, last = days_of(since) if since else None, days_of(until) if until else None
    spanless = chosen | {"since": None, "until": None}
    return narrow(whole, spanless, None if sources else store_url(store)).best_days(
        dates,
        sentences,
        (first and first.first, last and last.last),
        title_lang=_title_lang(chosen),
        whole=not query_text(spanless),
    )


def _lay_out(sources: Iterable[str], store: str | None, chosen: dict[str, Any]) -> Desk:
    from tui.desk import lay_out

    as_of = _as_of(chosen.get("as_of"))
    return lay_out(tuple(sources), store_url(store), _title_lang(chosen), as_of=as_of)


def _title_lang(chosen: dict[str, Any]) -> str:
    from tui.config import TITLE_LANG, load_config

    return chosen.get("title_lang") or load_config().title_lang or TITLE_LANG


def _as_of(typed: str | None) -> str | None:
    from tui.typed import last_day

    iso = to_iso(typed, "--as-of")
    return last_day(iso).isoformat() if iso else None


def narrow(desk: Desk, chosen: dict[str, Any], store: str | None) -> Desk:
    """Keep the events that the options choose; tags and bookmarks are those of the store, when there is one."""
    text = query_text(chosen)
    if not text:
        return desk
    from storage.query import parse
    from tui.keeping import own_kept

    query = parse(text)
    return desk.narrowed(query, own_kept(store) if store else None)


def query_text(chosen: dict[str, Any]) -> str:
    """The options said in the query language, which is the only thing that chooses events."""
    terms = [
        f'{name}:"{_unquoted(chosen[name])}"'
        for name in ("actor", "type", "status", "lang", "source")
        if chosen.get(name)
    ]
    if since := to_iso(chosen.get("since"), "--since"):
        terms.append(f"from:{since}")
    if until := to_iso(chosen.get("until"), "--until"):
        terms.append(f"to:{until}")
    if query := chosen.get("query"):
        terms.append(f"({query})" if terms else query)
    return " ".join(terms)


def _unquoted(value: str) -> str:
    return value.replace('"', " ")


def to_iso(typed: str | None, option: str) -> str | None:
    """The date that a person gave to an option, in ISO 8601.

    Raises:
        click.UsageError: it is no date.
    """
    if typed is None:
        return None
    from tui.typed import iso_date

    try:
        return iso_date(typed)
    except ValueError as error:
        raise click.UsageError(f"{option} {error}") from None


def store_url(named: str | None) -> str:
    """The store to use: named on the command line or in the environment, else in the settings, else the usual place."""
    from tui.config import load_config
    from tui.paths import store_file

    return named or load_config().store or str(store_file())


def report(problems: Iterable[Problem], loaded: int) -> int:
    """Tell what could not be loaded; the exit code that follows from it."""
    from tui.output import talk

    count = 0
    for count, problem in enumerate(problems, 1):  # noqa: B007
        talk(str(problem))
    if not count:
        return OK
    return PARTIAL if loaded else FAILURE
