"""Where did a position of the platform go: to the call it answers, or is an answer owed to it alone?

No position is lost: one that names no call, or a call that cannot take it any more, becomes an input of
its own.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from services.council.domain.call import CALL, OWN, takes
from services.council.domain.position_facts import POSITION
from shared.contracts import council
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ReceivePosition(Command):
    """Receive a position of the platform as an input to the Council."""

    position: Id = Field(description="The position")
    title: Text = Field(description="Its title")
    text: Text = Field(description="What it proposes")
    call: Id | None = Field(None, description="The call that it answers, if it answers one")
    transmitted_on: date = Field(description="The day on which it was transmitted")


ReceptionCommand = ReceivePosition


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unreceived:
    pass


@dataclass(frozen=True, slots=True)
class Received:
    call: str


Reception = Unreceived | Received


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ReceptionCommand, reception: Reception, ctx: Context) -> Decision:
    match command, reception:
        case ReceivePosition(), Received():
            return []  # told twice

        case ReceivePosition(call=str() as call), Unreceived() if takes(ctx.of(CALL, call), ctx.at):
            return [_received(command, ctx, call), CALL.at(call, _input(command))]
        case ReceivePosition(), Unreceived():
            own = call_of(command.position)
            opened = council.CallOpenedByPosition(
                position=command.position, title=command.title, opened_on=command.transmitted_on
            )
            return [
                _received(command, ctx, own, instead_of=command.call),
                CALL.at(own, opened),
                CALL.at(own, _input(command)),
            ]

        case _:
            raise NotNow(command, reception, "position")


def call_of(position: str) -> str:
    """The call that a position opens for itself, and its name as an input, shortened if it is very long."""
    id = f"{OWN}{position}"
    return id if len(id) <= 80 else f"{OWN}{uuid.uuid5(uuid.NAMESPACE_URL, position)}"


def _received(command: ReceivePosition, ctx: Context, call: str, instead_of: str | None = None) -> Event:
    proposal = ctx.of(POSITION, command.position)
    return council.PositionReceived(
        call=call,
        input=call_of(command.position),
        instead_of=instead_of,
        title=command.title,
        proposed_by=proposal.organisation,
        proposed_on=proposal.proposed_on,
        received_on=command.transmitted_on,
    )


def _input(command: ReceivePosition) -> Event:
    return council.InputReceived(
        input=call_of(command.position),
        position=command.position,
        text=command.text,
        received_on=command.transmitted_on,
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(reception: Reception, event: Event) -> Reception:
    match event:
        case council.PositionReceived():
            return Received(event.call)
        case _:
            return reception


RECEPTION: Entity[Reception] = Entity(
    "council",
    "reception",
    initial=Unreceived(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.position,
)
