"""Which figures do positions, reports and advocacy go by?"""

import pytest

from services.membership.domain.working_rules import (
    THE_RULES,
    WORKING_RULES,
    PrincipleTwice,
    Set,
    Unset,
    WorkingRules,
)
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import TODAY, closed
from tests.services.membership.given_positions import PRINCIPLES, SET_RULES, rules_set

rules = Spec(WORKING_RULES)
TABLE = steps({Unset: (), Set: (rules_set,)}, [(SET_RULES, (ACCEPTED, ACCEPTED))])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(rules)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, WorkingRules, DOORS, "working_rules")


def test_new_figures_are_recorded_and_the_same_ones_are_not() -> None:
    rules.given(rules_set).when(SET_RULES).then_nothing()
    longer = SET_RULES.model_copy(update={"report_days": 30})
    rules.given(rules_set).when(longer).then(
        rules_set.model_copy(update={"report_days": 30, "set_on": TODAY})
    )


def test_a_principle_stands_in_the_checklist_once() -> None:
    doubled = SET_RULES.model_copy(update={"checklist": (*PRINCIPLES, PRINCIPLES[0])})
    assert "evidence" in str(rules.when(doubled).refused(PrincipleTwice))


def test_facts_of_others_leave_them_as_they_are() -> None:
    assert rules.given(rules_set, closed).state() == rules.given(rules_set).state()
    assert WORKING_RULES.key(SET_RULES) == THE_RULES
    assert membership.WorkingRulesSet.model_validate_json(rules_set.model_dump_json()) == rules_set
