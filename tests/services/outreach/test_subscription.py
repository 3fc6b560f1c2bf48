"""Does nobody get the newsletter who did not confirm it, and does everybody get rid of it with one click?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from services.outreach.domain.newsletter import NEWSLETTER, THE_NEWSLETTER, NoNewsletter
from services.outreach.domain.roll import ROLL
from services.outreach.domain.subscription import (
    SUBSCRIPTION,
    Active,
    AlreadySubscribed,
    AskedJustNow,
    ConfirmedTooLate,
    Ended,
    NoSuchTopic,
    NotInThatLanguage,
    Requested,
    Subscription,
    Unknown,
    WrongCode,
)
from services.outreach.doors import DOORS
from shared.contracts import outreach
from shared.kernel.entity import NotNow
from shared.testing.spec import NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach.given_newsletter import (
    CHANGE,
    CONFIRM,
    EMAIL,
    LEAVE,
    READER,
    SUBSCRIBE,
    TODAY,
    confirmed,
    defined,
    enrolled,
    left,
    requested,
    struck,
)

reader = Spec(SUBSCRIPTION).given_at(NEWSLETTER, THE_NEWSLETTER, defined)
WRONG = "w" * 40

TABLE = steps(
    {
        Unknown: (),
        Requested: (requested,),
        Active: (requested, confirmed),
        Ended: (requested, confirmed, left),
    },
    [
        (SUBSCRIBE, (ACCEPTED, ACCEPTED, AlreadySubscribed, ACCEPTED)),
        (CONFIRM, (WrongCode, ACCEPTED, ACCEPTED, NotNow)),
        (CHANGE, (WrongCode, NotNow, ACCEPTED, NotNow)),
        (LEAVE, (WrongCode, ACCEPTED, ACCEPTED, ACCEPTED)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(reader)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Subscription, DOORS, "subscription")


def test_a_wish_is_kept_with_the_address_sealed_and_a_last_day() -> None:
    (event,) = reader.when(SUBSCRIBE).decide()
    assert (event.email.person, event.email.value, event.code.person) == (READER, EMAIL, READER)
    assert event.confirm_by.isoformat() == "2015-04-28T23:59:59.999999+02:00"


def test_confirming_enrols_and_confirming_again_changes_nothing() -> None:
    reader.given(requested).when(CONFIRM).then(
        confirmed.model_copy(update={"confirmed_on": TODAY}), ROLL.at("meetings--en", enrolled)
    )
    reader.given(requested, confirmed).when(CONFIRM).then_nothing()


def test_a_link_does_not_live_for_ever() -> None:
    late = datetime(2015, 4, 28, tzinfo=UTC)
    reader.given(requested).on(late).when(CONFIRM).refused(ConfirmedTooLate)


@pytest.mark.parametrize("command", [CONFIRM, CHANGE, LEAVE])
@pytest.mark.parametrize("history", [(requested,), (requested, confirmed), (requested, confirmed, left)])
def test_without_the_letters_code_nothing_moves(command: Any, history: Any) -> None:
    wrong = command.model_copy(update={"code": WRONG})
    reader.given(*history).when(wrong).refused(WrongCode)


def test_the_code_of_somebody_forgotten_opens_nothing() -> None:
    sealed = requested.model_copy(update={"code": requested.code.model_copy(update={"value": None})})
    reader.given(sealed).when(CONFIRM).refused(WrongCode)


def test_a_newer_letter_makes_the_older_one_useless() -> None:
    newer = requested.model_copy(update={"code": requested.code.model_copy(update={"value": "n" * 40})})
    reader.given(requested, newer).when(CONFIRM).refused(WrongCode)


def test_nobody_fills_a_mailbox_by_asking_again_and_again() -> None:
    just_now = requested.model_copy(update={"requested_at": NOON})
    reader.given(just_now).when(SUBSCRIBE).refused(AskedJustNow)


def test_only_topics_and_languages_that_there_are() -> None:
    Spec(SUBSCRIPTION).when(SUBSCRIBE).refused(NoNewsletter)
    reader.when(SUBSCRIBE.model_copy(update={"topics": ("sport",)})).refused(NoSuchTopic)
    reader.when(SUBSCRIBE.model_copy(update={"language": "tr"})).refused(NotInThatLanguage)
    active = reader.given(requested, confirmed)
    active.when(CHANGE.model_copy(update={"topics": ("sport",)})).refused(NoSuchTopic)


def test_other_topics_move_the_reader_from_roll_to_roll() -> None:
    changed = outreach.TopicsChanged(topics=("calls",), language="en", changed_on=TODAY)
    active = reader.given(requested, confirmed)
    active.when(CHANGE).then(changed, ROLL.at("calls--en", enrolled), ROLL.at("meetings--en", struck))
    active.when(CHANGE.model_copy(update={"topics": ("meetings",)})).then_nothing()


def test_one_click_ends_it_and_a_second_click_changes_nothing() -> None:
    active = reader.given(requested, confirmed)
    active.when(LEAVE).then(
        left.model_copy(update={"unsubscribed_on": TODAY}), ROLL.at("meetings--en", struck)
    )
    active.given(left).when(LEAVE).then_nothing()


@pytest.mark.parametrize("email", ["", "arta", "arta@", "a b@example.org", "a@b", "a@example.org,b@c.de"])
def test_what_is_no_address_is_no_command(email: str) -> None:
    with pytest.raises(ValidationError, match="email"):
        type(SUBSCRIBE).model_validate(SUBSCRIBE.model_dump() | {"email": email})
