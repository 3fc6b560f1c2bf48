"""What was done so that the dialogue and its funding are seen, and where is the evidence?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.outreach.domain.agreement_facts import AGREEMENT
from services.outreach.domain.hub_event import StillToCome
from shared.contracts import outreach
from shared.contracts.outreach import VisibilityKind
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordVisibilityAction(Command):
    """Record what was done so that the dialogue and its funding are seen."""

    action: Id = Field(description="A short name, e.g. press-council-2015-04")
    title: Text = Field(description="What it was")
    kind: VisibilityKind = Field(description="What kind of action it was")
    channel: str = Field(min_length=1, max_length=200, description="Where it was seen: the paper, the page")
    reach: Annotated[int, Field(ge=0)] = Field(description="How many people it reached, as far as is known")
    evidence: str = Field(min_length=1, max_length=500, description="Where one can see it")
    agreement: Id = Field(description="The funding agreement whose rules it follows")
    done_on: date = Field(description="The day")


VisibilityCommand = RecordVisibilityAction


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unrecorded:
    pass


@dataclass(frozen=True, slots=True)
class Recorded:
    pass


VisibilityAction = Unrecorded | Recorded


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ActionExists(Refusal):
    """There is already an action {action}. Choose another short name."""


class NoSuchAgreement(Refusal):
    """There is no funding agreement {agreement}. Choose one whose fund was opened."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: VisibilityCommand, action: VisibilityAction, ctx: Context) -> Decision:
    match command, action:
        case RecordVisibilityAction(), Recorded():
            raise ActionExists(action=command.action)
        case RecordVisibilityAction(done_on=day), Unrecorded() if day > ctx.on:
            raise StillToCome(day=day)
        case RecordVisibilityAction(agreement=agreement), Unrecorded() if not ctx.of(AGREEMENT, agreement):
            raise NoSuchAgreement(agreement=agreement)

        case RecordVisibilityAction(), Unrecorded():
            # The event has the command's fields; it takes what it needs.
            return [outreach.VisibilityActionRecorded(**dict(command))]

        case _:
            raise NotNow(command, action, "action")


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(action: VisibilityAction, event: Event) -> VisibilityAction:
    match event:
        case outreach.VisibilityActionRecorded():
            return Recorded()
        case _:
            return action


VISIBILITY_ACTION: Entity[VisibilityAction] = Entity(
    "outreach",
    "visibility_action",
    initial=Unrecorded(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.action,
)
