"""What becomes of a meeting: when and where is it, who came, and what was decided?"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from services.council.domain.agenda import ProposeAgendaItem, SetAgenda, agenda_set, item_proposed
from services.council.domain.attendance import Mark, attendance_of, named
from services.council.domain.body import BODY, Established, seating_of
from services.council.domain.days import EndsBeforeItStarts, said
from services.council.domain.deciding import RecordDecision, decision_taken
from services.council.domain.diary import DIARY
from services.council.domain.proceedings import (
    Attended,
    Cancelled,
    Held,
    Meeting,
    Plan,
    Scheduled,
    Unscheduled,
    evolve,
)
from services.council.domain.quorum import quorum_of
from services.council.domain.revisions import REVISIONS, adopted
from shared.contracts import council
from shared.contracts.council import Guest
from shared.contracts.values import Address, Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ScheduleMeeting(Command):
    """Call a meeting of a body."""

    meeting: Id = Field(description="A short name for addresses, e.g. council-2015-04-21")
    body: Id = Field(description="The body that meets")
    title: Text | None = Field(None, description="The title, if the body's name is not enough")
    starts_at: AwareDatetime = Field(description="When it starts, with the time zone")
    ends_at: AwareDatetime = Field(description="When it ends, with the time zone")
    place: str = Field(min_length=1, description="Where it is")
    online_link: Address | None = Field(
        None, description="The address for those who take part from afar; shown only to those who sit there"
    )
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages spoken or interpreted"
    )


class RescheduleMeeting(Command):
    """Move a meeting to another time or place."""

    meeting: Id = Field(description="The meeting")
    starts_at: AwareDatetime = Field(description="When it starts now, with the time zone")
    ends_at: AwareDatetime = Field(description="When it ends now, with the time zone")
    place: str = Field(min_length=1, description="Where it is now")
    online_link: Address | None = Field(
        None, description="The address for those who take part from afar; left empty, it stays as it was"
    )
    online_ended: bool = Field(False, description="Nobody can take part from afar any more")
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


MeetingCommand = (
    ScheduleMeeting
    | ProposeAgendaItem
    | SetAgenda
    | RescheduleMeeting
    | CancelMeeting
    | RecordAttendance
    | HoldMeeting
    | RecordDecision
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MeetingExists(Refusal):
    """There is already a meeting {meeting}. Choose another short name."""


class AddressAndNone(Refusal):
    """You gave an address for those who take part from afar, and said that nobody can. Say one of both."""


class NoSuchBody(Refusal):
    """There is no body {body}, or it is dissolved. Choose a body that can meet."""


class NotBegun(Refusal):
    """This meeting begins on {starts}. Record that it took place once it has, or correct its time first."""


class AttendanceMissing(Refusal):
    """Nobody has recorded who came to this meeting. Record the attendance first."""


class MinutesSaySo(Refusal):
    """The minutes of this meeting are adopted, and they say what it decided. Take a correction to a later
    meeting, and record it as a decision of that one.
    """


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
            awaited = council.MeetingAwaited(meeting=command.meeting)
            return [council.MeetingScheduled(**dict(command)), DIARY.at(command.body, awaited)]
        case RescheduleMeeting(online_link=str(), online_ended=True), Scheduled():
            raise AddressAndNone
        case RescheduleMeeting(online_link=link), Scheduled(plan=plan):
            address = None if command.online_ended else link or plan.online_link
            return [council.MeetingRescheduled(**{**dict(command), "online_link": address})]
        case CancelMeeting(), Scheduled(plan=plan) | Attended(plan=plan):
            return [council.MeetingCancelled(reason=command.reason), _settled(command, plan)]

        case ProposeAgendaItem(), Scheduled(plan=plan) | Attended(plan=plan):
            return [item_proposed(command, plan, ctx)]
        case SetAgenda(), Scheduled(plan=plan) | Attended(plan=plan):
            return [agenda_set(command, plan)]

        case RecordAttendance(guests=guests), Scheduled(plan=plan) | Attended(plan=plan):
            seating, day = seating_of(ctx.of(BODY, plan.body)), plan.day(ctx.zone)
            seats = attendance_of(seating, day, command.seats)
            return [council.AttendanceRecorded(seats=seats, guests=named(guests))]

        case HoldMeeting(), Scheduled():
            raise AttendanceMissing
        case HoldMeeting(), Attended(plan=plan) if plan.starts_at > ctx.at:
            raise NotBegun(starts=said(plan.starts_at, ctx))
        case HoldMeeting(), Attended():
            return [_held(meeting, ctx), _settled(command, meeting.plan)]
        case RecordDecision(meeting=id), Held() if adopted(ctx.of(REVISIONS, id)):
            raise MinutesSaySo
        case RecordDecision(), Held():
            return [decision_taken(command, meeting, ctx)]

        case _:
            raise NotNow(command, meeting, "meeting")


def _settled(command: HoldMeeting | CancelMeeting, plan: Plan) -> Elsewhere:
    return DIARY.at(plan.body, council.MeetingSettled(meeting=command.meeting))


def _held(meeting: Attended, ctx: Context) -> Event:
    plan = meeting.plan
    return council.MeetingHeld(
        body=plan.body,
        held_on=plan.day(ctx.zone),
        attendance=meeting.attendance,
        guests=meeting.guests,
        quorum=quorum_of(seating_of(ctx.of(BODY, plan.body)), meeting.attendance),
    )


MEETING: Entity[Meeting] = Entity(
    "council",
    "meeting",
    initial=Unscheduled(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.meeting,
)
