"""What may have happened in the council: institutions, strategy, bodies with seats, meetings, decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.values import Id, Language, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

BodyKind = Literal["council", "task_force", "working_group", "organ", "commission"]
Side = Literal["government", "civil_society"]
HolderKind = Literal["organisation", "institution"]
Presence = Literal["present", "substitute", "excused", "absent"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Objective(_Value):
    number: Annotated[int, Field(ge=1)]
    title: Text


class Seat(_Value):
    seat: Id
    side: Side
    filled_by: Literal["elected", "named", "ex_officio"]
    named_by: Id | None = None
    title: Text | None = None
    """An office that comes with the seat: chair, co-chair, coordinator."""


class QuorumRule(_Value):
    """More than `percent` of the seats that are filled (or of all); on each side, if it says so."""

    percent: Annotated[int, Field(ge=0, le=100)]
    of: Literal["filled", "all"] = "filled"
    each_side: bool = False
    binds_decisions: bool = True


class Quorum(_Value):
    """Seats present and needed, as counted."""

    present: int
    needed: int
    reached: bool


class Holder(_Value):
    kind: HolderKind
    id: Id


class Attendance(_Value):
    """One seat at one meeting. `holder` is who held it that day."""

    seat: Id
    presence: Presence
    holder: Holder | None = None
    person: Id | None = None


class Guest(_Value):
    """Who came without a seat: an organisation of the register, or anyone by its public name."""

    organisation: Id | None = None
    label: str = ""


class AgendaItem(_Value):
    number: Annotated[int, Field(ge=1)]
    title: Text
    minutes: Annotated[int, Field(ge=0)] = 0
    confidential: bool = False


# institution — id: a slug
class InstitutionRegistered(Event, name="council.InstitutionRegistered"):
    name: Text


# strategy — id: a slug
class StrategyAdopted(Event, name="council.StrategyAdopted"):
    title: Text
    starts_on: date
    ends_on: date
    objectives: tuple[Objective, ...]
    adopted_on: date


# body — id: a slug
class BodyEstablished(Event, name="council.BodyEstablished"):
    kind: BodyKind
    name: Text
    parent: Id | None = None
    strategy: Id | None = None
    objective: int | None = None
    seats: tuple[Seat, ...]
    quorum: QuorumRule
    meetings_a_year: int
    established_on: date


class SeatFilled(Event, name="council.SeatFilled"):
    seat: Id
    holder: Holder
    person: Id
    person_name: Personal[str]
    substitute: Id | None = None
    since: date
    ground: Literal["election", "nomination", "office"]


class SeatVacated(Event, name="council.SeatVacated"):
    seat: Id
    holder: Holder
    reason: str
    vacated_on: date


class BodyDissolved(Event, name="council.BodyDissolved"):
    reason: str
    dissolved_on: date


# holding — id: the holder's; which seats one organisation or institution holds, over all bodies
class SeatTaken(Event, name="council.SeatTaken"):
    body: Id
    seat: Id


class SeatGivenUp(Event, name="council.SeatGivenUp"):
    body: Id
    seat: Id


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
