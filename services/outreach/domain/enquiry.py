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


class AnswerEnquiry(Command):
    """Record the answer that was given."""

    enquiry: Id = Field(description="The enquiry")
    answer: str = Field(min_length=1, max_length=4000, description="What was answered")


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


@dataclass(frozen=True, slots=True)
class Answered:
    hub: str


Enquiry = Unlogged | Waiting | Overdue | Answered


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EnquiryExists(Refusal):
    """There is already an enquiry {enquiry}. Choose another short name."""


class HubNotOpen(Refusal):
    """The hub {hub} is not open. Log it at a hub that is."""


class NotYetDue(Refusal):
    """The enquiry can still be answered in time. Mark it when its time is over."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: EnquiryCommand, enquiry: Enquiry, ctx: Context) -> Decision:
    match command, enquiry:
        case LogEnquiry(), Unlogged():
            return _logged(command, ctx)
        case LogEnquiry(), _:
            raise EnquiryExists(enquiry=command.enquiry)

        case AnswerEnquiry(), Waiting(answer_by=end):
            return _answered(command, enquiry, end is not None and ctx.at >= end, ctx)
        case AnswerEnquiry(), Overdue():
            return _answered(command, enquiry, True, ctx)

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
    logged = outreach.EnquiryLogged(
        hub=command.hub,
        topic=command.topic,
        channel=command.channel,
        organisation=command.organisation,
        question=about(who, command.question),
        name=about(who, command.name) if command.name else None,
        contact=about(who, command.contact) if command.contact else None,
        logged_on=ctx.on,
        answer_by=_end_of(ctx, asked.answer_days),
    )
    count = outreach.EnquiryCounted(enquiry=command.enquiry, topic=command.topic, channel=command.channel)
    return [logged, counted(command.hub, ctx.on, count, ctx)]


def _end_of(ctx: Context, days: int | None) -> datetime | None:
    """The end of the last day for an answer, where the platform is."""
    if days is None:
        return None
    return datetime.combine(ctx.on + timedelta(days=days + 1), time.min, ctx.zone)


def _answered(
    command: AnswerEnquiry, enquiry: Waiting | Overdue, late: bool, ctx: Context
) -> list[Event | Elsewhere]:
    days = (ctx.on - enquiry.logged_on).days
    answered = outreach.EnquiryAnswered(
        hub=enquiry.hub,
        answer=about(f"enquirer-{command.enquiry}", command.answer),
        days=days,
        late=late,
        answered_on=ctx.on,
    )
    count = outreach.AnswerCounted(enquiry=command.enquiry, days=days, late=late)
    return [answered, counted(enquiry.hub, ctx.on, count, ctx)]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(enquiry: Enquiry, event: Event) -> Enquiry:
    match event, enquiry:
        case outreach.EnquiryLogged(), _:
            return Waiting(event.hub, event.logged_on, event.answer_by)
        case outreach.EnquiryOverdue(), Waiting():
            return Overdue(enquiry.hub, enquiry.logged_on)
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
