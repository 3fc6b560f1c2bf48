"""Where can an organisation be at home?"""

import pytest

from services.membership.domain.territory import (
    TERRITORY,
    Defined,
    ListedTwice,
    Territory,
    Undefined,
    UnknownRegion,
    region_of,
)
from services.membership.doors import DOORS
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import DEFINE, MUNICIPALITIES, REGIONS, closed, defined

territory = Spec(TERRITORY)

TABLE = steps({Undefined: (), Defined: (defined,)}, [(DEFINE, (ACCEPTED, ACCEPTED))])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(territory)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Territory, DOORS, "territory")


def test_it_is_defined_once() -> None:
    territory.when(DEFINE).then(defined)


def test_the_same_territory_again_records_nothing() -> None:
    territory.given(defined).when(DEFINE).then_nothing()


def test_a_changed_territory_takes_the_place_of_the_old_one() -> None:
    fewer = DEFINE.model_copy(update={"municipalities": MUNICIPALITIES[:1]})
    changed = defined.model_copy(update={"municipalities": MUNICIPALITIES[:1]})
    territory.given(defined).when(fewer).then(changed)
    assert territory.given(defined, changed).state() == Defined(REGIONS, MUNICIPALITIES[:1])


def test_a_municipality_or_a_region_stands_in_the_list_once() -> None:
    doubled = DEFINE.model_copy(update={"municipalities": MUNICIPALITIES + MUNICIPALITIES[:1]})
    said = territory.when(doubled).refused(ListedTwice)
    assert "prishtine stands in the list more than once" in str(said)
    territory.when(DEFINE.model_copy(update={"regions": REGIONS + REGIONS[:1]})).refused(ListedTwice)


def test_every_municipality_lies_in_a_listed_region() -> None:
    said = territory.when(DEFINE.model_copy(update={"regions": REGIONS[:1]})).refused(UnknownRegion)
    assert "istog" in str(said)


def test_it_knows_the_region_of_a_municipality() -> None:
    state = territory.given(defined).state()
    assert region_of(state, "istog") == "peje"
    assert region_of(state, "atlantis") is None
    assert region_of(Undefined(), "istog") is None


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert territory.given(defined, closed).state() == territory.given(defined).state()
