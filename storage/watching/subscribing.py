"""Following a new feed: what is at an address, or in a list."""

from __future__ import annotations

import asyncio
import datetime as dt

import msgspec

from storage.loading.addresses import bare
from storage.loading.encoding import decode
from storage.loading.feeds import is_feed, parse
from storage.loading.http import Answer, Door, Request
from storage.loading.opml import read_opml
from storage.loading.pages import about, feed_links, is_page
from storage.loading.problem import Unfit
from storage.watching.subscriptions import Subscription, from_outline

_LIST = 2048
"""Bytes in which a list of feeds says what it is."""


class Offer(msgspec.Struct, frozen=True):
    """A feed that may be followed."""

    url: str
    title: str | None = None


async def offers(door: Door, url: str) -> list[Offer]:
    """The feeds at an address: the feed there, or those that the page there names, or those of a list; the likeliest first.

    Raises:
        FetchError: nothing can be had from there.
        Unfit: there is no feed.
    """
    answer = await door.fetch(Request(url=url))
    return await asyncio.to_thread(_offers, answer, url)


def _offers(answer: Answer, url: str) -> list[Offer]:
    if not is_feed(answer.body, answer.content_type):
        if b"<opml" in answer.body[:_LIST].lower():
            listed = read_opml(answer.body, answer.content_type)
            return [Offer(outline.url, outline.title) for outline in listed]
        if is_page(answer.body, answer.content_type):
            return _offers_of_page(answer, url)
    found = parse(answer.body, answer.content_type, answer.url)
    return [Offer(answer.moved or url, found.title)]


def _offers_of_page(answer: Answer, url: str) -> list[Offer]:
    said = about(decode(answer.body, answer.content_type), answer.url)
    found = [Offer(link.url, link.title or None) for link in feed_links(said)]
    if not found:
        raise Unfit(
            f"the page {bare(url)} names no feed",
            "look on the site for a link called RSS, Atom or feed, and name its address",
        )
    return found


def subscriptions_of_list(data: bytes, now: dt.datetime) -> list[Subscription]:
    """The feeds of an OPML file.

    Raises:
        Unfit: it is none, or names no feed.
    """
    return [from_outline(outline, now) for outline in read_opml(data)]
