"""What did a hub do in a month? Counted from what it logged, and filed as the month's return.

Enquiries, answers and events record on it in the same append, so the return cannot differ from the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from services.outreach.domain.hub import HUB, Closed, Open, Unopened
from shared.contracts import outreach
from shared.contracts.outreach import HubCount
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class FileMonthlyReturn(Command):
    """File the return of a month; its figures are counted from the log."""

    hub: Id = Field(max_length=70, description="The hub")
    month: Month = Field(description="The month, e.g. 2015-09")
    remarks: str = Field("", max_length=2000, description="What the figures do not tell; no personal data")


class EndHubMonth(Command):
    """Ask for the return of a month that is over, whether or not anything happened in it."""

    hub: Id = Field(max_length=70, description="The hub")
    month: Month = Field(description="The month, e.g. 2015-09")


HubMonthCommand = FileMonthlyReturn | EndHubMonth


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Gathering:
    topics: tuple[str, ...] = ()
    """Of every enquiry, in order; so are the channels."""
    channels: tuple[str, ...] = ()
    answers: tuple[tuple[int, bool], ...] = ()
    """Days, and whether that was late."""
    participants: tuple[int, ...] = ()
    """Of every event."""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    ended: bool = False


HubMonth = Gathering | Filed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoSuchHub(Refusal):
    """There is no hub {hub}. Choose one that was opened."""


class BeforeOpening(Refusal):
    """The hub {hub} opened in {since}, so {month} has no return. Choose a month from then on."""


class MonthNotOver(Refusal):
    """{month} is not over yet. File its return when it is."""


class MonthFiled(Refusal):
    """The return of {month} is filed already, so nothing can be added to that month."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: HubMonthCommand, month: HubMonth, ctx: Context) -> Decision:
    match command, month:
        case FileMonthlyReturn(hub=hub), _ if ctx.of(HUB, hub) == Unopened():
            raise NoSuchHub(hub=hub)
        case FileMonthlyReturn(hub=hub), _ if command.month < (since := _since(hub, ctx)):
            raise BeforeOpening(hub=hub, since=since, month=command.month)
        case FileMonthlyReturn(), Filed():
            raise MonthFiled(month=command.month)
        case _, Gathering() if command.month >= month_of(ctx.on):
            raise MonthNotOver(month=command.month)

        case FileMonthlyReturn(), Gathering():
            return [_filed(command, month, ctx)]
        case EndHubMonth(), Gathering(ended=False) | Filed(ended=False) if _open_in(command, ctx):
            return [_ended(command, isinstance(month, Filed), ctx)]
        case EndHubMonth(), _:
            return []  # it was asked for already, or the hub was closed before

        case _:
            raise NotNow(command, month, "month")


def month_of(day: date) -> str:
    return day.isoformat()[:7]


def _since(hub: str, ctx: Context) -> str:
    """The month in which it opened."""
    state = ctx.of(HUB, hub)
    return "" if isinstance(state, Unopened) else month_of(state.since)


def _open_in(command: EndHubMonth, ctx: Context) -> bool:
    match ctx.of(HUB, command.hub):
        case Open():
            return True
        case Closed(closed_on=day):
            return command.month <= month_of(day)
        case _:
            return False


def _ended(command: EndHubMonth, filed: bool, ctx: Context) -> Event:
    return outreach.HubMonthEnded(hub=command.hub, month=command.month, filed=filed, found_on=ctx.on)


def _filed(command: FileMonthlyReturn, month: Gathering, ctx: Context) -> Event:
    return outreach.MonthlyReturnFiled(
        hub=command.hub,
        month=command.month,
        enquiries=len(month.topics),
        by_topic=_counted(month.topics),
        by_channel=_counted(month.channels),
        answers=len(month.answers),
        late=sum(late for _, late in month.answers),
        answer_days=sum(days for days, _ in month.answers),
        events=len(month.participants),
        participants=sum(month.participants),
        remarks=command.remarks,
        filed_on=ctx.on,
    )


def _counted(kinds: Iterable[str]) -> tuple[HubCount, ...]:
    return tuple(HubCount(of=kind, n=n) for kind, n in sorted(Counter(kinds).items()))


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def counted(hub: str, day: date, event: Event, ctx: Context) -> Elsewhere:
    """Records a fact of that day on the hub's month.

    Raises:
        MonthFiled: the month's figures are settled.
    """
    id = f"{hub}_{month_of(day)}"
    if isinstance(ctx.of(HUB_MONTH, id), Filed):
        raise MonthFiled(month=month_of(day))
    return HUB_MONTH.at(id, event)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(month: HubMonth, event: Event) -> HubMonth:
    match event, month:
        case outreach.EnquiryCounted(), Gathering(topics=topics, channels=channels):
            return replace(month, topics=(*topics, event.topic), channels=(*channels, event.channel))
        case outreach.AnswerCounted(), Gathering(answers=answers):
            return replace(month, answers=(*answers, (event.days, event.late)))
        case outreach.HubEventCounted(), Gathering(participants=participants):
            return replace(month, participants=(*participants, event.participants))
        case outreach.MonthlyReturnFiled(), _:
            return Filed(month.ended)
        case outreach.HubMonthEnded(), _:
            return replace(month, ended=True)
        case _:
            return month


HUB_MONTH: Entity[HubMonth] = Entity(
    "outreach",
    "hub_month",
    initial=Gathering(),
    evolve=evolve,
    decide=decide,
    key=lambda command: f"{command.hub}_{command.month}",
)
