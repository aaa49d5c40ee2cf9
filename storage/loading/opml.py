"""OPML: lists of feeds, from other readers and for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

import msgspec

from storage.loading.cleaning import clean_line
from storage.loading.encoding import decode
from storage.loading.items import web_link
from storage.loading.markup import Tag, tokens
from storage.loading.problem import Unfit

_CURE = "export the list again from the program it comes from"


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of a list."""

    url: str
    title: str | None = None
    site: str | None = None
    folders: tuple[str, ...] = ()
    """The folders and categories that it stands in."""


def read_opml(data: bytes, content_type: str | None = None) -> list[Outline]:
    """The feeds of a list, each once, in its order; a list need not be well-formed.

    Raises:
        Unfit: it is no OPML, or names no feed.
    """
    found: dict[str, Outline] = {}
    tags = (token for token in tokens(decode(data, content_type)) if isinstance(token, Tag))
    if not any(tag.name == "opml" for tag in tags):
        raise Unfit("it is no list of feeds (OPML)", _CURE)
    for outline in _outlines(tags):
        found.setdefault(outline.url, outline)
    if not found:
        raise Unfit("there are no feeds in the list", _CURE)
    return list(found.values())


def write_opml(outlines: Iterable[Outline], *, title: str) -> str:
    """A list of feeds as OPML 2.0, each feed in its first folder."""
    folders: dict[str, list[str]] = {}
    for outline in outlines:
        name = outline.title or outline.url
        site = f" htmlUrl={_quoted(outline.site)}" if outline.site else ""
        tags = f" category={_quoted(','.join(outline.folders))}" if outline.folders else ""
        line = (
            f"<outline type={_quoted('rss')} text={_quoted(name)} xmlUrl={_quoted(outline.url)}{site}{tags}/>"
        )
        folders.setdefault(outline.folders[0] if outline.folders else "", []).append(line)
    lines = [f"    {line}" for line in folders.pop("", [])]
    for folder, listed in sorted(folders.items()):
        lines += [
            f"    <outline text={_quoted(folder)}>",
            *(f"      {line}" for line in listed),
            "    </outline>",
        ]
    body = "\n".join(lines)
    head = f"  <head>\n    <title>{escape(clean_line(title))}</title>\n  </head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n  <body>\n{body}\n  </body>\n</opml>\n'


def _outlines(tags: Iterator[Tag]) -> Iterator[Outline]:
    open_outlines: list[str] = []
    for tag in tags:
        if tag.name != "outline":
            continue
        if tag.closing:
            del open_outlines[-1:]
            continue
        attributes = {name: clean_line(value) for name, value in tag.attributes().items()}
        name = attributes.get("title") or attributes.get("text") or ""
        url = _address(
            attributes.get("xmlurl") or (attributes.get("url", "") if _is_feed(attributes) else "")
        )
        if url:
            named = (part.strip(" /") for part in re.split("[,/]", attributes.get("category", "")))
            yield Outline(
                url=url,
                title=name or None,
                site=web_link(attributes.get("htmlurl")),
                folders=tuple(dict.fromkeys(filter(None, (*open_outlines, *named)))),
            )
        if not tag.raw.endswith("/"):
            open_outlines.append("" if url else name)


def _is_feed(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").lower() in ("rss", "atom", "feed")


def _address(value: str) -> str | None:
    """An address with whatever login the user keeps in it."""
    value = re.sub(r"^feed:(?://)?(?=https?:)", "", value)
    value = re.sub(r"^feed://", "http://", value)
    return value if web_link(value) else None


def _quoted(value: str) -> str:
    return f'"{escape(clean_line(value), quote=True)}"'
