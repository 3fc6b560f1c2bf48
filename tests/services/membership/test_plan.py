"""What should the membership become in a year?"""

from __future__ import annotations

import pytest

from services.membership.domain.plan import (
    PLAN,
    Adopted,
    NoSuchRegion,
    Plan,
    PlanExists,
    SameFigures,
    TargetTwice,
    TargetUnclear,
    Unplanned,
)
from services.membership.domain.territory import TERRITORY, THE_TERRITORY
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.contracts.membership import Target
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import TODAY, closed, defined
from tests.services.membership.given_learning import ADOPT_PLAN, REVISE_PLAN, TARGETS, plan_adopted

plan = Spec(PLAN).given_at(TERRITORY, THE_TERRITORY, defined)
TABLE = steps(
    {Unplanned: (), Adopted: (plan_adopted,)},
    [(ADOPT_PLAN, (ACCEPTED, PlanExists)), (REVISE_PLAN, (NotNow, ACCEPTED))],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(plan)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Plan, DOORS, "plan")


def test_a_revision_keeps_its_reason_and_the_earlier_figures_stay_on_record() -> None:
    fact = membership.MembershipPlanRevised(
        targets=REVISE_PLAN.targets,
        retention=95,
        activity=60,
        reason=REVISE_PLAN.reason,
        revised_on=TODAY,
    )
    plan.given(plan_adopted).when(REVISE_PLAN).then(fact)
    plan.given(plan_adopted, fact).when(REVISE_PLAN).refused(SameFigures)


@pytest.mark.parametrize("target", [Target(of="region", joining=1), Target(of="all", id="peje", joining=1)])
def test_a_target_says_what_it_is_for(target: Target) -> None:
    plan.when(ADOPT_PLAN.model_copy(update={"targets": (target,)})).refused(TargetUnclear)


def test_each_region_and_each_field_has_one_target() -> None:
    doubled = ADOPT_PLAN.model_copy(update={"targets": (*TARGETS, TARGETS[1])})
    assert "peje" in str(plan.when(doubled).refused(TargetTwice))


def test_a_region_is_one_of_the_territory() -> None:
    lost = (Target(of="region", id="atlantis", joining=1),)
    assert "atlantis" in str(plan.when(ADOPT_PLAN.model_copy(update={"targets": lost})).refused(NoSuchRegion))
    plan.given_at(TERRITORY, THE_TERRITORY).when(ADOPT_PLAN).refused(NoSuchRegion)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert plan.given(plan_adopted, closed).state() == plan.given(plan_adopted).state()
