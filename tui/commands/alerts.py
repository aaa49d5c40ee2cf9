"""``elshi alerts``: the rules by which 'elshi watch' tells of what is new."""

from __future__ import annotations

from typing import Any

import click

from tui.commands.options import (
    OK,
    docs_option,
    json_option,
    open_desk_for,
    report,
    sources_argument,
    store_option,
    store_url,
    to_iso,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.watching.rules import Rule


@click.group(invoke_without_command=True)
@store_option
@json_option
@click.pass_context
def alerts(context: click.Context, store: str | None, as_json: bool) -> int:
    """List the alert rules, and how often each has told of something.

    The rules are in alerts.toml beside the settings; 'elshi alerts init' writes an example.
    """
    context.obj = store_url(store)
    if context.invoked_subcommand is not None:
        return OK
    from storage.store import open_store
    from storage.watching.alerting import load_told
    from storage.watching.rules import load_rules
    from tui.paths import alerts_file
    from tui.plain import print_text

    rules = load_rules(alerts_file())
    with open_store(context.obj, read_only=True) as opened:
        told = list(load_told(opened).values())
    last = {each.rule: each.at for each in told}
    counts = {rule.name: sum(each.rule == rule.name for each in told) for rule in rules}
    if as_json:
        import msgspec

        listed = [
            {**msgspec.to_builtins(rule), "told": counts[rule.name], "last": last.get(rule.name)}
            for rule in rules
        ]
        _print_json(listed)
        return OK
    if not rules:
        print_text(f"No alert rules in {alerts_file()}. 'elshi alerts init' writes an example.")
    for rule in rules:
        ways = [
            way
            for way, used in (
                ("line", rule.line),
                ("bell", rule.bell),
                ("command", rule.command),
                ("webhook", rule.webhook),
            )
            if used
        ]
        since = f", last {last[rule.name][:16].replace('T', ' ')}" if rule.name in last else ""
        print_text(f"{rule.name}: {rule.on} {rule.query or '(everything)'}")
        print_text(f"    by {', '.join(ways) or 'nothing'}; told {counts[rule.name]} times{since}")
    return OK


@alerts.command()
@sources_argument
@docs_option
@store_option
@click.option("--rule", "named", metavar="NAME", help="Only this rule.")
@click.option("--since", metavar="DATE", help="As if only articles of this day and later were new.")
@json_option
@click.pass_obj
def test(
    url: str,
    /,
    sources: tuple[str, ...],
    docs: tuple[str, ...],
    store: str | None,
    named: str | None,
    since: str | None,
    as_json: bool,
) -> int:
    """Show what the rules find in the stored articles, or in files; nobody is told, and nothing is written down."""
    from storage.watching.findings import find
    from tui.plain import print_text

    rules = _rules(named)
    day = to_iso(since, "--since") or ""
    desk = open_desk_for((*sources, *docs), store or url, {})
    code = report(desk.problems, len(desk.articles))
    if code and not desk.articles:
        return code
    new = {ref.id for ref in desk.timeline.articles if ref.published[:10] >= day}
    found = list(find(rules, desk.timeline, new))
    if as_json:
        _print_json([finding.payload("") for finding in found])
        return code
    for rule in rules:
        own = [finding for finding in found if finding.rule == rule.name]
        print_text(f"{rule.name}: {len(own)} found")
        for finding in own:
            print_text(f"    {finding.message}")
    return code


@alerts.command()
@json_option
@click.pass_obj
def log(url: str, as_json: bool) -> int:
    """List what was told, the oldest first."""

    from storage.store import open_store
    from storage.watching.alerting import load_told
    from tui.plain import print_text

    with open_store(url, read_only=True) as opened:
        told = load_told(opened).values()
    if as_json:
        keys = ("rule", "at", "message", "event", "left")
        _print_json([{key: getattr(each, key) for key in keys} for each in told])
        return OK
    for each in told:
        left = f" (not taken yet: {', '.join(each.left)})" if each.left else ""
        print_text(f"{each.at[:16].replace('T', ' ')}  {each.rule}: {each.message}{left}")
    return OK


@alerts.command()
def init() -> int:
    """Write a file of rules to start from."""
    from storage.errors import ElshiError
    from storage.watching.rules import TEMPLATE
    from tui.output import talk, write_file
    from tui.paths import alerts_file

    path = alerts_file()
    if path.exists():
        raise ElshiError(
            f"{path}: is there already", "edit it; 'elshi alerts test' shows what its rules find"
        )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_file(path, TEMPLATE.encode())
    path.chmod(0o600)
    talk(f"wrote {path}")
    return OK


def _rules(named: str | None) -> list[Rule]:
    from storage.errors import ElshiError
    from storage.watching.rules import load_rules
    from tui.paths import alerts_file

    rules = load_rules(alerts_file())
    if not rules:
        raise ElshiError(
            f"there are no alert rules in {alerts_file()}", "'elshi alerts init' writes an example"
        )
    if named is None:
        return rules
    chosen = [rule for rule in rules if rule.name.casefold() == named.casefold()]
    if not chosen:
        raise ElshiError(f"no rule is called {named!r}", "'elshi alerts' lists them")
    return chosen


def _print_json(content: Any) -> None:
    import msgspec

    from tui.output import data

    data(msgspec.json.format(msgspec.json.encode(content)) + b"\n")
