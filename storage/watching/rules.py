"""Alert rules, as the user writes them in TOML::

[[alert]]
name = "Tokayev on Russia"
on = "statement"                      # or event, date, conflict
query = "speaker:tokayev about:russia"
bell = true
command = ["notify-send", "elshi"]    # no shell; gets JSON on standard input
webhook = "https://hooks.example/elshi"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import msgspec

from storage.errors import ElshiError, QueryError
from storage.loading.addresses import is_web_address
from storage.loading.problem import shown
from storage.syntax import Query, parse

Trigger: TypeAlias = Literal["statement", "event", "date", "conflict"]
"""Somebody said something; something happened or is planned; a planned event was put off, brought forward or called off; sources disagree."""

TEMPLATE = """\
# elshi alerts. 'elshi watch' tells of what these rules find in new articles, each thing once; 'elshi alerts test' shows what they
# would have found in those that are stored. Each rule begins with [[alert]].

# [[alert]]
# name = "Tokayev on Russia"
# on = "statement"                       # a new statement; or event, date (of a planned event), conflict (between sources)
# query = "speaker:tokayev about:russia" # as in 'elshi timeline --query'; left out, it finds everything
# line = true                            # a line on standard output
# bell = false                           # the bell of the terminal
# command = ["notify-send", "elshi"]     # a program, without a shell; it gets the alert as JSON on standard input
# webhook = "https://hooks.example/x"    # gets the same JSON by POST
"""

_KEY = re.compile(r"\s*\[{0,2}\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[A-Za-z0-9_-]+))\s*[=\]]")
_HEAD = re.compile(r"\s*\[\[\s*alert\s*\]\]")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_PATH = re.compile(r" - at `\$(?:\.(\w+))?")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to tell of, and how."""

    name: str
    on: Trigger
    query: str = ""
    line: bool = True
    bell: bool = False
    command: list[str] = []
    webhook: str | None = None

    @property
    def asked(self) -> Query:
        """The query, read."""
        return parse(self.query)


def load_rules(path: Path) -> list[Rule]:
    """The rules in a file; none when there is no file.

    Raises:
        ElshiError: the file cannot be read, or a rule is not as it should be; the message names file, line and cure.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise ElshiError(f"{path}: cannot be read: {error}", "mend the file or move it away") from None
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _AT_LINE.search(str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        raise _bad(path, line, _AT_LINE.sub("", str(error)).strip(), "write it as TOML") from None
    lines = text.splitlines()
    for key in told:
        if key != "alert":
            raise _bad(
                path,
                _line_of(lines, 0, key),
                f"there is no key {shown(key)}",
                "begin each rule with [[alert]]",
            )
    listed = told.get("alert", [])
    if not isinstance(listed, list):
        raise _bad(
            path, _line_of(lines, 0, "alert"), "alert is no list of rules", "begin each rule with [[alert]]"
        )
    heads = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    rules: dict[str, Rule] = {}
    for number, each in enumerate(listed):
        start = heads[number] if number < len(heads) else 0
        rule = _rule(path, lines, start, each)
        if rule.name in rules:
            raise _bad(
                path,
                _line_of(lines, start, "name"),
                f"there are two rules called {shown(rule.name)}",
                "rename one",
            )
        rules[rule.name] = rule
    return list(rules.values())


def _rule(path: Path, lines: list[str], start: int, told: Any) -> Rule:
    known = ", ".join(Rule.__struct_fields__)
    try:
        rule = msgspec.convert(told, Rule)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        unknown = re.search(r"unknown field `([^`]*)`", str(error))
        key = unknown[1] if unknown else found[1] if found else None
        message = f"{key}: " if key and not unknown else ""
        message += _PATH.split(str(error))[0]
        cure = f"write one of {', '.join(get_args(Trigger))}" if key == "on" else f"the keys are {known}"
        raise _bad(path, _line_of(lines, start, key), message, cure) from None
    _check(rule, path, lines, start)
    return rule


def _check(rule: Rule, path: Path, lines: list[str], start: int) -> None:
    if not rule.name.strip():
        raise _bad(path, _line_of(lines, start, "name"), "the name is empty", "give the rule a name")
    try:
        parse(rule.query)
    except QueryError as error:
        place = f"query: {error.message} (at character {error.position + 1})"
        raise _bad(path, _line_of(lines, start, "query"), place, error.cure) from None
    if rule.webhook is not None and not is_web_address(rule.webhook):
        raise _bad(
            path,
            _line_of(lines, start, "webhook"),
            f"webhook: {shown(rule.webhook)} is no web address",
            "write one that begins with https://",
        )
    if any("\0" in part for part in rule.command) or rule.command[:1] == [""]:
        raise _bad(
            path,
            _line_of(lines, start, "command"),
            "command: this names no program",
            'write a list: ["program", "argument"]',
        )


def _line_of(lines: list[str], start: int, key: str | None) -> int:
    """The line, from 1 on, of a key below the head of its rule; that of the head when the key is not to be found."""
    for number in range(start, len(lines)):
        if number > start and _HEAD.match(lines[number]):
            break
        found = _KEY.match(lines[number])
        if found and (found["quoted"] or found["bare"]) == key:
            return number + 1
    return min(start + 1, max(len(lines), 1))


def _bad(path: Path, line: int, message: str, cure: str) -> ElshiError:
    return ElshiError(f"{path}:{line}: {message}", f"{cure}; 'elshi alerts init' writes an example")
