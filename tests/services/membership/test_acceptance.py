"""Which documents has an organisation accepted?"""

import pytest

from services.membership.domain.acceptance import (
    ACCEPTANCE,
    Acceptances,
    AlreadyAccepted,
    NotInEffect,
    NotTheCurrentVersion,
    OrganisationNotOpen,
)
from services.membership.domain.document import DOCUMENT
from services.membership.domain.organisation import ORGANISATION
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import (
    ACCEPT,
    CODE,
    ORG,
    TODAY,
    TOMORROW,
    TWO,
    accepted,
    closed,
    published,
    registered,
)

nobody = Spec(ACCEPTANCE).by("p-0")
acceptance = nobody.given_at(ORGANISATION, ORG, registered).given_at(DOCUMENT, CODE, published(1))

TABLE = steps({Acceptances: ()}, [(ACCEPT, (ACCEPTED,))])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(acceptance)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Acceptances, DOORS, "acceptance")


def test_the_acceptance_names_who_and_when() -> None:
    acceptance.when(ACCEPT).then(
        membership.DocumentAccepted(document=CODE, version=1, accepted_by="p-0", accepted_on=TODAY)
    )


def test_a_version_is_accepted_once() -> None:
    acceptance.given(accepted()).when(ACCEPT).refused(AlreadyAccepted)


def test_a_new_version_reopens_acceptance() -> None:
    second = acceptance.given_at(DOCUMENT, CODE, published(1), published(2, TODAY, TWO)).given(accepted())
    newer = ACCEPT.model_copy(update={"version": 2})
    assert len(second.when(newer).decide()) == 1


def test_only_the_current_version_can_be_accepted() -> None:
    second = acceptance.given_at(DOCUMENT, CODE, published(1), published(2, TODAY, TWO))
    said = second.when(ACCEPT).refused(NotTheCurrentVersion)
    assert "Version 2" in str(said)
    assert "not version 1" in str(said)


def test_a_version_that_does_not_hold_yet_cannot_be_accepted() -> None:
    acceptance.given_at(DOCUMENT, CODE, published(1, TOMORROW)).when(ACCEPT).refused(NotInEffect)
    coming = acceptance.given_at(DOCUMENT, CODE, published(1), published(2, TOMORROW, TWO))
    coming.when(ACCEPT.model_copy(update={"version": 2})).refused(NotTheCurrentVersion)


def test_only_an_open_organisation_accepts() -> None:
    nobody.when(ACCEPT).refused(OrganisationNotOpen)
    nobody.given_at(ORGANISATION, ORG, registered, closed).when(ACCEPT).refused(OrganisationNotOpen)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert acceptance.given(accepted(), closed).state() == acceptance.given(accepted()).state()
