"""Which text holds on a day, and must it be accepted?"""

from datetime import date

import pytest

from services.membership.domain.document import (
    DOCUMENT,
    BeforeLastVersion,
    Document,
    Published,
    SameText,
    Unpublished,
    version_on,
)
from services.membership.domain.requirements import REQUIREMENTS, THE_REQUIREMENTS, Requirements
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import (
    CODE,
    ONE,
    PUBLISH,
    RULES,
    TODAY,
    TOMORROW,
    TWO,
    YESTERDAY,
    closed,
    published,
    required,
)
from tests.services.membership.given_life import REMIND, in_service

document = Spec(DOCUMENT)

TABLE = steps(
    {Unpublished: (), Published: (published(),)},
    [(PUBLISH, (ACCEPTED, ACCEPTED)), (REMIND, (ACCEPTED, ACCEPTED))],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(in_service(document, step.command))


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Document, DOORS, "document")


def test_the_first_version_is_one_and_its_acceptance_is_required_from_then_on() -> None:
    document.when(PUBLISH).then(
        published(1, TODAY, TWO, required=True),
        REQUIREMENTS.at(THE_REQUIREMENTS, membership.DocumentRequired(document=CODE)),
    )


def test_versions_count_up_and_a_requirement_is_recorded_once() -> None:
    asked = document.given_at(REQUIREMENTS, THE_REQUIREMENTS, *required(CODE))
    asked.given(published(1)).when(PUBLISH).then(published(2, TODAY, TWO, required=True))


def test_a_document_that_nobody_must_accept_is_only_published() -> None:
    document.when(PUBLISH.model_copy(update={"required": False})).then(published(1, TODAY, TWO))


def test_a_requirement_can_be_lifted() -> None:
    asked = document.given_at(REQUIREMENTS, THE_REQUIREMENTS, *required(CODE)).given(published(1))
    asked.when(PUBLISH.model_copy(update={"required": False})).then(
        published(2, TODAY, TWO),
        REQUIREMENTS.at(THE_REQUIREMENTS, membership.DocumentNoLongerRequired(document=CODE)),
    )


def test_the_same_text_is_not_a_new_version() -> None:
    said = document.given(published(1, sha256=TWO)).when(PUBLISH).refused(SameText)
    assert "version 1" in str(said)


def test_a_later_version_does_not_hold_before_an_earlier_one() -> None:
    document.given(published(1, TOMORROW)).when(PUBLISH).refused(BeforeLastVersion)


def test_the_version_of_a_day_is_the_last_that_holds_by_then() -> None:
    state = document.given(published(1, YESTERDAY, ONE), published(2, TOMORROW, TWO)).state()
    assert [version_on(state, day) for day in (date(2015, 1, 1), YESTERDAY, TODAY, TOMORROW)] == [
        None,
        1,
        1,
        2,
    ]
    assert version_on(Unpublished(), TODAY) is None


def test_the_requirements_are_those_that_were_made_and_not_lifted() -> None:
    lifted = membership.DocumentNoLongerRequired(document=CODE)
    index = Spec(REQUIREMENTS).given(*required(CODE, RULES), lifted, closed)
    assert index.state() == Requirements(frozenset({RULES}))


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert document.given(published(), closed).state() == document.given(published()).state()
