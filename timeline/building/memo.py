"""Events made before, used again for as long as nothing that they depend on has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeAlias

from timeline.building.actors import Known
from timeline.building.assembly import Setting, event_of
from timeline.building.atoms import Atom
from timeline.building.status import DECISIVE
from timeline.model import Event

Told: TypeAlias = tuple[Atom, ...]


class Memo:
    """The events of the last timeline by their atoms. Atoms never change, so the same ones make the same event in the same setting."""

    def __init__(self) -> None:
        self._events: Mapping[Told, Event] = {}
        self._setting: Setting | None = None

    def events(self, told: Iterable[Told], setting: Setting) -> list[tuple[Told, Event]]:
        """The events of some sets of atoms, each with its atoms, in the order given."""
        former = self._setting
        old = self._events if former and former.title_lang == setting.title_lang else {}
        other_day = former is None or former.as_of != setting.as_of
        changed = _changed(former.known, setting.known) if former else frozenset()
        recounted = _recounted(former.copies, setting.copies) if former else frozenset()
        made = {}
        for atoms in told:
            event = old.get(atoms)
            stale = event is None or (other_day and event.status not in DECISIVE)
            if event is None or stale or _names_any(atoms, changed) or _told_by_any(atoms, recounted):
                event = event_of(atoms, setting)
            made[atoms] = event
        self._events, self._setting = made, setting
        return list(made.items())


def _changed(old: Known, new: Known) -> Set[str]:
    """The ids, as readings give them, that no longer stand for the same actor."""
    ids = {*old.ids, *new.ids, *old.actors, *new.actors}
    return {told for told in ids if old.actors.get(old.id_of(told)) != new.actors.get(new.id_of(told))}


def _recounted(old: Mapping[str, str], new: Mapping[str, str]) -> Set[str]:
    """The articles that are no longer copies of the same text."""
    return {article for article, _ in old.items() ^ new.items()}


def _told_by_any(atoms: Sequence[Atom], articles: Set[str]) -> bool:
    return bool(articles) and any(atom.report.ref.id in articles for atom in atoms)


def _names_any(atoms: Sequence[Atom], ids: Set[str]) -> bool:
    if not ids:
        return False
    return any(
        not ids.isdisjoint(told)
        for atom in atoms
        for told in (atom.mention.actors, atom.mention.places, atom.mention.roles, atom.speakers, atom.about)
    )
