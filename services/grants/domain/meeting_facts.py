"""What does grants need to know of a council meeting: was it held, when, and which organisations came?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.contracts import council
from shared.kernel.entity import Entity
from shared.kernel.event import Event

CAME: frozenset[council.Presence] = frozenset({"present", "substitute"})


@dataclass(frozen=True, slots=True)
class NotHeld:
    pass


@dataclass(frozen=True, slots=True)
class Held:
    held_on: date
    organisations: frozenset[str]
    """Those that sat in a seat, in person or by a substitute, or came as guests."""


MeetingFacts = NotHeld | Held


def evolve(meeting: MeetingFacts, event: Event) -> MeetingFacts:
    match event:
        case council.MeetingHeld():
            return Held(event.held_on, _seated(event) | _guests(event))
        case _:
            return meeting


def _seated(event: council.MeetingHeld) -> frozenset[str]:
    return frozenset(
        seat.holder.id
        for seat in event.attendance
        if seat.presence in CAME and seat.holder and seat.holder.kind == "organisation"
    )


def _guests(event: council.MeetingHeld) -> frozenset[str]:
    return frozenset(guest.organisation for guest in event.guests if guest.organisation)


# Another service's entity: only its published events are read.
MEETING: Entity[MeetingFacts] = Entity("council", "meeting", initial=NotHeld(), evolve=evolve)
