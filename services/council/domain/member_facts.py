"""What does council need to know of a membership: on which days was it in good standing?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Spell:
    """From the day `since` up to, not including, the day `until`."""

    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A suspension ends a spell, and its end begins another."""

    spells: tuple[Spell, ...] = ()


def member_on(facts: MemberFacts, day: date) -> bool:
    return any(spell.on(day) for spell in facts.spells)


def evolve(facts: MemberFacts, event: Event) -> MemberFacts:
    match event:
        case membership.MemberJoined(joined_on=day) | membership.MemberReinstated(reinstated_on=day):
            return _begun(facts, day)
        case (
            membership.MemberResigned(resigned_on=day)
            | membership.MemberExpelled(expelled_on=day)
            | membership.MembershipEnded(ended_on=day)
        ):
            return _ended(facts, day)
        case membership.MemberSuspended(suspended_on=day, until=date() as until):
            return _begun(_ended(facts, day), until)
        case membership.MemberSuspended(suspended_on=day):
            return _ended(facts, day)
        case _:
            return facts


def _begun(facts: MemberFacts, day: date) -> MemberFacts:
    """Who is reinstated before the suspension's own end is a member from that day on."""
    return MemberFacts((*_ended(facts, day).spells, Spell(day)))


def _ended(facts: MemberFacts, day: date) -> MemberFacts:
    """Cuts off at that day, and drops what had not begun by then."""
    kept = (s if s.until and s.until <= day else Spell(s.since, day) for s in facts.spells if s.since < day)
    return MemberFacts(tuple(kept))


# Another service's entity: only its published events are read.
MEMBERSHIP: Entity[MemberFacts] = Entity("membership", "membership", initial=MemberFacts(), evolve=evolve)
