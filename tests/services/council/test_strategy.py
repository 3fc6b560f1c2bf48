"""Which strategy do the bodies follow?"""

from datetime import date

import pytest

from services.council.domain.days import EndsBeforeItStarts, InTheFuture
from services.council.domain.strategy import (
    STRATEGY,
    Adopted,
    ObjectivesNotNumbered,
    Strategy,
    StrategyAlreadyAdopted,
    Unknown,
)
from services.council.doors import DOORS
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import ADOPT, OBJECTIVES, TOMORROW, adopted, institution_registered

strategy = Spec(STRATEGY)
TABLE = steps({Unknown: (), Adopted: (adopted,)}, [(ADOPT, (ACCEPTED, StrategyAlreadyAdopted))])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(strategy)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Strategy, DOORS, "strategy")


def test_it_is_entered_with_its_objectives() -> None:
    strategy.when(ADOPT).then(adopted)
    assert strategy.given(adopted).state() == Adopted(frozenset({1, 2}))


def test_objectives_are_numbered_without_a_gap() -> None:
    gap = ADOPT.model_copy(update={"objectives": OBJECTIVES[1:]})
    assert "numbered 2" in str(strategy.when(gap).refused(ObjectivesNotNumbered))


def test_its_period_ends_after_it_starts() -> None:
    strategy.when(ADOPT.model_copy(update={"ends_on": date(2013, 7, 5)})).refused(EndsBeforeItStarts)


def test_nothing_is_adopted_in_the_future() -> None:
    strategy.when(ADOPT.model_copy(update={"adopted_on": TOMORROW})).refused(InTheFuture)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert strategy.given(institution_registered).state() == Unknown()
