"""What becomes of a meeting: when and where is it, who came, and what was decided?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from services.council.domain.attendance import Mark, attendance_of, named
from services.council.domain.body import BODY, Established, seating_of
from services.council.domain.days import EndsBeforeItStarts, InTheFuture
from services.council.domain.quorum import quorum_of
from shared.contracts import council
from shared.contracts.council import AgendaItem, Attendance, Guest
from shared.contracts.values import Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

Votes = Annotated[int, Field(ge=0)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ScheduleMeeting(Command):
    """Call a meeting of a body."""

    meeting: Id = Field(description="A short name for addresses, e.g. council-2015-04-21")
    body: Id = Field(description="The body that meets")
    title: Text | None = Field(None, description="The title, if the body's name is not enough")
    starts_at: AwareDatetime = Field(description="When it starts, with the time zone")
    ends_at: AwareDatetime = Field(description="When it ends, with the time zone")
    place: str = Field(min_length=1, description="Where it is")
    online_link: str | None = Field(None, description="The address for those who take part from afar")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages spoken or interpreted"
    )


class SetAgenda(Command):
    """Set the agenda. A new one takes the place of the old one."""

    meeting: Id = Field(description="The meeting")
    items: Annotated[tuple[AgendaItem, ...], Field(min_length=1)] = Field(
        description="The items, numbered 1, 2, 3 …"
    )


class RescheduleMeeting(Command):
    """Move a meeting to another time or place."""

    meeting: Id = Field(description="The meeting")
    starts_at: AwareDatetime = Field(description="When it starts now, with the time zone")
    ends_at: AwareDatetime = Field(description="When it ends now, with the time zone")
    place: str = Field(min_length=1, description="Where it is now")
    reason: str = Field(min_length=1, description="Why it is moved")


class CancelMeeting(Command):
    """Call a meeting off."""

    meeting: Id = Field(description="The meeting")
    reason: str = Field(min_length=1, description="Why it is called off")


class RecordAttendance(Command):
    """Record who came. A seat that you leave out was absent; a new list takes the place of the old one."""

    meeting: Id = Field(description="The meeting")
    seats: tuple[Mark, ...] = Field(description="The seats that were filled that day, and who came for them")
    guests: tuple[Guest, ...] = Field((), description="Who came without a seat")


class HoldMeeting(Command):
    """Record that the meeting took place; its quorum is counted from the attendance."""

    meeting: Id = Field(description="The meeting")


class RecordDecision(Command):
    """Record what a meeting decided."""

    meeting: Id = Field(description="The meeting")
    item: int | None = Field(None, description="The number of the agenda item")
    text: Text = Field(description="What was decided")
    consensus: bool = Field(description="Nobody was against it")
    votes_for: Votes = Field(0, description="Votes for it")
    votes_against: Votes = Field(0, description="Votes against it")
    abstentions: Votes = Field(0, description="Abstentions")

    @property
    def votes(self) -> int:
        return self.votes_for + self.votes_against + self.abstentions


MeetingCommand = (
    ScheduleMeeting
    | SetAgenda
    | RescheduleMeeting
    | CancelMeeting
    | RecordAttendance
    | HoldMeeting
    | RecordDecision
)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unscheduled:
    pass


@dataclass(frozen=True, slots=True)
class Scheduled:
    body: str
    starts_at: datetime
    items: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Attended:
    """It is known who came, not yet that it was a meeting."""

    body: str
    starts_at: datetime
    items: frozenset[int]
    attendance: tuple[Attendance, ...]
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Held:
    body: str
    held_on: date
    items: frozenset[int]
    present: int
    quorate: bool
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


Meeting = Unscheduled | Scheduled | Attended | Held | Cancelled


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MeetingExists(Refusal):
    """There is already a meeting {meeting}. Choose another short name."""


class NoSuchBody(Refusal):
    """There is no body {body}, or it is dissolved. Choose a body that can meet."""


class ItemsNotNumbered(Refusal):
    """The agenda's items are numbered {numbers}. Number them 1, 2, 3 … without a gap."""


class AttendanceMissing(Refusal):
    """Nobody has recorded who came to this meeting. Record the attendance first."""


class NotOnTheAgenda(Refusal):
    """The agenda has no item {item}. Give the number of an item that it has, or none."""


class NotQuorate(Refusal):
    """Only {present} seats were present, so this body could not decide. Take it to its next meeting."""


class MoreVotesThanPresent(Refusal):
    """These are {votes} votes, but only {present} seats were present. Correct the count."""


class NoConsensus(Refusal):
    """With {against} votes against it this was not a consensus. Correct the votes, or record it as a vote."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: MeetingCommand, meeting: Meeting, ctx: Context) -> Decision:
    match command, meeting:
        case ScheduleMeeting(), Scheduled() | Attended() | Held() | Cancelled():
            raise MeetingExists(meeting=command.meeting)
        case ScheduleMeeting(body=body), Unscheduled() if not isinstance(ctx.of(BODY, body), Established):
            raise NoSuchBody(body=body)
        case (
            ScheduleMeeting(starts_at=starts, ends_at=ends),
            Unscheduled(),
        ) | (RescheduleMeeting(starts_at=starts, ends_at=ends), Scheduled()) if ends <= starts:
            raise EndsBeforeItStarts(starts=starts, ends=ends)
        case ScheduleMeeting(), Unscheduled():
            # The events have their commands' fields; each takes what it needs.
            return [council.MeetingScheduled(**dict(command))]
        case RescheduleMeeting(), Scheduled():
            return [council.MeetingRescheduled(**dict(command))]
        case CancelMeeting(), Scheduled() | Attended():
            return [council.MeetingCancelled(reason=command.reason)]

        case SetAgenda(items=items), Scheduled() | Attended() if gap := _gap(items):
            raise ItemsNotNumbered(numbers=gap)
        case SetAgenda(items=items), Scheduled() | Attended():
            return [council.AgendaSet(items=items)]

        case RecordAttendance(guests=guests), Scheduled() | Attended():
            seating, day = seating_of(ctx.of(BODY, meeting.body)), _day(meeting, ctx)
            seats = attendance_of(seating, day, command.seats)
            return [council.AttendanceRecorded(seats=seats, guests=named(guests))]

        case HoldMeeting(), Scheduled():
            raise AttendanceMissing
        case HoldMeeting(), Attended() if (day := _day(meeting, ctx)) > ctx.on:
            raise InTheFuture(day=day)
        case HoldMeeting(), Attended():
            return [_held(meeting, ctx)]

        case RecordDecision(item=int() as item), Held() if item not in meeting.items:
            raise NotOnTheAgenda(item=item)
        case RecordDecision(), Held(quorate=False) if _quorum_binds(meeting, ctx):
            raise NotQuorate(present=meeting.present)
        case RecordDecision(votes=votes), Held(present=present) if votes > present:
            raise MoreVotesThanPresent(votes=votes, present=present)
        case RecordDecision(consensus=True, votes_against=against), Held() if against:
            raise NoConsensus(against=against)
        case RecordDecision(), Held():
            return [_decided(command, meeting)]

        case _:
            raise NotNow(command, meeting, "meeting")


def _gap(items: tuple[AgendaItem, ...]) -> str:
    numbers = [item.number for item in items]
    return "" if numbers == list(range(1, len(items) + 1)) else ", ".join(map(str, numbers))


def _day(meeting: Scheduled | Attended, ctx: Context) -> date:
    return meeting.starts_at.astimezone(ctx.zone).date()


def _held(meeting: Attended, ctx: Context) -> Event:
    return council.MeetingHeld(
        body=meeting.body,
        held_on=_day(meeting, ctx),
        attendance=meeting.attendance,
        guests=meeting.guests,
        quorum=quorum_of(seating_of(ctx.of(BODY, meeting.body)), meeting.attendance),
    )


def _quorum_binds(meeting: Held, ctx: Context) -> bool:
    return seating_of(ctx.of(BODY, meeting.body)).quorum.binds_decisions


def _decided(command: RecordDecision, meeting: Held) -> Event:
    return council.DecisionTaken(
        decision=meeting.decisions + 1,
        quorate=meeting.quorate,
        taken_on=meeting.held_on,
        **dict(command),
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(meeting: Meeting, event: Event) -> Meeting:
    match event, meeting:
        case council.MeetingScheduled(), _:
            return Scheduled(event.body, event.starts_at)
        case council.MeetingRescheduled(starts_at=starts_at), Scheduled():
            return replace(meeting, starts_at=starts_at)
        case council.MeetingCancelled(), _:
            return Cancelled()
        case council.AgendaSet(items=items), Scheduled() | Attended():
            return replace(meeting, items=frozenset(item.number for item in items))
        case council.AttendanceRecorded(), Scheduled() | Attended():
            return Attended(meeting.body, meeting.starts_at, meeting.items, event.seats, event.guests)
        case council.MeetingHeld(quorum=quorum), Attended(items=items):
            return Held(event.body, event.held_on, items, quorum.present, quorum.reached)
        case council.DecisionTaken(decision=number), Held():
            return replace(meeting, decisions=number)
        case _:
            return meeting


MEETING: Entity[Meeting] = Entity(
    "council",
    "meeting",
    initial=Unscheduled(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.meeting,
)
