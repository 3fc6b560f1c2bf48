"""What does membership need to know of a council meeting: was it held, and who sat there for whom?"""

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
    body: str
    held_on: date
    attendance: tuple[council.Attendance, ...]

    def seat_of(self, organisation: str) -> council.Attendance | None:
        """The seat that the organisation sat in, in person or by a substitute."""
        sat = (one for one in self.attendance if one.presence in CAME and _holds(one, organisation))
        return next(sat, None)


MeetingFacts = NotHeld | Held


def _holds(attendance: council.Attendance, organisation: str) -> bool:
    return attendance.holder == council.Holder(kind="organisation", id=organisation)


def evolve(meeting: MeetingFacts, event: Event) -> MeetingFacts:
    match event:
        case council.MeetingHeld():
            return Held(event.body, event.held_on, event.attendance)
        case _:
            return meeting


# Another service's entity: only its published events are read.
MEETING: Entity[MeetingFacts] = Entity("council", "meeting", initial=NotHeld(), evolve=evolve)
