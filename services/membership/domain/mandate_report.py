"""Who sat somewhere for civil society and owes the others a report, until when, and was it filed?

A report is late if its own day says so: what was entered late and came in time is not late.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import Field

from services.membership.domain.body_facts import BODY
from services.membership.domain.days import TooEarly
from services.membership.domain.meeting_facts import MEETING, Held
from services.membership.domain.working_rules import Set, rules_now
from shared.contracts import membership
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

LONGEST = 80
"""Characters of an id."""


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OweReport(Command):
    """Put on record that a seat-holder who attended owes a report."""

    meeting: Id = Field(description="The meeting that was held")
    organisation: Id = Field(description="The organisation that sat there")


class FileMandateReport(Command):
    """Report to the other organisations what was discussed, and what you said in their name."""

    meeting: Id = Field(description="The meeting")
    organisation: Id = Field(description="Your organisation's number in the NGO register")
    summary: Text = Field(description="What was discussed and decided")
    represented: Text = Field(description="What you said for civil society")
    next_steps: Text | None = Field(None, description="What follows, and who does it")


class MoveReportDue(Command):
    """Give a seat-holder another day for the report."""

    meeting: Id = Field(description="The meeting")
    organisation: Id = Field(description="The organisation that owes the report")
    due_on: date = Field(description="The new last day")
    reason: str = Field(min_length=1, max_length=500, description="Why it is moved")


class MarkReportOverdue(Command):
    """Put on record that the last day for a report passed without one."""

    meeting: Id = Field(description="The meeting")
    organisation: Id = Field(description="The organisation that owes the report")


MandateReportCommand = OweReport | FileMandateReport | MoveReportDue | MarkReportOverdue


def report_id(meeting: str, organisation: str) -> str:
    """The meeting's and the organisation's id; of a long one, a part and a hash."""
    plain = f"{meeting}_{organisation}"
    if len(plain) <= LONGEST:
        return plain
    return f"{plain[:47]}-{hashlib.sha256(plain.encode()).hexdigest()[:32]}"


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NotOwed:
    pass


@dataclass(frozen=True, slots=True)
class Owed:
    owed: membership.ReportOwed


@dataclass(frozen=True, slots=True)
class Overdue:
    owed: membership.ReportOwed


@dataclass(frozen=True, slots=True)
class Filed:
    filed_on: date


MandateReport = NotOwed | Owed | Overdue | Filed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MeetingNotHeld(Refusal):
    """It is not on record that the meeting {meeting} was held. Report when the secretariat has
    recorded it.
    """


class DidNotSit(Refusal):
    """The attendance of that meeting does not show your organisation on a seat. If somebody sat there for
    it, ask the secretariat to look into the attendance.
    """


class NoReportNeeded(Refusal):
    """Meetings of this body need no report by the platform's working rules."""


class NotYetDue(Refusal):
    """The report is due by the end of {due_on}. It is not overdue before."""


class SameDay(Refusal):
    """The report is due on {due_on} already. Give another day."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: MandateReportCommand, report: MandateReport, ctx: Context) -> Decision:
    match command, report:
        case OweReport(), NotOwed():
            owed = _owed(command, ctx)
            return [owed] if owed else []
        case OweReport(), Owed() | Overdue() | Filed():
            return []  # a fact told twice, or the report was faster

        case FileMandateReport(), NotOwed() if not isinstance(ctx.of(MEETING, command.meeting), Held):
            raise MeetingNotHeld(meeting=command.meeting)
        case FileMandateReport(), NotOwed():
            # the report comes before the policy has put on record that it is owed
            owed = _owed(command, ctx) or _not_needed(command, ctx)
            return [owed, _filed(command, owed, ctx)]
        case FileMandateReport(), Owed(owed=owed) | Overdue(owed=owed):
            return [_filed(command, owed, ctx)]

        case MoveReportDue(due_on=day), Owed(owed=owed) | Overdue(owed=owed) if day < owed.held_on:
            raise TooEarly(day=day, began=owed.held_on)
        case MoveReportDue(due_on=day), Owed(owed=owed) | Overdue(owed=owed) if day == owed.due_on:
            raise SameDay(due_on=day)
        case MoveReportDue(due_on=day), Owed(owed=owed) | Overdue(owed=owed):
            moved = {"due_on": day, "due_at": _end_of(day, ctx.zone), "moved_because": command.reason}
            return [owed.model_copy(update=moved)]

        case MarkReportOverdue(), Owed(owed=owed) if ctx.at < owed.due_at:
            raise NotYetDue(due_on=owed.due_on)
        case MarkReportOverdue(), Owed(owed=owed):
            return [_overdue(owed)]
        case MarkReportOverdue(), Overdue() | Filed():
            return []  # a timer that rings twice, or a report that came in time

        case _:
            raise NotNow(command, report, "report")


def _owed(command: OweReport | FileMandateReport, ctx: Context) -> membership.ReportOwed | None:
    """None if the organisation did not sit there, or the rules ask for no report."""
    meeting, rules = ctx.of(MEETING, command.meeting), rules_now(ctx)
    if not isinstance(meeting, Held) or not isinstance(rules, Set):
        return None
    sat = meeting.seat_of(command.organisation)
    if sat is None or ctx.of(BODY, meeting.body).kind not in rules.report_for:
        return None
    due_on = meeting.held_on + timedelta(days=rules.report_days)
    return membership.ReportOwed(
        meeting=command.meeting,
        body=meeting.body,
        organisation=command.organisation,
        seat=sat.seat,
        person=sat.person,
        held_on=meeting.held_on,
        due_on=due_on,
        due_at=_end_of(due_on, ctx.zone),
    )


def _not_needed(command: FileMandateReport, ctx: Context) -> membership.ReportOwed:
    meeting = ctx.of(MEETING, command.meeting)
    if isinstance(meeting, Held) and meeting.seat_of(command.organisation) is None:
        raise DidNotSit
    raise NoReportNeeded


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, zone)


def _filed(command: FileMandateReport, owed: membership.ReportOwed, ctx: Context) -> Event:
    if ctx.on < owed.held_on:
        raise TooEarly(day=ctx.on, began=owed.held_on)
    return membership.MandateReportFiled(filed_by=ctx.by, filed_on=ctx.on, **dict(command))


def _overdue(owed: membership.ReportOwed) -> Event:
    return membership.MandateReportOverdue(
        meeting=owed.meeting, organisation=owed.organisation, due_on=owed.due_on
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(report: MandateReport, event: Event) -> MandateReport:
    match event, report:
        case membership.ReportOwed(), _:
            return Owed(event)
        case membership.MandateReportOverdue(), Owed(owed=owed):
            return Overdue(owed)
        case membership.MandateReportFiled(), _:
            return Filed(event.filed_on)
        case _:
            return report


MANDATE_REPORT: Entity[MandateReport] = Entity(
    "membership",
    "mandate_report",
    initial=NotOwed(),
    evolve=evolve,
    decide=decide,
    key=lambda command: report_id(command.meeting, command.organisation),
)
