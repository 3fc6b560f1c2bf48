"""By which rules does this platform keep its members? Data that the board sets, never a constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shared.contracts import membership
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow
from shared.kernel.event import Event

THE_RULES = "rules"
Days = Annotated[int, Field(ge=0, le=3660)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetMembershipRules(Command):
    """Say how long an appeal may wait, when a member counts as passive, and when reminders go out."""

    appeal_days: Days = Field(description="Days in which a refused applicant may appeal")
    passive_months: Annotated[int, Field(ge=1, le=120)] | None = Field(
        None, description="Months without a sign of life that make a member passive; empty: no such rule"
    )
    reminder_days: tuple[Days, ...] = Field(
        (), description="How many days after a document takes effect its acceptance is asked for again"
    )
    decision_ref: str = Field(min_length=1, description="Where the decision can be found")


RulesCommand = SetMembershipRules


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NoRules:
    appeal_days: None = None
    passive_months: None = None
    reminder_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    appeal_days: int
    passive_months: int | None
    reminder_days: tuple[int, ...]


MembershipRules = NoRules | Rules


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: RulesCommand, rules: MembershipRules, ctx: Context) -> Decision:
    match command:
        case SetMembershipRules() if _stated(command) == rules:
            return []
        case SetMembershipRules():
            # The event has the command's fields; it takes what it needs.
            return [membership.MembershipRulesSet(set_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, rules, "set of rules")


def _stated(said: SetMembershipRules | membership.MembershipRulesSet) -> Rules:
    return Rules(said.appeal_days, said.passive_months, tuple(sorted(set(said.reminder_days))))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(rules: MembershipRules, event: Event) -> MembershipRules:
    match event:
        case membership.MembershipRulesSet():
            return _stated(event)
        case _:
            return rules


MEMBERSHIP_RULES: Entity[MembershipRules] = Entity(
    "membership",
    "membership_rules",
    initial=NoRules(),
    evolve=evolve,
    decide=decide,
    key=lambda command: THE_RULES,
)
