"""What to do with a batch of articles: the rules of `Store.add`, the same for every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from storage.errors import Conflict, StoreError
from storage.identity import content, content_hash, named_by_file
from storage.store import AddResult
from timeline.model import Article, publication_day

Twins = Callable[[Article], str | None]
"""The id of a stored article that is named by its file and has the content of the given one."""


class Plan(msgspec.Struct, frozen=True):
    """The changes that a batch comes to; nothing is written yet."""

    added: dict[str, Article] = {}
    updated: dict[str, Article] = {}
    former: dict[str, Article] = {}
    """What each updated article was."""
    unchanged: dict[str, None] = {}

    @property
    def result(self) -> AddResult:
        """The plan as told to the caller."""
        return AddResult(tuple(self.added), tuple(self.updated), tuple(self.unchanged))


def plan(
    batch: Iterable[Article], stored: Callable[[str], Article | None], twins: Twins, *, update: bool = False
) -> Plan:
    """Sort a batch into added, updated and unchanged.

    Args:
        batch: the articles, in the order given.
        stored: the article in the store under an id.
        twins: see `Twins`; asked only for articles that are named by their file.
        update: let a new content replace the stored one wherever it comes from.

    Raises:
        Conflict: one id, two articles.
        StoreError: an article that no store can hold.
    """
    made = Plan()
    unknown = []
    for article in _distinct(batch):
        present = stored(article.id)
        if present is None:
            unknown.append(article)
        else:
            _plan_known(made, article, present, update=update)
    _plan_unknown(made, unknown, twins)
    return made


def _distinct(batch: Iterable[Article]) -> Iterable[Article]:
    """Each article of the batch once."""
    seen: dict[str, Article] = {}
    for article in batch:
        _check(article)
        earlier = seen.setdefault(article.id, article)
        if earlier is not article and content(earlier) != content(article):
            raise _conflict(earlier, article, "loaded together")
    return seen.values()


def _check(article: Article) -> None:
    if not article.id:
        raise StoreError(
            f"an article of {article.origin or 'unknown origin'} has an empty id", "give it an id"
        )
    try:
        publication_day(article.published)
    except ValueError as error:
        raise StoreError(
            f"the publication date of {article.id!r} cannot be read: {article.published!r}",
            "write a day such as 2025-08-23, or an instant such as 2025-08-23T09:30:00+05:00",
        ) from error


def _plan_known(made: Plan, article: Article, present: Article, *, update: bool) -> None:
    if content(article) == content(present):
        made.unchanged[article.id] = None
    elif update or _is_edit(present, article):
        made.updated[article.id] = article
        made.former[article.id] = present
    else:
        raise _conflict(present, article, "already in the store")


def _is_edit(present: Article, article: Article) -> bool:
    """Whether new content is a new version of the article, and not another article under the same id."""
    anonymous = (None, "-")
    return present.origin == article.origin or present.origin in anonymous or article.origin in anonymous


def _plan_unknown(made: Plan, unknown: list[Article], twins: Twins) -> None:
    """Add what is new; a copy of a file is its original, unless this very batch changes the original."""
    copies: dict[str, str] = {}
    for article in unknown:
        if not named_by_file(article):
            made.added[article.id] = article
            continue
        twin = twins(article)
        if twin is not None and twin not in made.updated:
            made.unchanged[twin] = None
        elif copies.setdefault(content_hash(article), article.id) == article.id:
            made.added[article.id] = article


def _conflict(present: Article, article: Article, where: str) -> Conflict:
    origins = (present.origin or "unknown origin", article.origin or "unknown origin")
    if origins[0] == origins[1]:
        message = f"the id {article.id!r} stands for two different articles in {origins[0]}"
    else:
        message = (
            f"the id {article.id!r} of {origins[1]} is that of another article, {where} from {origins[0]}"
        )
    cure = "give one of them another id"
    if where == "already in the store":
        cure += ", or add it with --update to replace the stored article and keep its former text"
    return Conflict(message, cure, article=article.id, origins=origins)
