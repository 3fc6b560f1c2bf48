"""Is a letter begun once, settled once, and never begun again while its fate is uncertain?"""

from __future__ import annotations

from typing import Any

import pytest

from services.outreach.domain.delivery import (
    DELIVERY,
    Begun,
    Delivery,
    NotARecipient,
    NotInDoubt,
    Settled,
    Waiting,
    message_id,
)
from services.outreach.domain.issue import ISSUE
from services.outreach.domain.subscription import SUBSCRIPTION
from services.outreach.doors import DOORS
from shared.kernel.entity import NotNow
from shared.testing.spec import NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach import given_newsletter as given
from tests.services.outreach.given_newsletter import (
    BEGIN,
    READER,
    RECORD,
    RENEW,
    begun,
    compiled,
    confirmed,
    delivery,
    frozen,
    left,
    released,
    requested,
)

letter = (
    Spec(DELIVERY)
    .given_at(ISSUE, given.ISSUE, compiled, frozen, released)
    .given_at(SUBSCRIPTION, READER, requested, confirmed)
)

TABLE = steps(
    {Waiting: (), Begun: (begun,), Settled: (begun, delivery("taken"))},
    [
        (BEGIN, (ACCEPTED, NotNow, NotNow)),
        (RECORD, (NotNow, ACCEPTED, NotNow)),
        (RENEW, (NotNow, NotNow, NotInDoubt)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(letter)


def test_no_state_and_no_command_is_forgotten() -> None:
    doubtful = steps({Settled: (begun, delivery("uncertain"))}, [(RENEW, (ACCEPTED,))])
    check_complete([*TABLE, *doubtful], Delivery, DOORS, "delivery")


def test_the_attempt_is_on_record_with_the_letters_own_id() -> None:
    expected = begun.model_copy(update={"message_id": message_id(given.ISSUE, READER), "begun_at": NOON})
    letter.when(BEGIN).then(expected)
    assert message_id(given.ISSUE, READER) != message_id(given.ISSUE, "b" * 26)


def test_what_the_server_put_off_is_tried_again_as_the_same_letter() -> None:
    (again,) = letter.given(begun, delivery("later")).when(BEGIN).decide()
    assert (again.attempt, again.message_id) == (2, message_id(given.ISSUE, READER))


@pytest.mark.parametrize("outcome", ["taken", "refused", "uncertain", "unsubscribed"])
def test_what_is_settled_is_not_begun_again(outcome: Any) -> None:
    letter.given(begun, delivery(outcome)).when(BEGIN).refused(NotNow)


def test_a_late_answer_settles_what_was_uncertain() -> None:
    (event,) = letter.given(begun, delivery("uncertain")).when(RECORD).decide()
    assert event.outcome == "taken"


def test_who_has_left_meanwhile_gets_nothing() -> None:
    gone = letter.given_at(SUBSCRIPTION, READER, requested, confirmed, left)
    (event,) = gone.when(BEGIN).decide()
    assert (event.outcome, event.attempt) == ("unsubscribed", 0)


def test_only_a_recipient_of_a_released_issue_gets_a_letter() -> None:
    letter.given_at(ISSUE, given.ISSUE, compiled, frozen).when(BEGIN).refused(NotARecipient)
    stranger = BEGIN.model_copy(update={"subscription": "b" * 26})
    letter.when(stranger).refused(NotARecipient)


def test_an_uncertain_letter_goes_once_more_when_somebody_says_so() -> None:
    renewed = letter.given(begun, delivery("uncertain")).when(RENEW).decide()
    (again,) = letter.given(begun, delivery("uncertain"), *renewed).when(BEGIN).decide()
    assert again.attempt == 2
