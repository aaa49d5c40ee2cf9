"""What became of an event: judged from what its articles say, in the order they said it, as of a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.building.atoms import Atom, Report
from timeline.building.calendar import Days, days_of
from timeline.building.when import When, moved_from
from timeline.model import Status, StatusChange

_STRENGTH: dict[Status, int] = {"planned": 0, "unconfirmed": 1, "happened": 2, "cancelled": 3, "denied": 4}
DECISIVE: frozenset[Status] = frozenset(("happened", "cancelled", "denied"))
"""What is so whatever day it is."""


class Claim(NamedTuple):
    """What one article says of an event."""

    status: Status
    date: str | None
    report: Report
    late: bool
    """A plan told after the day: a memory, which says nothing new where anything else is known."""


def claims_of(atoms: Iterable[Atom], days: Days | None) -> list[Claim]:
    """One claim per article, its strongest, in the order of the atoms, which is that of publication."""
    strongest: dict[str, Claim] = {}
    for atom in atoms:
        claim = _claim(atom, atom.days or days)
        known = strongest.get(atom.report.ref.id)
        if known is None or _STRENGTH[claim.status] > _STRENGTH[known.status]:
            strongest[atom.report.ref.id] = claim
    return list(strongest.values())


def moves_of(atoms: Sequence[Atom], claims: Iterable[Claim]) -> list[Claim]:
    """That an event was taken off a day for another, once for each such day that no claim tells of."""
    moved = moved_from(atoms) - {claim.date for claim in claims}
    first: dict[str, Claim] = {}
    for atom in atoms:
        if atom.bucket in moved and atom.mention.status == "cancelled":
            first.setdefault(atom.bucket, Claim("cancelled", atom.mention.date, atom.report, late=False))
    return list(first.values())


def _claim(atom: Atom, days: Days | None) -> Claim:
    """Nobody can report what has not come yet: it is a plan, whatever the words."""
    status, day = atom.mention.status, atom.report.day
    if days and status == "happened" and day < days.first:
        status = "planned"
    late = days is not None and status == "planned" and day > days.last
    return Claim(status, atom.mention.date, atom.report, late)


def judge(claims: Sequence[Claim], days: Days | None, as_of: dt.date) -> Status:
    """The status as of a day, given the claims published up to it."""
    told = _still_valid([claim for claim in claims if claim.status in DECISIVE], days)
    if told:
        count = Counter(claim.status for claim in told)
        return max(told, key=lambda claim: (count[claim.status], claim.report.order)).status
    if days is None:
        return claims[-1].status if claims else "unconfirmed"
    open_still = as_of <= days.last and not (claims and claims[-1].status == "unconfirmed")
    return "planned" if open_still else "unconfirmed"


def _still_valid(told: Sequence[Claim], days: Days | None) -> Sequence[Claim]:
    """Drop what later claims have overtaken: a cancellation before the day when it was held after all, reports before a denial."""
    if days and any(claim.status == "happened" for claim in told):
        told = [claim for claim in told if claim.status != "cancelled" or claim.report.day >= days.first]
    first_denial = next((place for place, claim in enumerate(told) if claim.status == "denied"), 0)
    return told[first_denial:]


def history_of(claims: Iterable[Claim], dated: When) -> list[StatusChange]:
    """One entry each time the articles begin to say something else of the event, or give it another day than its own."""
    history: list[StatusChange] = []
    for claim in sorted(claims, key=_told_first):
        date = dated.date if _is_within(claim.date, dated.days) else claim.date
        if history and (claim.late or (history[-1].status, history[-1].date) == (claim.status, date)):
            continue
        history.append(
            StatusChange(
                status=claim.status,
                date=date,
                article=claim.report.ref.id,
                published=claim.report.ref.published,
            )
        )
    return history


def _told_first(claim: Claim) -> tuple[tuple[tuple[str, str], str], bool]:
    """By publication; an article takes an event off one day before it sets it for another."""
    return claim.report.order, claim.status != "cancelled"


def _is_within(date: str | None, days: Days | None) -> bool:
    """Whether a date is no other than the event's: none, one day of a range, or the week or month that it lies in."""
    told = days_of(date) if date else None
    return told is None or (days is not None and told.first <= days.last and days.first <= told.last)
