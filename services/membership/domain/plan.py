"""What should the membership become in a year? The plan states targets; progress is counted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from services.membership.domain.territory import TERRITORY, THE_TERRITORY, Defined
from shared.contracts import membership
from shared.contracts.membership import Percent, Target
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

Year = Annotated[int, Field(ge=1990, le=2100)]
Targets = Annotated[tuple[Target, ...], Field(min_length=1)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class AdoptMembershipPlan(Command):
    """Record the plan for a year, as the board adopted it."""

    year: Year = Field(description="The year")
    targets: Targets = Field(description="How many organisations should join: in all, by region, by field")
    retention: Percent = Field(description="Of a hundred members at its beginning, how many should stay")
    activity: Percent = Field(description="Of a hundred members, how many should be active in the year")
    decision_ref: str = Field(
        min_length=1, max_length=200, description="Where the board's decision can be found"
    )


class ReviseMembershipPlan(Command):
    """Give the plan of a year new figures. The earlier ones stay on record."""

    year: Year = Field(description="The year")
    targets: Targets = Field(description="All targets, as they are from now on")
    retention: Percent = Field(description="Of a hundred members at its beginning, how many should stay")
    activity: Percent = Field(description="Of a hundred members, how many should be active in the year")
    reason: str = Field(min_length=1, max_length=2000, description="Why the plan changes")


PlanCommand = AdoptMembershipPlan | ReviseMembershipPlan


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unplanned:
    pass


@dataclass(frozen=True, slots=True)
class Adopted:
    targets: tuple[Target, ...]
    retention: int
    activity: int


Plan = Unplanned | Adopted


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class PlanExists(Refusal):
    """There is a plan for {year} already. Revise that one."""


class TargetTwice(Refusal):
    """{target} has more than one target. Give each region and each field one figure."""


class TargetUnclear(Refusal):
    """A target for a region or a field names it, and one for all names nothing. Correct it."""


class NoSuchRegion(Refusal):
    """There is no region {region} here. Choose one from the list."""


class SameFigures(Refusal):
    """These are the figures of the plan as it stands; there is nothing to revise."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: PlanCommand, plan: Plan, ctx: Context) -> Decision:
    match command, plan:
        case AdoptMembershipPlan(), Adopted():
            raise PlanExists(year=command.year)
        case ReviseMembershipPlan(), Unplanned():
            raise NotNow(command, plan, "plan")
        case _, _ if any((target.of == "all") == (target.id is not None) for target in command.targets):
            raise TargetUnclear
        case _, _ if twice := _twice(command.targets):
            raise TargetTwice(target=twice)
        case _, _ if lost := _without_region(command.targets, ctx):
            raise NoSuchRegion(region=lost)

        case AdoptMembershipPlan(), Unplanned():
            return [membership.MembershipPlanAdopted(adopted_on=ctx.on, **dict(command))]
        case ReviseMembershipPlan(), Adopted() if _figures(command) == plan:
            raise SameFigures
        case ReviseMembershipPlan(), Adopted():
            # The event has the command's fields; it takes what it needs.
            return [membership.MembershipPlanRevised(revised_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, plan, "plan")


def _twice(targets: tuple[Target, ...]) -> str | None:
    what = [(target.of, target.id) for target in targets]
    return next((id or of for place, (of, id) in enumerate(what) if (of, id) in what[:place]), None)


def _without_region(targets: tuple[Target, ...], ctx: Context) -> str | None:
    territory = ctx.of(TERRITORY, THE_TERRITORY)
    regions = {region.id for region in territory.regions} if isinstance(territory, Defined) else set()
    return next((t.id for t in targets if t.of == "region" and t.id not in regions), None)


def _figures(
    said: ReviseMembershipPlan | membership.MembershipPlanAdopted | membership.MembershipPlanRevised,
) -> Adopted:
    return Adopted(said.targets, said.retention, said.activity)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(plan: Plan, event: Event) -> Plan:
    match event:
        case membership.MembershipPlanAdopted() | membership.MembershipPlanRevised():
            return _figures(event)
        case _:
            return plan


PLAN: Entity[Plan] = Entity(
    "membership",
    "plan",
    initial=Unplanned(),
    evolve=evolve,
    decide=decide,
    key=lambda command: str(command.year),
)
