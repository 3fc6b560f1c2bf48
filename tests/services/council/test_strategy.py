"""Which strategy do the bodies follow?"""

from datetime import date

import pytest

from services.council.domain.days import EndsBeforeItStarts, InTheFuture, TooEarly
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.strategy import (
    STRATEGY,
    Adopted,
    Closed,
    NotAnObjective,
    ObjectivesNotNumbered,
    Strategy,
    StrategyAlreadyAdopted,
    Unknown,
    objective_of,
)
from services.council.doors import DOORS
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import ADOPT, OBJECTIVES, TOMORROW, adopted, institution_registered
from tests.services.council.given_commitments import (
    ADD_MEASURE,
    CLOSE_STRATEGY,
    measure_added,
    strategy_closed,
)

strategy = Spec(STRATEGY).given_at(INSTITUTION, "opm", institution_registered)
TABLE = steps(
    {Unknown: (), Adopted: (adopted,), Closed: (adopted, strategy_closed)},
    [
        (ADOPT, (ACCEPTED, StrategyAlreadyAdopted, StrategyAlreadyAdopted)),
        (ADD_MEASURE, (NotNow, ACCEPTED, NotNow)),
        (CLOSE_STRATEGY, (NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(strategy)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Strategy, DOORS, "strategy")


def test_it_is_entered_with_its_objectives() -> None:
    strategy.when(ADOPT).then(adopted)
    assert strategy.given(adopted).state() == Adopted(frozenset({1, 2}), date(2013, 7, 5))


def test_objectives_are_numbered_without_a_gap() -> None:
    gap = ADOPT.model_copy(update={"objectives": OBJECTIVES[1:]})
    assert "numbered 2" in str(strategy.when(gap).refused(ObjectivesNotNumbered))


def test_its_period_ends_after_it_starts() -> None:
    strategy.when(ADOPT.model_copy(update={"ends_on": date(2013, 7, 5)})).refused(EndsBeforeItStarts)


def test_nothing_is_adopted_in_the_future() -> None:
    strategy.when(ADOPT.model_copy(update={"adopted_on": TOMORROW})).refused(InTheFuture)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert strategy.given(institution_registered).state() == Unknown()


def test_measures_are_numbered_and_know_their_objective() -> None:
    under = strategy.given(adopted)
    under.when(ADD_MEASURE).then(measure_added)
    (second,) = under.given(measure_added).when(ADD_MEASURE).decide()
    assert second.measure == 2
    known = under.given(measure_added, strategy_closed).state()
    assert [objective_of(known, number) for number in (None, 0, 1, 2)] == [None, None, 2, None]


def test_a_measure_names_an_objective_an_institution_and_a_day_in_its_time() -> None:
    under = strategy.given(adopted)
    under.when(ADD_MEASURE.model_copy(update={"objective": 3})).refused(NotAnObjective)
    under.when(ADD_MEASURE.model_copy(update={"institution": "nobody"})).refused(NoSuchInstitution)
    under.when(ADD_MEASURE.model_copy(update={"due": date(2013, 7, 4)})).refused(TooEarly)
