"""How did the membership grow, why did members leave, who stayed, and where are they?

Nothing is stored: each figure is a function of the documents of `reporting.membership` and of days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.outreach.projections.reporting.membership import Ending, Membership, Spell


@dataclass(frozen=True, slots=True)
class Month:
    """`members` is the number at the end of the month."""

    month: str
    joined: int
    left: int
    members: int


def growth(memberships: Iterable[Membership]) -> list[Month]:
    """The months in which somebody joined or left, in order."""
    spells = [spell for m in memberships for spell in _memberships(m)]
    joined = Counter(spell["joined_on"][:7] for spell in spells if spell["joined_on"])
    left = Counter(spell["ended_on"][:7] for spell in spells if spell["ended_on"])
    months, members = [], 0
    for month in sorted(joined.keys() | left.keys()):
        members += joined[month] - left[month]
        months.append(Month(month, joined[month], left[month], members))
    return months


@dataclass(frozen=True, slots=True)
class Left:
    """One that left, and why, in the recorded words."""

    organisation: str
    region: str | None
    joined_on: str
    left_on: str
    ending: Ending
    reason: str
    case: str | None


def left(memberships: Iterable[Any], since: str, until: str) -> list[Left]:
    """Who left from one day to another, both included, in order."""
    gone = [
        _left(m, spell)
        for m in memberships
        for spell in _memberships(m)
        if spell["ended_on"] and since <= spell["ended_on"] <= until
    ]
    return sorted(gone, key=lambda one: (one.left_on, one.organisation))


def _left(m: Any, spell: Any) -> Left:
    return Left(
        organisation=m["_id"],
        region=m["region"],
        joined_on=spell["joined_on"],
        left_on=spell["ended_on"],
        ending=spell["ending"],
        reason=spell["reason"],
        case=spell["case"],
    )


@dataclass(frozen=True, slots=True)
class Turnover:
    """A period: who was a member before its first day, and what became of them."""

    before: int
    joined: int
    left: int
    after: int
    stayed: int
    """Of those who were members before, how many are at its end."""
    endings: dict[str, int]

    @property
    def retention(self) -> int | None:
        """In percent; None: there was nobody to keep."""
        return round(100 * self.stayed / self.before) if self.before else None


def turnover(memberships: Iterable[Any], since: str, until: str) -> Turnover:
    """From one day to another, both included."""
    known = list(memberships)
    eve = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    before = {m["_id"] for m in known if was_member(m, eve)}
    after = {m["_id"] for m in known if was_member(m, until)}
    spells = [spell for m in known for spell in _memberships(m)]
    gone = [s for s in spells if s["ended_on"] and since <= s["ended_on"] <= until]
    return Turnover(
        before=len(before),
        joined=sum(since <= (s["joined_on"] or "") <= until for s in spells),
        left=len(gone),
        after=len(after),
        stayed=len(before & after),
        endings=dict(Counter(s["ending"] or "" for s in gone)),
    )


def by_region(memberships: Iterable[Any], day: str) -> dict[str, int]:
    """Members on a day, by the region where they are at home now."""
    return dict(Counter(m["region"] or "" for m in memberships if was_member(m, day)))


def by_field(memberships: Iterable[Any], day: str) -> dict[str, int]:
    """Members on a day, by field of work; who works in two fields counts in both."""
    return dict(Counter(f for m in memberships if was_member(m, day) for f in m["fields_of_work"]))


def was_member(membership: Membership, day: str) -> bool:
    """At the end of that day: the day of joining counts, the day of leaving does not."""
    return any(
        (spell["joined_on"] or "") <= day and (spell["ended_on"] is None or spell["ended_on"] > day)
        for spell in _memberships(membership)
    )


def _memberships(membership: Membership) -> Iterator[Spell]:
    """The spells that were a membership, not only an application."""
    return (spell for spell in membership["spells"] if spell["joined_on"])
