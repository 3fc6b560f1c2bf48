"""Which government acts came of the dialogue, and what did each of them follow?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.council.domain.call import CALL
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.dialogue import DIALOGUE
from services.council.domain.institution import check_registered
from services.council.domain.station import MEETINGS, Known, check
from shared.contracts import council
from shared.contracts.council import ActKind, Station
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordAct(Command):
    """Record an act of an institution that came of the dialogue, and what it followed."""

    act: Id = Field(description="A short name for addresses, e.g. regulation-05-2016")
    title: Text = Field(description="Its title")
    kind: ActKind = Field(description="What kind of act it is")
    reference: str = Field(min_length=1, max_length=200, description="Its official number")
    institution: Id = Field(description="The institution that adopted it")
    adopted_on: date = Field(description="The day it was adopted")
    in_force_on: date | None = Field(None, description="The day it took or takes effect, if it is known")
    follows: Annotated[tuple[Station, ...], Field(min_length=1)] = Field(
        description="What it came from: calls, decisions, commitments, positions"
    )


ActCommand = RecordAct


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unrecorded:
    pass


@dataclass(frozen=True, slots=True)
class Recorded:
    adopted_on: date


Act = Unrecorded | Recorded


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ActExists(Refusal):
    """There is already an act {act}. Choose another short name."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ActCommand, act: Act, ctx: Context) -> Decision:
    match command, act:
        case RecordAct(), Recorded():
            raise ActExists(act=command.act)
        case RecordAct(adopted_on=day), Unrecorded() if day > ctx.on:
            raise InTheFuture(day=day)
        case RecordAct(adopted_on=adopted, in_force_on=date() as day), Unrecorded() if day < adopted:
            raise TooEarly(day=day, began=adopted)

        case RecordAct(), Unrecorded():
            return [_recorded(command, ctx)]

        case _:
            raise NotNow(command, act, "act")


def _recorded(command: RecordAct, ctx: Context) -> Event:
    check_registered(command.institution, ctx)
    check(command.follows, ctx, STATIONS)
    # The event has the command's fields; it takes what it needs.
    return council.ActRecorded(**dict(command))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(act: Act, event: Event) -> Act:
    match event:
        case council.ActRecorded():
            return Recorded(event.adopted_on)
        case _:
            return act


ACT: Entity[Act] = Entity(
    "council",
    "act",
    initial=Unrecorded(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.act,
)
STATIONS: Known = {**MEETINGS, "call": CALL, "dialogue": DIALOGUE, "act": ACT}
