"""Where are the platform's front desks: which organisation runs the hub of which region?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts import outreach
from shared.contracts.values import Id, Language
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenHub(Command):
    """Open a hub: the place where civil society of some municipalities finds the platform."""

    hub: Id = Field(description="A short name for addresses, e.g. peja")
    region: Id = Field(description="The region (district) that it serves")
    seat: Id = Field(description="The municipality where it is")
    host: str = Field(min_length=1, description="The public name of the organisation that runs it")
    national: bool = Field(False, description="It serves the whole country")
    municipalities: tuple[Id, ...] = Field((), description="The municipalities that it serves")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages that are spoken there"
    )
    answer_days: Annotated[int, Field(ge=0, le=365)] | None = Field(
        None, description="Within how many days it answers an enquiry; empty: no time is set"
    )


class CloseHub(Command):
    """Close a hub; it may open again, with the same or another host."""

    hub: Id = Field(description="The hub")
    reason: str = Field(min_length=1, description="Why it closes")


HubCommand = OpenHub | CloseHub


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    since: date
    """The day on which it opened first."""
    answer_days: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    since: date
    closed_on: date


Hub = Unopened | Open | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MunicipalityTwice(Refusal):
    """{municipality} stands there more than once. Name each municipality once."""


class SeatElsewhere(Refusal):
    """The hub's seat {seat} is none of the municipalities that it serves. Add it, or correct the seat."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: HubCommand, hub: Hub, ctx: Context) -> Decision:
    match command, hub:
        case OpenHub(), Unopened() | Closed() if municipality := _twice(command.municipalities):
            raise MunicipalityTwice(municipality=municipality)
        case OpenHub(national=False, seat=seat), Unopened() | Closed() if seat not in command.municipalities:
            raise SeatElsewhere(seat=seat)
        case OpenHub(), Unopened() | Closed():
            return [_opened(command, ctx)]

        case CloseHub(), Open():
            return [outreach.HubClosed(reason=command.reason, closed_on=ctx.on)]

        case _:
            raise NotNow(command, hub, "hub")


def _twice(municipalities: tuple[Id, ...]) -> str | None:
    return next((name for i, name in enumerate(municipalities) if name in municipalities[:i]), None)


def _opened(command: OpenHub, ctx: Context) -> outreach.HubOpened:
    return outreach.HubOpened(
        region=command.region,
        seat=command.seat,
        host=command.host,
        national=command.national,
        municipalities=command.municipalities,
        languages=command.languages,
        opened_on=ctx.on,
        answer_days=command.answer_days,
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(hub: Hub, event: Event) -> Hub:
    match event:
        case outreach.HubOpened(opened_on=day):
            return Open(day if isinstance(hub, Unopened) else hub.since, event.answer_days)
        case outreach.HubClosed(closed_on=day):
            return Closed(day if isinstance(hub, Unopened) else hub.since, day)
        case _:
            return hub


HUB: Entity[Hub] = Entity(
    "outreach", "hub", initial=Unopened(), evolve=evolve, decide=decide, key=lambda command: command.hub
)
