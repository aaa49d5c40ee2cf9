"""OPML: lists of feeds, from other readers and for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from xml.etree import ElementTree

import msgspec

from storage.loading.cleaning import clean_line
from storage.loading.encoding import decode
from storage.loading.items import web_link
from storage.loading.problem import Unfit
from storage.loading.syndication import sound_xml

_CURE = "export the list again from the program it comes from"


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of a list."""

    url: str
    title: str | None = None
    site: str | None = None
    folders: tuple[str, ...] = ()
    """The folders and categories that it stands in."""


def read_opml(data: bytes, content_type: str | None = None) -> list[Outline]:
    """The feeds of a list, each once, in its order.

    Raises:
        Unfit: it is no OPML, or names no feed.
    """
    text = decode(data, content_type)
    if "<" not in text:
        raise Unfit("it is no list of feeds (OPML)", _CURE)
    try:
        root = ElementTree.fromstring(sound_xml(text[text.index("<") :]))
    except ElementTree.ParseError as error:
        line = error.position[0]
        raise Unfit("it is not well-formed XML", _CURE, line=line) from None
    if root.tag.lower() != "opml":
        raise Unfit("it is no list of feeds (OPML)", _CURE)
    found: dict[str, Outline] = {}
    for outline in _outlines(root):
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


def _outlines(element: ElementTree.Element, folders: tuple[str, ...] = ()) -> Iterator[Outline]:
    for child in element:
        if child.tag.lower() != "outline":
            yield from _outlines(child, folders)
            continue
        attributes = {name.lower(): clean_line(value) for name, value in child.attrib.items()}
        name = attributes.get("title") or attributes.get("text") or ""
        url = _address(attributes.get("xmlurl", ""))
        if url is None:
            yield from _outlines(child, (*folders, name) if name else folders)
            continue
        named = (part.strip(" /") for part in re.split("[,/]", attributes.get("category", "")))
        yield Outline(
            url=url,
            title=name or None,
            site=web_link(attributes.get("htmlurl")),
            folders=tuple(dict.fromkeys((*folders, *filter(None, named)))),
        )


def _address(value: str) -> str | None:
    """An address with whatever login the user keeps in it."""
    value = re.sub(r"^feed:(?://)?(?=https?:)", "", value)
    value = re.sub(r"^feed://", "http://", value)
    return value if web_link(value) else None


def _quoted(value: str) -> str:
    return f'"{escape(clean_line(value), quote=True)}"'
