"""What may have happened in council: meetings: agenda, attendance, quorum, decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.council.body import Holder
from shared.contracts.values import Id, Language, Text, Value
from shared.kernel.event import Event

Presence = Literal["present", "substitute", "excused", "absent"]


class Quorum(Value):
    """Seats present and needed, as counted."""

    present: int
    needed: int
    reached: bool


class Attendance(Value):
    """One seat at one meeting. `holder` is who held it that day."""

    seat: Id
    presence: Presence
    holder: Holder | None = None
    person: Id | None = None


class Guest(Value):
    """Who came without a seat: an organisation of the register, or anyone by its public name."""

    organisation: Id | None = None
    label: str = ""


class AgendaItem(Value):
    number: Annotated[int, Field(ge=1)]
    title: Text
    minutes: Annotated[int, Field(ge=0)] = 0
    confidential: bool = False


# meeting — id: a slug, e.g. council-2015-04-21
class MeetingScheduled(Event, name="council.MeetingScheduled"):
    body: Id
    title: Text | None = None
    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str | None = None
    languages: tuple[Language, ...]


class AgendaSet(Event, name="council.AgendaSet"):
    items: tuple[AgendaItem, ...]


class MeetingRescheduled(Event, name="council.MeetingRescheduled"):
    starts_at: datetime
    ends_at: datetime
    place: str
    reason: str


class MeetingCancelled(Event, name="council.MeetingCancelled"):
    reason: str


class AttendanceRecorded(Event, name="council.AttendanceRecorded"):
    """The last one counts."""

    seats: tuple[Attendance, ...]
    guests: tuple[Guest, ...] = ()


class MeetingHeld(Event, name="council.MeetingHeld"):
    body: Id
    held_on: date
    attendance: tuple[Attendance, ...]
    guests: tuple[Guest, ...] = ()
    quorum: Quorum


class DecisionTaken(Event, name="council.DecisionTaken"):
    decision: Annotated[int, Field(ge=1)]
    """1, 2, 3 … within the meeting."""
    item: int | None = None
    text: Text
    consensus: bool
    votes_for: int = 0
    votes_against: int = 0
    abstentions: int = 0
    quorate: bool
    taken_on: date
