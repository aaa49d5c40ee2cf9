"""``elshi reread``: bring old readings up to date."""

from __future__ import annotations

import click

from tui.commands.options import store_option, store_url

_BATCH = 200


@click.command()
@store_option
@click.option("--all", "everything", is_flag=True, help="Read again also what was read by this version.")
def reread(store: str | None, everything: bool) -> int:
    """Read the articles that have not been read by this version of elshi.

    It can be broken off at any time; what was read until then is kept.
    """
    from storage.store import open_store
    from timeline.reading import READER_VERSION, read
    from tui.output import talk

    count = 0
    with open_store(store_url(store)) as opened:
        if everything:
            opened.drop_readings()
        made = []
        for article in opened.unread(version=READER_VERSION):
            made.append((article, read(article)))
            if len(made) == _BATCH:
                opened.put_readings(made, READER_VERSION)
                count, made = count + len(made), []
        opened.put_readings(made, READER_VERSION)
        talk(f"{count + len(made)} read, {opened.count()} articles in {opened.url}")
    return 0
