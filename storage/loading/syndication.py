"""RSS and Atom, every version of them, well-formed or not: feedparser, kept from what harms it and from what it loses.

A feed is checked for depth and size and freed of its document type, entities and illegal characters before it is parsed. It is
then parsed some hundred items at a time, which keeps memory flat; and where one item is broken, the others are parsed without it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, NamedTuple
from xml.parsers import expat

from storage.loading.cleaning import without_sequences
from storage.loading.items import Document, Item, web_link
from storage.loading.markup import looks_like_markup, to_text
from storage.loading.problem import Unfit

DEPTH = 500
ELEMENTS = 1_000_000
AT_ONCE = 200
ALONE = 500
"""Broken items that are read each by itself; what one breaks does not touch the next, but it takes time."""
LOOSE = 512 * 1024
"""The longest piece of broken XML, in code points, that is worth a guess."""

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROLOG = re.compile(r"\s*(?:<\?xml[^>]*\?>)?\s*", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+["']([^"'&%<]{0,200})["']\s*>""")
_GROWTH = 1_000_000
_DOCTYPE_END = re.compile(r"\]\s*>")
_MARK = re.compile(r"<!\[CDATA\[|<!--|<(/?)([A-Za-z_][\w:.-]*+)([^<>]*+)>")
_ESCAPE = re.compile(r"&#(?:0*27|[xX]0*1[bB]);")
_BELL = re.compile(r"&#(?:0*7|[xX]0*7);")
_ITEMS = ("item", "entry")
_VOID = frozenset(("br", "img", "hr", "input", "meta", "wbr"))
_REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31};))?")
_XML_NAMES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_PERIODS = {
    "hourly": 3600.0,
    "daily": 86400.0,
    "weekly": 7 * 86400.0,
    "monthly": 30 * 86400.0,
    "yearly": 365 * 86400.0,
}


class _Outline(NamedTuple):
    """Where the items of a feed stand, and what has to be closed after them."""

    spans: list[tuple[int, int]]
    closers: str


def read_syndication(text: str, url: str) -> Document:
    """A feed in RSS, RDF or Atom.

    Args:
        text: the document, decoded.
        url: where it was found; relative links count from there.

    Raises:
        Unfit: it is none, or made to do harm.
    """
    text = _legal(text)
    outline = _outline(text)
    document: Document | None = None
    for piece in _pieces(text, outline):
        parsed = _parse(piece, url)
        if parsed is None:
            continue
        if document is None:
            document = _document(parsed, url)
            if not parsed.version and not parsed.entries:
                raise Unfit(
                    "it is XML, but no feed", "name the address of a feed; 'elshi add' finds those of a page"
                )
        base = url or document.address or document.link
        document.items += [_item(entry, parsed.version, base) for entry in parsed.entries]
    if document is None or (outline.spans and not document.items):
        raise Unfit(
            "it is a feed, but so broken that nothing in it can be read",
            "tell its publisher, or try again later",
        )
    return document


def _legal(text: str) -> str:
    """A document without its type and without what XML does not allow, escape sequences whole."""
    text = _without_doctype(text)
    if "\x1b" in text or "\x9b" in text or _ESCAPE.search(text):
        text = without_sequences(_BELL.sub("\x07", _ESCAPE.sub("\x1b", text)))
    return _ILLEGAL.sub("", text)


def _without_doctype(text: str) -> str:
    """A document without its type; short entities that are plain text and defined there are replaced by it."""
    start = _PROLOG.match(text)
    position = start.end() if start else 0
    found = _DOCTYPE.match(text, position)
    if not found:
        return text[position:]
    end = found.end()
    if text.startswith("[", end):
        subset = _DOCTYPE_END.search(text, end)
        end = subset.end() if subset else len(text)
        return _with_entities(text[end:], dict(_ENTITY.findall(text[found.end() : end])))
    return text[end + 1 :]


def _with_entities(text: str, known: dict[str, str]) -> str:
    if not known:
        return text
    reference = re.compile(f"&({'|'.join(map(re.escape, known))});")
    growth = sum(len(known[found[1]]) for found in reference.finditer(text))
    return reference.sub(lambda found: html.escape(known[found[1]]), text) if growth <= _GROWTH else text


def _outline(text: str) -> _Outline:
    """Items, in one pass.

    Raises:
        Unfit: too deep, or too many elements.
    """
    spans: list[tuple[int, int]] = []
    stack: list[str] = []
    closers = ""
    begun: int | None = None
    position = elements = 0
    while found := _MARK.search(text, position):
        position = found.end()
        name = found[2]
        if name is None:
            end = text.find("]]>" if found[0].startswith("<![") else "-->", position)
            if end < 0:
                break
            position = end + 3
            continue
        kind = name.rpartition(":")[2].lower()
        if found[1]:
            if name in stack[-DEPTH:]:
                while stack.pop() != name:
                    pass
            if kind in _ITEMS and begun is not None:
                spans.append((begun, position))
                begun = None
            continue
        elements += 1
        empty = found[3].endswith("/")
        if kind in _ITEMS:
            if begun is not None:  # the one before was never closed
                spans.append((begun, found.start()))
            elif not spans:
                closers = "".join(f"</{each}>" for each in reversed(stack))
            begun = None if empty else found.start()
            if empty:
                spans.append((found.start(), position))
        if not empty and kind not in _VOID:
            stack.append(name)
        if len(stack) > DEPTH:
            raise Unfit(
                f"it is nested more than {DEPTH} deep, as no feed is",
                "check the address; do not trust its server",
            )
        if elements > ELEMENTS:
            raise Unfit(f"it has more than {ELEMENTS:,} elements", "ask its publisher for a shorter feed")
    if begun is not None and (not spans or _complete(text, stack)):
        spans.append((begun, len(text)))
    return _Outline(spans, closers)


def _complete(text: str, stack: list[str]) -> bool:
    """Whether the document has its end; if not, its last item was broken off and comes whole next time."""
    return text.rstrip().endswith(">") and len(stack) < 2


def _pieces(text: str, outline: _Outline) -> Iterator[bytes]:
    """The feed as one document for each few hundred items."""
    if not outline.spans:
        yield from _unsplit(text)
        return
    head = _repaired(text[: outline.spans[0][0]])
    tail = _repaired(text[outline.spans[-1][1] :])
    closers = outline.closers.encode()
    if not _well_formed(head + tail):
        tail = closers
    if len(head) > LOOSE or not _well_formed(head + closers):
        yield from _unsplit(text)
        return
    alone = ALONE
    for first in range(0, len(outline.spans), AT_ONCE):
        spans = outline.spans[first : first + AT_ONCE]
        end = tail if first + AT_ONCE >= len(outline.spans) else closers
        together = _repaired(text[spans[0][0] : spans[-1][1]])
        if _well_formed(whole := head + together + end):
            yield whole
            continue
        good: list[bytes] = []
        bad: list[bytes] = []
        shell = head if len(head) < 8192 else b""
        for start, stop in spans:
            item = _repaired(text[start:stop])
            (good if shell and _well_formed(shell + item + closers) else bad).append(item)
        yield head + b"".join(good) + end
        yield from (head + item + closers for item in bad[:alone] if len(item) < LOOSE)
        if (rest := b"".join(bad[alone:])) and len(rest) < LOOSE:
            yield head + rest + closers
        alone = max(0, alone - len(bad))


def _unsplit(text: str) -> Iterator[bytes]:
    whole = _repaired(text)
    if _well_formed(whole) or len(whole) < LOOSE:
        yield whole
        return
    raise Unfit("it is a feed, but too broken to be read", "tell its publisher, or try again later")


def _repaired(text: str) -> bytes:
    """XML without references that XML does not know, outside CDATA sections."""
    if "&" in text:
        last = text.rfind("]]>") + 1  # no search for the end of a section goes beyond it
        parts = [*_CDATA.split(text[: last + 2]), text[last + 2 :]] if last else [text]
        text = "".join(
            part if part.startswith("<![CDATA[") else _REFERENCE.sub(_reference, part) for part in parts
        )
    return text.encode("utf-8", "replace")


def _reference(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        letter = (
            html.unescape(found[0]) if number < 0x110000 else ""
        )  # 128 to 159 are what windows-1252 has there
        return "" if not letter or _ILLEGAL.search(letter) else f"&#{ord(letter[0])};"
    if not name:
        return "&amp;"
    if name in _XML_NAMES:
        return found[0]
    known = html5.get(name)
    return html.escape(known) if known else f"&amp;{name}"


def _well_formed(data: bytes) -> bool:
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def _parse(data: bytes, url: str) -> Any:
    """What feedparser makes of a piece; None when it fails."""
    import feedparser
    from feedparser.api import StrictFeedParser

    # Ids are not addresses: "12" must stay what it is wherever the feed is found, and not be that of another feed beside it.
    StrictFeedParser.can_be_relative_uri.discard("id")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found = feedparser.parse(
            data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # it is made for what people write, not for what they write to break it
        return None
    return found if "version" in found else None


def _document(parsed: Any, url: str) -> Document:
    feed = parsed.feed
    links = {
        str(link.get("rel")): str(link.get("href", "")) for link in reversed(dict.get(feed, "links", []))
    }
    return Document(
        title=_plain(dict.get(feed, "title_detail"), rss=not parsed.version.startswith("atom")),
        link=web_link(_string(feed, "link"), url) or "",
        lang=_string(feed, "language"),
        address=web_link(links.get("self"), url) or "",
        next=web_link(links.get("next"), url) or "",
        ttl=_ttl(feed),
    )


def _item(entry: Any, version: str, url: str) -> Item:
    rss = not version.startswith("atom")
    contents = [_plain(each, rss=rss) for each in dict.get(entry, "content", [])]
    texts = [*contents, _plain(dict.get(entry, "summary_detail"), rss=rss)]
    detail = dict.get(entry, "title_detail") or {}
    link = next((web for each in _links(entry) if (web := web_link(each, url))), "")
    return Item(
        guid=_string(entry, "id"),
        link=link,
        title=_plain(detail, rss=rss),
        text=max(texts, key=len),
        dates=[_string(entry, key) for key in ("published", "updated", "created")],
        lang=str(detail.get("language") or ""),
    )


def _links(entry: Any) -> Iterator[str]:
    yield _string(entry, "feedburner_origlink")
    yield _string(entry, "link")
    yield from (
        str(link.get("href", "")) for link in dict.get(entry, "links", []) if link.get("rel") == "alternate"
    )


def _plain(detail: Any, *, rss: bool) -> str:
    """The text of an element that may be markup. RSS does not say whether it is."""
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    kind = str(detail.get("type") or "")
    if "html" in kind or (rss and looks_like_markup(value)):
        return to_text(value)
    return value.strip()


def _string(found: Any, key: str) -> str:
    value = dict.get(found, key)
    return value if isinstance(value, str) else ""


def _ttl(feed: Any) -> float | None:
    minutes = _string(feed, "ttl").strip()
    if minutes.isdigit() and len(minutes) < 8:
        return int(minutes) * 60.0
    period = _PERIODS.get(_string(feed, "sy_updateperiod").strip().lower())
    times = _string(feed, "sy_updatefrequency").strip()
    return period / max(1, int(times)) if period and times.isdigit() and len(times) < 5 else period
