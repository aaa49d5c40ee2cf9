"""Disjoint sets: which of n things belong together."""

from __future__ import annotations

from collections import defaultdict


class Groups:
    """A partition of ``range(count)`` that only grows coarser. The smallest member stands for its group."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, member: int) -> int:
        """The smallest member of the group."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def count(self) -> int:
        """How many groups there are."""
        return sum(parent == member for member, parent in enumerate(self._parent))

    def all(self) -> list[list[int]]:
        """The groups in the order of their smallest members, each in ascending order."""
        members: dict[int, list[int]] = defaultdict(list)
        for member in range(len(self._parent)):
            members[self.find(member)].append(member)
        return list(members.values())
