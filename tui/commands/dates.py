"""``elshi dates``: the dates in a text, with the rule that resolved each."""

from __future__ import annotations

import sys

import click

from tui.commands.options import FAILURE, OK, json_option, to_iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model import Article, DateMention


@click.command()
@click.argument("text", nargs=-1, required=True, metavar="TEXT|-")
@click.option(
    "--on", metavar="DATE", help="The day of publication that 'yesterday' counts from. Default: today."
)
@click.option(
    "--lang", metavar="CODE", help="The language of the text: kk, ru, en, … Default: what the text is in."
)
@json_option
def dates(text: tuple[str, ...], on: str | None, lang: str | None, as_json: bool) -> int:
    """Find the dates in a text, or in standard input (-), and say which day each is and why.

    Values are those of TIMEX3: 2025-08-15, 2025-W33, 2025-08, P3D; a range is A/B.
    """
    import datetime as dt

    from timeline.languages import available
    from timeline.model import Article

    if lang is not None and lang not in available():
        raise click.BadParameter(
            f"there is no pack for {lang!r}; known are {', '.join(available())}", param_hint="--lang"
        )
    day = to_iso(on, "--on") or dt.date.today().isoformat()
    if len(day) != len("2025-08-15"):
        raise click.BadParameter(f"{on!r} is no day", param_hint="--on")
    given = _standard_input() if text == ("-",) else " ".join(text)
    mentions = _read(Article(id="-", text=given, lang=lang, published=day), available())
    if mentions is None:
        from tui.output import talk

        talk(f"the language of this text cannot be told; name it with --lang ({', '.join(available())})")
        return FAILURE
    _print(mentions, as_json)
    return OK


def _read(article: Article, languages: Sequence[str]) -> list[DateMention] | None:
    """The dates in a text; one too short to tell its language is in the language whose dates cover most of it.

    None when several languages find as much, and not the same.
    """
    import msgspec

    from timeline.reading import read_dates

    found, mentions = read_dates(article)
    if found is not None:
        return mentions
    tried = [read_dates(msgspec.structs.replace(article, lang=lang))[1] for lang in languages]
    covered = [sum(len(mention.text) for mention in dates) for dates in tried]
    best = [dates for dates, size in zip(tried, covered, strict=True) if size == max(covered)]
    values = {tuple(mention.value for mention in dates) for dates in best}
    return best[0] if len(values) == 1 else None


def _standard_input() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise click.ClickException(
            f"-:{line}: the text is not UTF-8; convert it, for example with iconv"
        ) from error


def _print(mentions: list[DateMention], as_json: bool) -> None:
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.format(msgspec.json.encode(mentions)) + b"\n")
    else:
        from tui.plain import print_dates

        print_dates(mentions)
