"""A process that writes to a store, for tests that kill it or run several at once.

``python -m tests.storage.writer steps PATH FIRST`` does the mixed changes from number FIRST on, for ever.
``python -m tests.storage.writer adds PATH NAME COUNT`` adds COUNT articles of its own.
``python -m tests.storage.writer compacts PATH`` compacts, for ever.
Each line on standard output acknowledges one change.
"""

from __future__ import annotations

import random
import sys
from itertools import count

from storage.store import Store, open_store
from tests.storage.samples import article
from timeline.model import Article


class Step:
    """The n-th change of a sequence that is the same in every process."""

    def __init__(self, number: int) -> None:
        chance = random.Random(number)
        ids = chance.sample([f"article-{n}" for n in range(40)], 6)
        self.removed = ids[:1] if chance.random() < 0.5 else []
        size = chance.choice([10, 400, 2000])
        self.written = [article(id_, f"Нұсқа {number}. " * size, origin=None) for id_ in ids[1:]]
        self.compacts = chance.random() < 0.2

    def apply(self, store: Store) -> None:
        if self.compacts:
            store.compact()
        store.remove(self.removed) if self.removed else store.add(self.written)

    def foresee(self, articles: dict[str, Article]) -> dict[str, Article]:
        if self.removed:
            return {id_: each for id_, each in articles.items() if id_ not in self.removed}
        return articles | {each.id: each for each in self.written}


def acknowledge(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main(job: str, path: str, *rest: str) -> None:
    with open_store(path) as store:
        if job == "steps":
            for number in count(int(rest[0])):
                Step(number).apply(store)
                acknowledge(number)
        while job == "compacts":
            store.compact()
            acknowledge(0)
        for number in range(int(rest[1])):
            store.add(
                [
                    article(f"{rest[0]}-{number}", f"{rest[0]} {number} " * 50),
                    article("shared", "Ортақ.", origin=None),
                ]
            )
            acknowledge(number)


if __name__ == "__main__":
    main(*sys.argv[1:])
