"""What was a hub asked, and did it answer in time? Who asked, and in which words, is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic import Field

from services.outreach.domain import hub
from services.outreach.domain.hub_month import counted
from shared.contracts import outreach
from shared.contracts.outreach import EnquiryChannel
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class LogEnquiry(Command):
    """Log what a hub was asked. Who asked, and in which words, is kept sealed."""

    enquiry: Id = Field(description="A short name of the enquiry, e.g. peja-2015-0042")
    hub: Id = Field(max_length=70, description="The hub that was asked")
    topic: Id = Field(description="What it was about, e.g. funding, membership, consultation")
    channel: EnquiryChannel = Field(description="How it came")
    question: str = Field(min_length=1, max_length=4000, description="What was asked")
    organisation: Id | None = Field(None, description="The organisation that asked, if it was one")
    name: str | None = Field(None, min_length=1, max_length=200, description="Who asked, if they said so")
    contact: str | None = Field(None, min_length=1, max_length=200, description="Where the answer should go")
    asked_on: date | None = Field(None, description="The day on which it was asked; empty: today")


class AnswerEnquiry(Command):
    """Record the answer that was given."""

    enquiry: Id = Field(description="The enquiry")
    answer: str = Field(min_length=1, max_length=4000, description="What was answered")
    answered_on: date | None = Field(None, description="The day on which it was answered; empty: today")


class MarkEnquiryOverdue(Command):
    """Mark an enquiry that has no answer although the time for it is over."""

    enquiry: Id = Field(description="The enquiry")


EnquiryCommand = LogEnquiry | AnswerEnquiry | MarkEnquiryOverdue


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unlogged:
    pass


@dataclass(frozen=True, slots=True)
class Waiting:
    hub: str
    logged_on: date
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Overdue:
    hub: str
    logged_on: date
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    hub: str


Enquiry = Unlogged | Waiting | Overdue | Answered


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EnquiryExists(Refusal):
    """There is already an enquiry {enquiry}. Choose another short name."""


class HubNotOpen(Refusal):
    """The hub {hub} is not open. Log it at a hub that is."""


class AskedBeforeOpening(Refusal):
    """The hub {hub} opened on {since}, so it was not asked on {day}. Correct the day."""


class NotYetHere(Refusal):
    """{day} is still to come. Give the day on which it was, or leave it empty for today."""


class AnsweredBeforeAsked(Refusal):
    """It was asked on {asked_on}, so it was not answered on {answered_on}. Correct the day."""


class NotYetDue(Refusal):
    """The enquiry can still be answered in time. Mark it when its time is over."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: EnquiryCommand, enquiry: Enquiry, ctx: Context) -> Decision:
    match command, enquiry:
        case LogEnquiry(asked_on=date() as day), _ if day > ctx.on:
            raise NotYetHere(day=day)
        case AnswerEnquiry(answered_on=date() as day), _ if day > ctx.on:
            raise NotYetHere(day=day)

        case LogEnquiry(), Unlogged():
            return _logged(command, ctx)
        case LogEnquiry(), _:
            raise EnquiryExists(enquiry=command.enquiry)

        case AnswerEnquiry(answered_on=date() as day), Waiting() | Overdue() if day < enquiry.logged_on:
            raise AnsweredBeforeAsked(asked_on=enquiry.logged_on, answered_on=day)
        case AnswerEnquiry(), Waiting() | Overdue():
            return _answered(command, enquiry, ctx)

        case MarkEnquiryOverdue(), Waiting(answer_by=None):
            raise NotYetDue
        case MarkEnquiryOverdue(), Waiting(answer_by=datetime() as end) if ctx.at < end:
            raise NotYetDue
        case MarkEnquiryOverdue(), Waiting(answer_by=datetime() as end, hub=asked):
            return [outreach.EnquiryOverdue(hub=asked, answer_by=end, found_on=ctx.on)]
        case MarkEnquiryOverdue(), Overdue() | Answered():
            return []  # a timer that rings twice

        case _:
            raise NotNow(command, enquiry, "enquiry")


def _logged(command: LogEnquiry, ctx: Context) -> list[Event | Elsewhere]:
    asked, who = ctx.of(hub.HUB, command.hub), f"enquirer-{command.enquiry}"
    if not isinstance(asked, hub.Open):
        raise HubNotOpen(hub=command.hub)
    day = command.asked_on or ctx.on
    if day < asked.since:
        raise AskedBeforeOpening(hub=command.hub, since=asked.since, day=day)
    logged = outreach.EnquiryLogged(
        hub=command.hub,
        topic=command.topic,
        channel=command.channel,
        organisation=command.organisation,
        question=about(who, command.question),
        name=about(who, command.name) if command.name else None,
        contact=about(who, command.contact) if command.contact else None,
        logged_on=day,
        answer_by=_end_of(day, asked.answer_days, ctx),
    )
    count = outreach.EnquiryCounted(enquiry=command.enquiry, topic=command.topic, channel=command.channel)
    return [logged, counted(command.hub, day, count, ctx)]


def _end_of(day: date, days: int | None, ctx: Context) -> datetime | None:
    """The end of the last day for an answer, where the platform is."""
    if days is None:
        return None
    return datetime.combine(day + timedelta(days=days + 1), time.min, ctx.zone)


def _answered(command: AnswerEnquiry, enquiry: Waiting | Overdue, ctx: Context) -> list[Event | Elsewhere]:
    """In time or late by the day of the answer, whenever it was written down."""
    day = command.answered_on or ctx.on
    days = (day - enquiry.logged_on).days
    late = enquiry.answer_by is not None and datetime.combine(day, time.max, ctx.zone) >= enquiry.answer_by
    answered = outreach.EnquiryAnswered(
        hub=enquiry.hub,
        answer=about(f"enquirer-{command.enquiry}", command.answer),
        days=days,
        late=late,
        answered_on=day,
    )
    count = outreach.AnswerCounted(enquiry=command.enquiry, days=days, late=late)
    return [answered, counted(enquiry.hub, day, count, ctx)]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(enquiry: Enquiry, event: Event) -> Enquiry:
    match event, enquiry:
        case outreach.EnquiryLogged(), _:
            return Waiting(event.hub, event.logged_on, event.answer_by)
        case outreach.EnquiryOverdue(), Waiting():
            return Overdue(enquiry.hub, enquiry.logged_on, event.answer_by)
        case outreach.EnquiryAnswered(), _:
            return Answered(event.hub)
        case _:
            return enquiry


ENQUIRY: Entity[Enquiry] = Entity(
    "outreach",
    "enquiry",
    initial=Unlogged(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.enquiry,
)
