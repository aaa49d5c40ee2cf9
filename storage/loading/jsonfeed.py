"""JSON Feed, versions 1 and 1.1 (jsonfeed.org). The decoder is the library's, as it puts up with what stricter ones refuse."""

from __future__ import annotations

import json
from typing import Any

from storage.loading.items import Document, Item, web_link
from storage.loading.markup import to_text
from storage.loading.problem import Unfit

_VERSION = "jsonfeed.org/version/"


def read_json_feed(text: str, url: str) -> Document:
    """A feed, tolerant of wrong types: a field of another type than it should have counts as missing.

    Raises:
        Unfit: it is no JSON Feed.
    """
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unfit(f"the JSON is broken: {error}", "tell its publisher, or try again later") from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise Unfit("it is JSON, but no JSON Feed", "name the address of a feed")
    if _VERSION not in _text(found.get("version")) and "version" in found:
        raise Unfit("it is JSON, but no JSON Feed", "name the address of a feed")
    url = url or _text(found.get("feed_url")) or _text(found.get("home_page_url"))
    return Document(
        title=_text(found.get("title")),
        link=web_link(_text(found.get("home_page_url")), url) or "",
        lang=_text(found.get("language")),
        address=web_link(_text(found.get("feed_url")), url) or "",
        next=web_link(_text(found.get("next_url")), url) or "",
        items=[_item(each, url) for each in found["items"] if isinstance(each, dict)],
    )


def _item(found: dict[str, Any], url: str) -> Item:
    markup = _text(found.get("content_html"))
    text = _text(found.get("content_text"))
    return Item(
        guid=_text(found.get("id")),
        link=web_link(_text(found.get("url")) or _text(found.get("external_url")), url) or "",
        title=_text(found.get("title")),
        text=(to_text(markup) if markup else "") or text or _text(found.get("summary")),
        dates=[_text(found.get("date_published")), _text(found.get("date_modified"))],
        lang=_text(found.get("language")),
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
