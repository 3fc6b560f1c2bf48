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
from shared.contracts.membership import ON_PAPER
from shared.contracts.values import Id, Text
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ReceivePosition(Command):
    """Receive a position of the platform as an input to the Council."""

    position: Id = Field(
        description='A short name that begins with "paper-"; positions of this system come by themselves'
    )
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


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ComesByItself(Refusal):
    """{position} is a position in this system, and is received by itself once it is transmitted. Transmit
    it; enter only what came on paper.
    """


class NotNamedAsPaper(Refusal):
    """The short name of a position on paper begins with "paper-", so that it is never taken for one of this
    system. Write paper-{position}.
    """


class PaperReceived(Refusal):
    """A position {position} is received already. Give this one another short name, if it is another."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ReceptionCommand, reception: Reception, ctx: Context) -> Decision:
    match command, reception:
        case ReceivePosition(position=id), _ if _by_hand(ctx) and ctx.of(POSITION, id).proposed_on:
            raise ComesByItself(position=id)
        case ReceivePosition(position=id), _ if _by_hand(ctx) and not id.startswith(ON_PAPER):
            raise NotNamedAsPaper(position=id)
        case ReceivePosition(position=id), Received() if _by_hand(ctx):
            raise PaperReceived(position=id)
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


def _by_hand(ctx: Context) -> bool:
    return not ctx.actor.holds(SYSTEM)


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
