"""What does a member owe for a year, and what has it paid?"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.contribution import (
    CONTRIBUTION,
    Contribution,
    Due,
    MoreThanOpen,
    NotAMember,
    NotSet,
    PaidAlready,
    PaymentKnown,
)
from services.membership.domain.days import InTheFuture
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import ORG, TODAY, applied, checked, joined
from tests.services.membership.given_life import RECORD_CONTRIBUTION, SET_CONTRIBUTION, suspended

FIFTY = membership.ContributionSet(set_on=TODAY, **dict(SET_CONTRIBUTION))
PAID = membership.ContributionPaid(currency="EUR", **dict(RECORD_CONTRIBUTION))

contribution = Spec(CONTRIBUTION).given_at(SPELL, ORG, applied, checked(), joined)
TABLE = steps(
    {NotSet: (), Due: (FIFTY,)},
    [(SET_CONTRIBUTION, (ACCEPTED, ACCEPTED)), (RECORD_CONTRIBUTION, (NotNow, ACCEPTED))],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(contribution)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Contribution, DOORS, "contribution")


def test_it_is_set_for_members_suspended_ones_too() -> None:
    contribution.when(SET_CONTRIBUTION).then(FIFTY)
    paused = contribution.given_at(SPELL, ORG, applied, checked(), joined, suspended())
    paused.when(SET_CONTRIBUTION).then(FIFTY)
    Spec(CONTRIBUTION).when(SET_CONTRIBUTION).refused(NotAMember)


def test_each_year_is_an_entity_of_its_own() -> None:
    years = {CONTRIBUTION.key(SET_CONTRIBUTION.model_copy(update={"year": y})) for y in (2015, 2016)}
    assert years == {f"{ORG}-2015", f"{ORG}-2016"}


def test_setting_the_same_amount_changes_nothing() -> None:
    contribution.given(FIFTY).when(SET_CONTRIBUTION).then_nothing()


@pytest.mark.parametrize("change", [{"cents": 4_999}, {"currency": "CHF"}], ids=["less", "other currency"])
def test_what_was_paid_stays_covered(change: dict[str, Any]) -> None:
    half = PAID.model_copy(update={"cents": 5_000})
    said = (
        contribution.given(FIFTY, half).when(SET_CONTRIBUTION.model_copy(update=change)).refused(PaidAlready)
    )
    assert "50.00 EUR" in str(said)


def test_it_is_paid_in_parts_and_never_over() -> None:
    part = RECORD_CONTRIBUTION.model_copy(update={"cents": 2_000})
    contribution.given(FIFTY).when(part).then(PAID.model_copy(update={"cents": 2_000}))
    after = contribution.given(FIFTY, PAID.model_copy(update={"cents": 2_000, "reference": "bank-76"}))
    assert "30.00 EUR" in str(after.when(RECORD_CONTRIBUTION).refused(MoreThanOpen))


def test_a_payment_is_recorded_once_and_not_in_advance() -> None:
    part = PAID.model_copy(update={"cents": 1})
    contribution.given(FIFTY, part).when(RECORD_CONTRIBUTION).refused(PaymentKnown)
    tomorrow = RECORD_CONTRIBUTION.model_copy(update={"paid_on": TODAY + timedelta(days=1)})
    contribution.given(FIFTY).when(tomorrow).refused(InTheFuture)


amounts = st.integers(0, 5_000)


@given(st.lists(st.tuples(st.booleans(), amounts), max_size=30))
def test_paid_never_exceeds_what_is_due(steps_: list[tuple[bool, int]]) -> None:
    world = World()
    world.record(SPELL, ORG, applied, checked(), joined)
    for turn, (sets, cents) in enumerate(steps_):
        if sets:
            world.give(CONTRIBUTION, SET_CONTRIBUTION.model_copy(update={"cents": cents}))
        else:
            paid = {"cents": max(cents, 1), "reference": f"bank-{turn}"}
            world.give(CONTRIBUTION, RECORD_CONTRIBUTION.model_copy(update=paid))
        state = world.state(CONTRIBUTION, f"{ORG}-2015")
        assert isinstance(state, NotSet) or 0 <= state.paid <= state.cents
