"""What may have happened in council: meetings: agenda, attendance, quorum, decisions."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.council.body import Holder
from shared.contracts.values import Id, Language, Sha256, Text, Value
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
    arrived: time | None = None
    """On the clock of the platform; None: from the beginning."""
    left: time | None = None
    """None: to the end."""

    def there_at(self, moment: time | None) -> bool:
        """Came, and had not gone yet."""
        came = self.presence in ("present", "substitute")
        if moment is None:
            return came
        return came and (self.arrived or time.min) <= moment and (self.left is None or moment < self.left)


class Guest(Value):
    """Who came without a seat: an organisation of the register, or anyone by its public name."""

    organisation: Id | None = None
    label: str = ""


class Paper(Value):
    """A document for an item, known by its content."""

    title: Text
    sha256: Sha256 = Field(
        description="The file, known by the SHA-256 of its content: a PDF, a JPEG or PNG picture, "
        "or an office document without macros; 12 MB at most"
    )


class AgendaItem(Value):
    number: Annotated[int, Field(ge=1)]
    title: Text
    minutes: Annotated[int, Field(ge=0)] = 0
    confidential: bool = False
    owner: Holder | None = None
    """Who presents it."""
    papers: tuple[Paper, ...] = ()
    proposal: int | None = None
    """The proposal that it takes up."""


# meeting — id: a slug, e.g. council-2015-04-21
class MeetingScheduled(Event, name="council.MeetingScheduled"):
    body: Id
    title: Text | None = None
    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str | None = None
    languages: tuple[Language, ...]


class AgendaItemProposed(Event, name="council.AgendaItemProposed"):
    proposal: Annotated[int, Field(ge=1)]
    """1, 2, 3 … within the meeting."""
    title: Text
    reason: Text
    minutes: int = 0
    papers: tuple[Paper, ...] = ()
    confidential: bool = False
    proposer: Holder
    proposed_by: Id
    proposed_on: date


class AgendaSet(Event, name="council.AgendaSet"):
    items: tuple[AgendaItem, ...]


class MeetingRescheduled(Event, name="council.MeetingRescheduled"):
    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str | None = None
    """The address from now on; None: none was given, here or before."""
    online_ended: bool = False
    """Nobody takes part from afar any more: the address that was given does not hold."""
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
    taken_at: time | None = None
    """On the clock of the platform; None: not noted, so everybody who came counts."""
    quorum: Quorum | None = None
    """Of those who were there at that time."""
    body: Id | None = None
    confidential: bool = False
    """It is about a confidential item."""
    institution: Id | None = None
    deadline: date | None = None
    """By when that institution owes it: a commitment."""


# diary — id: the body's; which of its meetings are still to be held or called off
class MeetingAwaited(Event, name="council.MeetingAwaited"):
    meeting: Id


class MeetingSettled(Event, name="council.MeetingSettled"):
    meeting: Id
