"""How many partnership principles are to be recognised in a year? The project states it, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shared.contracts import council
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetDialogueTarget(Command):
    """Set how many principles are to be recognised in a year. A new number takes the place of the old."""

    year: Annotated[int, Field(ge=1990, le=2200)] = Field(description="The year")
    principles: Annotated[int, Field(ge=0)] = Field(description="How many principles")


DialogueTargetCommand = SetDialogueTarget


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unset:
    pass


@dataclass(frozen=True, slots=True)
class Set:
    principles: int


DialogueTarget = Unset | Set


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DialogueTargetCommand, target: DialogueTarget, ctx: Context) -> Decision:
    match command, target:
        case SetDialogueTarget(principles=n), Set(principles=known) if n == known:
            return []  # nothing changes

        case SetDialogueTarget(), Unset() | Set():
            # The event has the command's fields; it takes what it needs.
            return [council.DialogueTargetSet(set_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, target, "target")


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(target: DialogueTarget, event: Event) -> DialogueTarget:
    match event:
        case council.DialogueTargetSet():
            return Set(event.principles)
        case _:
            return target


DIALOGUE_TARGET: Entity[DialogueTarget] = Entity(
    "council",
    "dialogue_target",
    initial=Unset(),
    evolve=evolve,
    decide=decide,
    key=lambda command: str(command.year),
)
