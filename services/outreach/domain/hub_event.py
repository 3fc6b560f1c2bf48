"""Which events did a hub hold, and how many came?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.outreach.domain import hub
from services.outreach.domain.hub_month import NoSuchHub, counted
from shared.contracts import outreach
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class HoldHubEvent(Command):
    """Record an event that a hub held: an information day, a round table."""

    event: Id = Field(description="A short name, e.g. peja-information-day-2015")
    hub: Id = Field(max_length=70, description="The hub")
    title: Text = Field(description="The title that people read")
    held_on: date = Field(description="The day on which it was held")
    participants: Annotated[int, Field(ge=0, le=100_000)] = Field(description="How many people came")
    organisations: tuple[Id, ...] = Field((), description="Organisations of the register that came")


HubEventCommand = HoldHubEvent


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unheld:
    pass


@dataclass(frozen=True, slots=True)
class Held:
    hub: str


HubEvent = Unheld | Held


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class HubEventExists(Refusal):
    """There is already an event {event}. Choose another short name."""


class StillToCome(Refusal):
    """{day} is still to come. Record the event when it was held."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: HubEventCommand, event: HubEvent, ctx: Context) -> Decision:
    match command, event:
        case HoldHubEvent(), Held():
            raise HubEventExists(event=command.event)
        case HoldHubEvent(held_on=day), Unheld() if day > ctx.on:
            raise StillToCome(day=day)
        case HoldHubEvent(hub=where), Unheld() if ctx.of(hub.HUB, where) == hub.Unopened():
            raise NoSuchHub(hub=where)

        case HoldHubEvent(), Unheld():
            return _held(command, ctx)

        case _:
            raise NotNow(command, event, "event")


def _held(command: HoldHubEvent, ctx: Context) -> list[Event | Elsewhere]:
    # The event has the command's fields; it takes what it needs.
    held = outreach.HubEventHeld(**dict(command))
    count = outreach.HubEventCounted(event=command.event, participants=command.participants)
    return [held, counted(command.hub, command.held_on, count, ctx)]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(state: HubEvent, event: Event) -> HubEvent:
    match event:
        case outreach.HubEventHeld():
            return Held(event.hub)
        case _:
            return state


HUB_EVENT: Entity[HubEvent] = Entity(
    "outreach",
    "hub_event",
    initial=Unheld(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.event,
)
