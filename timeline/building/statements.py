"""Merge speech: one event per speaker, day and topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.building.atoms import Atom
from timeline.building.clusters import Cluster, single, union
from timeline.building.grouping import Groups

_MOSTLY = 0.5


def cluster_verbal(atoms: Iterable[Atom]) -> list[Cluster]:
    """The statements, demands, threats of one day (or all undated ones of one article)."""
    by_speaker: dict[tuple[str, ...], list[Atom]] = defaultdict(list)
    for atom in sorted(atoms, key=lambda atom: atom.order):
        speaker = tuple(sorted(atom.agents)) or ("", atom.report.ref.id)
        by_speaker[(atom.kind, *speaker)].append(atom)
    return [cluster for said in by_speaker.values() for cluster in _by_topic(said)]


def same_topic(one: Atom, other: Atom) -> bool:
    """Whether two statements of one speaker are about the same: a person, body or place in common, or mostly the same states."""
    if not one.topic.isdisjoint(other.topic):
        return True
    if one.topic and other.topic:
        return False
    shared, all_states = one.states & other.states, one.states | other.states
    return bool(shared) and len(shared) >= _MOSTLY * len(all_states)


def _by_topic(said: Sequence[Atom]) -> list[Cluster]:
    """Statements that share a topic, directly or through others; those without one follow what the speaker said before."""
    groups = Groups(len(said))
    first_on: dict[str, int] = {}
    for place, atom in enumerate(said):
        for subject in atom.topic:
            groups.join(first_on.setdefault(subject, place), place)
    states_only = [place for place, atom in enumerate(said) if atom.states and not atom.topic]
    for place in states_only:
        for other in range(len(said)):
            if same_topic(said[place], said[other]):
                groups.join(place, other)
    _place_topicless(said, groups)
    return [union(single(said[place]) for place in members) for members in groups.all()]


def _place_topicless(said: Sequence[Atom], groups: Groups) -> None:
    """ "We will see," he added: the topic is that of his sentence before in the same article, else of his only event that day."""
    named = [place for place, atom in enumerate(said) if atom.topic or atom.states]
    only_topic = named[:1] if len({groups.find(place) for place in named}) == 1 else []
    before: dict[str, int] = {}
    loose: list[int] = []
    for place, atom in enumerate(said):
        article = atom.report.ref.id
        if atom.topic or atom.states:
            before[article] = place
        elif article in before:
            groups.join(before[article], place)
        else:
            loose.append(place)
    for place in loose:
        groups.join((only_topic or loose)[0], place)
