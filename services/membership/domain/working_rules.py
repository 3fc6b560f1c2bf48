"""How many endorsements adopt a position, when is a report due, what does advocacy have to answer?

All of it is data: each platform sets its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shared.contracts import membership
from shared.contracts.council import BodyKind
from shared.contracts.membership import Principle
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

THE_RULES = "working-rules"


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetWorkingRules(Command):
    """Set the figures that positions, reports and advocacy go by. They count from now on."""

    endorsements_needed: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="So many organisations adopt a position without the board"
    )
    report_days: Annotated[int, Field(ge=1, le=365)] = Field(
        description="Days after a meeting within which a seat-holder reports"
    )
    report_for: tuple[BodyKind, ...] = Field(
        description="The kinds of body after whose meetings a report is owed"
    )
    checklist: tuple[Principle, ...] = Field(
        (), description="The principles that every advocacy initiative answers"
    )


WorkingRulesCommand = SetWorkingRules


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unset:
    pass


@dataclass(frozen=True, slots=True)
class Set:
    endorsements_needed: int
    report_days: int
    report_for: tuple[str, ...]
    checklist: tuple[Principle, ...]


WorkingRules = Unset | Set


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class PrincipleTwice(Refusal):
    """The principle {principle} stands in the checklist more than once. Give each an id of its own."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: WorkingRulesCommand, rules: WorkingRules, ctx: Context) -> Decision:
    match command, rules:
        case SetWorkingRules(), _ if twice := _twice(command.checklist):
            raise PrincipleTwice(principle=twice)
        case SetWorkingRules(), Set() if _rules(command) == rules:
            return []
        case SetWorkingRules(), Unset() | Set():
            return [membership.WorkingRulesSet(set_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, rules, "set of working rules")


def _twice(checklist: tuple[Principle, ...]) -> str | None:
    ids = [item.principle for item in checklist]
    return next((id for place, id in enumerate(ids) if id in ids[:place]), None)


def _rules(said: SetWorkingRules | membership.WorkingRulesSet) -> Set:
    return Set(said.endorsements_needed, said.report_days, said.report_for, said.checklist)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def rules_now(ctx: Context) -> WorkingRules:
    return ctx.of(WORKING_RULES, THE_RULES)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(rules: WorkingRules, event: Event) -> WorkingRules:
    match event:
        case membership.WorkingRulesSet():
            return _rules(event)
        case _:
            return rules


WORKING_RULES: Entity[WorkingRules] = Entity(
    "membership",
    "working_rules",
    initial=Unset(),
    evolve=evolve,
    decide=decide,
    key=lambda command: THE_RULES,
)
