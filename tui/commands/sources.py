"""``elshi sources``: the feeds that are followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tui.commands.options import FAILURE, OK, json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.watching.subscriptions import Followed

_KINDS = ("ministry", "presidency", "state media", "wire", "press", "organisation")


def _choose(context: click.Context, _: click.Parameter, named: str | None) -> None:
    if named:
        context.obj = store_url(named)


here_option = click.option(
    "--store",
    metavar="PATH|URL",
    expose_value=False,
    callback=_choose,
    help="The store, as for 'elshi sources'.",
)
"""Of a command below `sources`; it must not let the environment go before what was said above."""


@click.group(invoke_without_command=True)
@store_option
@click.option(
    "--health", is_flag=True, help="How it goes: last success, last error, next time, share of 304."
)
@click.option("--tag", metavar="TAG", help="Only sources with this tag.")
@json_option
@click.pass_context
def sources(context: click.Context, store: str | None, health: bool, tag: str | None, as_json: bool) -> int:
    """List the feeds that are followed, and choose them.

    'elshi refresh' asks them now, 'elshi watch' whenever they are due. A SOURCE is named by its name, its address, or a part of
    either that no other has.
    """
    context.obj = store_url(store)
    if context.invoked_subcommand is not None:
        return OK
    from storage.store import open_store
    from storage.watching.subscriptions import load, tagged

    with open_store(context.obj, read_only=True) as opened:
        feeds = load(opened)
    chosen = tagged(feeds, tag) if tag else list(feeds.values())
    if as_json:
        from tui.feeds import feeds_json
        from tui.output import data

        data(feeds_json(chosen))
    else:
        from tui.feeds import print_feeds

        print_feeds(chosen, health=health)
    return OK


@sources.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@here_option
@click.option("--name", metavar="NAME", help="What to call it; without, as it calls itself.")
@click.option(
    "--kind", type=click.Choice(_KINDS), help="Who is behind it; without, guessed from the address."
)
@click.option("--country", metavar="CC", help="Its country: two letters, ISO 3166-1.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="May be given again.")
@click.option("--interval", metavar="15m|15m-6h|auto", help="How often to ask, or between what bounds.")
@click.option(
    "--fulltext", is_flag=True, help="Fetch the pages of articles of which the feed has the beginning."
)
@click.option("--all", "every_one", is_flag=True, help="Of a page that names several feeds, follow all.")
@click.option("--no-fetch", is_flag=True, help="Do not ask now whether there is a feed.")
@click.pass_obj
def add(
    url: str,
    /,
    urls: tuple[str, ...],
    name: str | None,
    tags: tuple[str, ...],
    interval: str | None,
    every_one: bool,
    no_fetch: bool,
    **said: Any,
) -> int:
    """Follow feeds, and fetch what is in them; of a page, the feed that it names."""
    from tui.asking import add_feeds

    if name is not None and len(urls) > 1:
        raise click.UsageError("--name names one feed; give one address")
    said = {key: value for key, value in _checked(said, interval).items() if value is not None}
    if name is not None:
        said["name"] = name
    return add_feeds(
        url,
        urls,
        {**said, "tags": _tags(tags)},
        every_one=every_one,
        fetch=not no_fetch,
    )


@sources.command()
@click.argument("named", nargs=-1, required=True, metavar="SOURCE...")
@here_option
@click.pass_obj
def remove(url: str, named: tuple[str, ...]) -> int:
    """Follow sources no longer. Their articles stay."""
    from storage.store import open_store
    from storage.watching.subscriptions import find, forget, load
    from tui.output import talk

    with open_store(url) as opened:
        feeds = load(opened)
        found = [find(feeds, each) for each in named]
        forget(opened, (feed.key for feed in found))
    for feed in found:
        talk(f"{feed.name} is followed no longer; its articles stay")
    return OK


@sources.command()
@click.argument("named", metavar="SOURCE")
@click.argument("name")
@here_option
@click.pass_obj
def rename(url: str, named: str, name: str) -> int:
    """Call a source otherwise, also in the articles that came from it."""
    from storage.loading.cleaning import clean_line

    if not clean_line(name):
        raise click.UsageError("the new name is empty")
    return _change(url, (named,), {"name": clean_line(name)})


@sources.command("tag")
@click.argument("named", metavar="SOURCE")
@click.argument("tags", nargs=-1, required=True, metavar="TAG|-TAG...")
@here_option
@click.pass_obj
def tag_(url: str, named: str, tags: tuple[str, ...]) -> int:
    """Give a source tags; -TAG takes one away (write -- before it)."""
    from tui.feeds import change_feeds

    def tagged(feed: Followed) -> dict[str, Any]:
        own = dict.fromkeys(feed.word.tags)
        for each in tags:
            if each.startswith("-"):
                own.pop(each[1:], None)
            else:
                own.update(dict.fromkeys(_tags((each,))))
        return {"tags": tuple(own)}

    return change_feeds(url, (named,), tagged)


@sources.command()
@click.argument("named", nargs=-1, required=True, metavar="SOURCE...")
@here_option
@click.pass_obj
def pause(url: str, named: tuple[str, ...]) -> int:
    """Ask sources no more until they are resumed."""
    return _change(url, named, {"paused": True})


@sources.command()
@click.argument("named", nargs=-1, required=True, metavar="SOURCE...")
@here_option
@click.pass_obj
def resume(url: str, named: tuple[str, ...]) -> int:
    """Ask sources again that were paused, or that said that they are gone."""
    from tui.feeds import resume_feeds

    return resume_feeds(url, named)


@sources.command("set")
@click.argument("named", nargs=-1, required=True, metavar="SOURCE...")
@here_option
@click.option("--kind", type=click.Choice(_KINDS), help="Who is behind it.")
@click.option("--country", metavar="CC", help="Its country: two letters, ISO 3166-1.")
@click.option(
    "--fulltext/--no-fulltext", default=None, help="Fetch the pages of articles that are cut short."
)
@click.option("--interval", metavar="15m|15m-6h|auto", help="How often to ask, or between what bounds.")
@click.pass_obj
def set_(url: str, /, named: tuple[str, ...], interval: str | None, **said: Any) -> int:
    """Say who is behind sources, and how they are to be asked."""
    told = {key: value for key, value in _checked(said, interval).items() if value is not None}
    if not told:
        raise click.UsageError("nothing to set; name --kind, --country, --fulltext or --interval")
    return _change(url, named, told)


@sources.command("import")
@click.argument("file", metavar="FILE.opml|-")
@here_option
@click.pass_obj
def import_(url: str, file: str) -> int:
    """Follow the feeds of a list (OPML) from another reader. They are asked the next time."""
    import datetime as dt
    import sys

    from storage.errors import ElshiError
    from storage.loading.problem import Unfit, readable, system_problem
    from storage.store import open_store
    from storage.watching.subscribing import subscriptions_of_list
    from storage.watching.subscriptions import follow
    from tui.output import talk

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        listed = subscriptions_of_list(content, dt.datetime.now(dt.UTC))
    except OSError as error:
        talk(str(system_problem(readable(file), error)))
        return FAILURE
    except Unfit as unfit:
        raise ElshiError(str(unfit.at(readable(file)))) from None
    with open_store(url) as opened:
        new = follow(opened, listed)
    talk(f"{len(new)} followed, {len(listed) - len(new)} known already; 'elshi refresh' asks them now")
    return OK


@sources.command()
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")
@click.option("--tag", metavar="TAG", help="Only sources with this tag.")
@here_option
@click.pass_obj
def export(url: str, output: str | None, tag: str | None) -> int:
    """Write the feeds as a list (OPML) for another reader. Logins stay at home."""
    from storage.loading.opml import write_opml
    from storage.store import open_store
    from storage.watching.subscriptions import load, tagged, to_outline
    from tui.output import data, write_file

    with open_store(url, read_only=True) as opened:
        feeds = load(opened)
    chosen = tagged(feeds, tag) if tag else feeds.values()
    content = write_opml(map(to_outline, chosen), title="elshi sources").encode()
    if output:
        write_file(Path(output), content)
    else:
        data(content)
    return OK


def _change(url: str, named: tuple[str, ...], said: dict[str, Any]) -> int:
    from tui.feeds import change_feeds

    return change_feeds(url, named, lambda _: said)


def _tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    from storage.watching.subscriptions import clean_tag

    return tuple(dict.fromkeys(filter(None, map(clean_tag, tags))))


def _checked(said: dict[str, Any], interval: str | None) -> dict[str, Any]:
    """What was said of a source, in the terms of a subscription.

    Raises:
        click.UsageError: a country or an interval is written otherwise.
    """
    country = said.get("country")
    if country is not None:
        if not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise click.UsageError(f"--country {country!r} is no country; write two letters, such as KZ")
        said["country"] = country.upper()
    if interval is not None:
        from storage.watching.schedule import parse_interval

        try:
            said["interval"] = parse_interval(interval)
        except ValueError as error:
            raise click.UsageError(f"--interval {error}") from None
    return said
