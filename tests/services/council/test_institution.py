"""Which public institutions take part?"""

import pytest

from services.council.domain.institution import (
    INSTITUTION,
    Institution,
    Registered,
    ShortNameTaken,
    Unregistered,
)
from services.council.doors import DOORS
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import REGISTER, adopted, institution_registered

institution = Spec(INSTITUTION)
TABLE = steps(
    {Unregistered: (), Registered: (institution_registered,)}, [(REGISTER, (ACCEPTED, ShortNameTaken))]
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(institution)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Institution, DOORS, "institution")


def test_an_institution_is_registered_by_its_name() -> None:
    institution.when(REGISTER).then(institution_registered)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert institution.given(adopted).state() == Unregistered()
