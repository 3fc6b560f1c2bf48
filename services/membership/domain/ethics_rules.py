"""How large is an ethics panel here, and how long may each step of a case take? Data that the board sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from services.membership.domain.days import end_of
from shared.contracts import membership
from shared.contracts.membership import Deadline, EthicsStep
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

THE_ETHICS_RULES = "rules"
Days = Annotated[int, Field(ge=1, le=730)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetEthicsRules(Command):
    """Say how many sit on an ethics panel, and how many days each step of a case may take."""

    panel_size: Annotated[int, Field(ge=1, le=15)] = Field(description="How many sit on a panel")
    assessment_days: Days = Field(description="From the complaint to the assessment of admissibility")
    panel_days: Days = Field(description="From there to the appointment of the panel")
    hearing_days: Days = Field(description="From there to the hearing")
    finding_days: Days = Field(description="From there to the finding")
    sanction_days: Days = Field(description="From there to the sanction")
    appeal_days: Days = Field(description="In which a party may appeal")
    appeal_decision_days: Days = Field(description="From the appeal to its decision")
    decision_ref: str = Field(min_length=1, description="Where the decision can be found")


EthicsRulesCommand = SetEthicsRules


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NoEthicsRules:
    pass


@dataclass(frozen=True, slots=True)
class EthicsRules:
    panel_size: int
    days: tuple[tuple[EthicsStep, int], ...]
    appeal_days: int


State = NoEthicsRules | EthicsRules


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EthicsRulesMissing(Refusal):
    """The board has not set the panel and the deadlines of ethics cases yet. Have it set them first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: EthicsRulesCommand, rules: State, ctx: Context) -> Decision:
    match command:
        case SetEthicsRules() if _stated(command) == rules:
            return []
        case SetEthicsRules():
            # The event has the command's fields; it takes what it needs.
            return [membership.EthicsRulesSet(set_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, rules, "set of rules")


def _stated(said: SetEthicsRules | membership.EthicsRulesSet) -> EthicsRules:
    days: tuple[tuple[EthicsStep, int], ...] = (
        ("assessment", said.assessment_days),
        ("panel", said.panel_days),
        ("hearing", said.hearing_days),
        ("finding", said.finding_days),
        ("sanction", said.sanction_days),
        ("appeal decision", said.appeal_decision_days),
    )
    return EthicsRules(said.panel_size, days, said.appeal_days)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def rules_of(ctx: Context) -> EthicsRules:
    """
    Raises:
        EthicsRulesMissing: see there.
    """
    rules = ctx.of(ETHICS_RULES, THE_ETHICS_RULES)
    if isinstance(rules, NoEthicsRules):
        raise EthicsRulesMissing
    return rules


def due(step: EthicsStep, ctx: Context) -> Deadline:
    """The deadline of a step that begins to run today."""
    on = ctx.on + timedelta(days=dict(rules_of(ctx).days)[step])
    return Deadline(step=step, on=on, at=end_of(on, ctx.zone))


def appeal_until(ctx: Context) -> date:
    return ctx.on + timedelta(days=rules_of(ctx).appeal_days)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(rules: State, event: Event) -> State:
    match event:
        case membership.EthicsRulesSet():
            return _stated(event)
        case _:
            return rules


ETHICS_RULES: Entity[State] = Entity(
    "membership",
    "ethics_rules",
    initial=NoEthicsRules(),
    evolve=evolve,
    decide=decide,
    key=lambda command: THE_ETHICS_RULES,
)
