"""Who is a member now? An index that joining and leaving keep up to date, in the same append.

It is an entity of its own because a reminder, or a changed rule, has to find all members without knowing
their numbers. What is decided on it stands in passivity.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import membership
from shared.kernel.entity import Elsewhere, Entity
from shared.kernel.event import Event

THE_MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Roster:
    """There is one status only."""

    members: frozenset[str] = frozenset()


def evolve(roster: Roster, event: Event) -> Roster:
    match event:
        case membership.MemberListed(organisation=organisation):
            return Roster(roster.members | {organisation})
        case membership.MemberDelisted(organisation=organisation):
            return Roster(roster.members - {organisation})
        case _:
            return roster


ROSTER: Entity[Roster] = Entity("membership", "roster", initial=Roster(), evolve=evolve)


def listed(organisation: str) -> Elsewhere:
    return ROSTER.at(THE_MEMBERS, membership.MemberListed(organisation=organisation))


def delisted(organisation: str) -> Elsewhere:
    return ROSTER.at(THE_MEMBERS, membership.MemberDelisted(organisation=organisation))
