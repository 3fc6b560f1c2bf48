"""Is a reviewer told what to look at twice, and does no warning ever stand in the way?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.grants.domain.claim import CLAIM
from services.grants.domain.fund import FUND
from services.grants.domain.review import ApproveClaim, RejectClaim
from services.grants.domain.traveller import TRAVELLER as TRAVELLER_RECORD
from services.grants.domain.warnings import percentile
from shared.contracts import grants
from shared.kernel.event import Event
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    CLAIM_ID,
    FIRST_TIME,
    FUND_ID,
    HEADING,
    HELD_ON,
    PAID_OUT,
    REJECTED,
    SUBMITTED,
    TRAVELLER,
    TRIP,
    WITHDRAWN,
    cso,
    fund_opened,
    secretary,
    submit,
    the_claim,
)

MONDAY, SUNDAY = date(2015, 4, 20), date(2015, 4, 26)
approve = ApproveClaim(claim=CLAIM_ID)


def warned(spec: Spec) -> tuple[grants.ClaimWarning, ...]:
    found: tuple[grants.ClaimWarning, ...] = spec.decide()[0].warnings
    return found


def known_payee(*events: Event) -> Spec:
    return the_claim(SUBMITTED).given_at(TRAVELLER_RECORD, TRAVELLER, TRIP, PAID_OUT, *events)


def granted(kind: grants.CostKind, *amounts: int) -> grants.FundsReserved:
    rows = tuple(grants.CostAmount(kind=kind, cents=cents) for cents in amounts)
    return grants.FundsReserved(heading=HEADING, claim="claim-x", cents=0, amounts=rows)


# ── a first payment ─────────────────────────────────────────────────────────────────────────────
def test_somebody_who_was_never_paid_is_a_first_time_payee() -> None:
    assert warned(cso(the_claim()).when(submit())) == (FIRST_TIME,)
    assert warned(secretary(the_claim(SUBMITTED)).when(approve)) == (FIRST_TIME,)


def test_who_was_paid_to_this_account_before_is_not() -> None:
    assert warned(secretary(known_payee()).when(approve)) == ()


def test_a_new_account_of_a_known_payee_is_a_first_time_too() -> None:
    other = submit(iban="DE89 3704 0044 0532 0130 00")
    paid_before = cso(the_claim()).given_at(TRAVELLER_RECORD, TRAVELLER, PAID_OUT)
    assert warned(paid_before.when(other)) == (FIRST_TIME,)


# ── an unusual amount ───────────────────────────────────────────────────────────────────────────
def test_an_amount_above_the_95th_percentile_of_its_kind_is_named_with_what_is_usual() -> None:
    twenty = granted("bus", *range(1, 20), 90_00)
    spec = secretary(known_payee()).given_at(FUND, FUND_ID, fund_opened(), twenty)
    unusual = grants.ClaimWarning(kind="unusual_amount", item=1, usual_cents=19)
    assert warned(spec.when(approve)) == (unusual,)


@pytest.mark.parametrize("amounts", [(1,) * 19, (12_50,) * 20])
def test_few_amounts_make_nothing_unusual_and_nor_does_the_usual_itself(amounts: tuple[int, ...]) -> None:
    spec = secretary(known_payee()).given_at(FUND, FUND_ID, fund_opened(), granted("bus", *amounts))
    assert warned(spec.when(approve)) == ()


def test_how_many_amounts_and_which_percentile_are_the_funds_data() -> None:
    rules = {"percentile": 50, "at_least": 2}
    spec = secretary(known_payee())
    spec = spec.given_at(FUND, FUND_ID, fund_opened(review=rules), granted("bus", 1_00, 20_00))
    assert [w.usual_cents for w in warned(spec.when(approve))] == [1_00]


@pytest.mark.parametrize(("percent", "expected"), [(50, 5), (95, 10), (90, 9), (1, 1)])
def test_the_percentile_is_the_nearest_rank(percent: int, expected: int) -> None:
    assert percentile(list(range(1, 11)), percent) == expected


# ── twice in a week ─────────────────────────────────────────────────────────────────────────────
def trip(held_on: date) -> grants.TravelClaimed:
    return grants.TravelClaimed(claim="claim-2", meeting="council-2", held_on=held_on)


@pytest.mark.parametrize("day", [MONDAY, HELD_ON, SUNDAY])
def test_another_claim_of_the_same_traveller_in_that_week_is_named(day: date) -> None:
    spec = known_payee(trip(day)).given_at(CLAIM, "claim-2", SUBMITTED)
    same = grants.ClaimWarning(kind="same_week", claims=("claim-2",))
    assert warned(secretary(spec).when(approve)) == (same,)


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), SUNDAY + timedelta(days=1)])
def test_the_week_before_and_after_are_other_weeks(day: date) -> None:
    spec = known_payee(trip(day)).given_at(CLAIM, "claim-2", SUBMITTED)
    assert warned(secretary(spec).when(approve)) == ()


@pytest.mark.parametrize("end", [REJECTED, WITHDRAWN])
def test_a_claim_that_came_to_nothing_does_not_count(end: Event) -> None:
    spec = known_payee(trip(HELD_ON)).given_at(CLAIM, "claim-2", SUBMITTED, end)
    assert warned(secretary(spec).when(approve)) == ()


def test_a_warning_is_recorded_with_a_rejection_too() -> None:
    reject = RejectClaim(claim=CLAIM_ID, reason="no")
    assert warned(secretary(the_claim(SUBMITTED)).when(reject)) == (FIRST_TIME,)
