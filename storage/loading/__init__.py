"""Articles from files, folders, standard input and the web; `load` is the door.

A loader never raises for bad input: what cannot be loaded comes as a `Problem`, in its place among the articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

from storage.identity import content_hash
from storage.loading.addresses import is_web_address
from storage.loading.files import STDIN, load_path, load_stdin
from storage.loading.problem import Found, Problem, shown
from timeline.model import Article

__all__ = ["Problem", "load"]


def load(
    source: str, *, stdin: BinaryIO | None = None, allow_private: Collection[str] = ()
) -> Iterator[Article | Problem]:
    """The articles of a source, one at a time.

    An article that comes twice is given once. An id that comes twice with different content is a problem that names both
    places; the first one is given.

    Args:
        source: a file, a folder, ``-``, or a web address, which is fetched here and now; see `storage.loading.files` for the
            kinds of files, and `storage.loading.web` for what may be at an address.
        stdin: what ``-`` reads.
        allow_private: hosts that may be asked though they are not on the public internet, beside those of the environment.
    """
    if is_web_address(source):
        from storage.loading.web import load_address

        return load_address(source, allow_private)
    return _distinct(_load(source, stdin, allow_private))


def _load(source: str, stdin: BinaryIO | None, allow_private: Collection[str]) -> Iterable[Found | Problem]:
    if source == STDIN:
        if stdin is None:
            return [Problem(STDIN, None, "there is no standard input here", "name a file or a folder")]
        return load_stdin(stdin, allow_private)
    if not source or "\0" in source:
        return [Problem(source.replace("\0", "\ufffd"), None, "this is no path", "check the path")]
    return load_path(source, allow_private)


def _distinct(found: Iterable[Found | Problem]) -> Iterator[Article | Problem]:
    seen: dict[str, tuple[str, str, int | None]] = {}
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        digest = content_hash(item.article)
        first = seen.setdefault(item.article.id, (digest, item.name, item.line))
        if first[0] != digest:
            yield _clash(item, *first[1:])
        elif first[1:] == item[1:]:
            yield item.article


def _clash(item: Found, name: str, line: int | None) -> Problem:
    where = (
        f"on line {line}"
        if name == item.name
        else f"in {name}"
        if line is None
        else f"in {name}, line {line}"
    )
    return Problem(
        item.name,
        item.line,
        f"the id {shown(item.article.id)} already stands for another article {where}",
        "give one of them another id",
        claimed=item.article.id,
    )
