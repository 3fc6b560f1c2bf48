"""Who may claim what for which meeting: is each rule of a submission kept?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from services.grants.domain.budget import FundIsClosed, NoSuchFund, UnknownHeading
from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_id import claim_id
from services.grants.domain.claimant import CLAIMANT
from services.grants.domain.costs import (
    AboveRate,
    CostNotCovered,
    CostToCome,
    ReceiptAlreadyUsed,
    ReceiptOrDeclaration,
    ReceiptTwice,
)
from services.grants.domain.entitlement import (
    DidNotAttend,
    MeetingNotHeld,
    NoMeansAssessed,
    OutsidePeriod,
    TooLate,
)
from services.grants.domain.fund import FUND
from services.grants.domain.iban import WrongIban
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING
from services.grants.domain.receipt import RECEIPT
from services.grants.domain.submission import HeadingNeeded
from services.grants.domain.traveller import TRAVELLER as TRAVELLER_RECORD
from shared.contracts import council, grants
from shared.kernel.event import Event
from tests.services.grants.samples import (
    BUS_RECEIPT,
    CLAIM_ID,
    DECLARED,
    FUND_CLOSED,
    FUND_ID,
    HELD_ON,
    LISTED,
    MEAL_RECEIPT,
    MEETING_ID,
    ORGANISATION,
    REJECTED,
    SUBMITTED,
    TODAY,
    TRAVELLER,
    TRIP,
    WITHDRAWN,
    assessed,
    bus,
    cso,
    fund_opened,
    meal,
    meeting_held,
    noon,
    outcome,
    seat,
    secretary,
    submit,
    submitted,
    the_claim,
)

claim = cso(the_claim())
USED = grants.ReceiptUsed(claim=CLAIM_ID)
USED_ELSEWHERE = grants.ReceiptUsed(claim="claim-other")
ACCEPTED = ("ClaimSubmitted", "ReceiptUsed", "ReceiptUsed", "TravelClaimed", "ClaimListed")


def test_a_claim_is_submitted_together_with_its_receipts() -> None:
    receipts = [RECEIPT.at(sha256, USED) for sha256 in (BUS_RECEIPT, MEAL_RECEIPT)]
    trip, listed = TRAVELLER_RECORD.at(TRAVELLER, TRIP), CLAIMANT.at(ORGANISATION, LISTED)
    claim.when(submit()).then(SUBMITTED, *receipts, trip, listed)


def test_the_secretariat_may_submit_it_for_the_organisation() -> None:
    event = secretary(claim).when(submit()).decide()[0]
    assert event == submitted(by="p-sara")


def test_name_and_account_stand_in_the_event_as_the_travellers_personal_data() -> None:
    event = claim.when(submit()).decide()[0]
    assert (event.traveller_name.person, event.iban.person) == (TRAVELLER, TRAVELLER)
    assert event.iban.value == "XK051212012345678906"


# ── one of each ─────────────────────────────────────────────────────────────────────────────────
def test_the_id_follows_from_organisation_traveller_and_meeting() -> None:
    assert CLAIM.key(submit()) == CLAIM_ID
    assert CLAIM.ref(CLAIM_ID) == ("grants", "claim", CLAIM_ID)


@pytest.mark.parametrize(
    "other", [("1", "p-1", "m-2"), ("1", "p-2", "m-1"), ("2", "p-1", "m-1"), ("1p", "-1", "m-1")]
)
def test_a_different_organisation_traveller_or_meeting_is_a_different_claim(other: Any) -> None:
    assert claim_id(*other) != claim_id("1", "p-1", "m-1")


def test_the_id_is_short_enough_for_a_banks_reference_and_never_changes() -> None:
    assert claim_id("1", "p-1", "m-1") == "claim-44dy-3pxq-mzvk"
    assert len(CLAIM_ID) <= 35


@pytest.mark.parametrize("end", [REJECTED, WITHDRAWN])
def test_a_rejected_or_withdrawn_claim_may_be_submitted_again_with_the_same_receipts(end: Event) -> None:
    again = cso(the_claim(SUBMITTED, end))
    again = again.given_at(RECEIPT, BUS_RECEIPT, USED).given_at(RECEIPT, MEAL_RECEIPT, USED)
    again.when(submit()).then(SUBMITTED)


# ── meeting, attendance, fund, time, means ──────────────────────────────────────────────────────
def test_a_meeting_that_was_not_held_is_refused() -> None:
    claim.given_at(MEETING, MEETING_ID).when(submit()).refused(MeetingNotHeld)


def test_a_meeting_that_is_held_later_than_today_is_refused() -> None:
    early = noon(HELD_ON - timedelta(days=1))
    claim.on(early).when(submit()).refused(MeetingNotHeld)


@pytest.mark.parametrize("presence", ["present", "substitute"])
def test_a_seat_held_in_person_or_by_a_substitute_counts_as_taking_part(presence: council.Presence) -> None:
    assert outcome(cso(the_claim(seats=(seat(presence),))).when(submit())) == ACCEPTED


@pytest.mark.parametrize("presence", ["absent", "excused"])
def test_an_absent_or_excused_organisation_is_refused(presence: council.Presence) -> None:
    refusal = cso(the_claim(seats=(seat(presence),))).when(submit()).refused(DidNotAttend)
    assert "2015-04-21" in str(refusal)


def test_an_organisation_that_the_attendance_does_not_show_is_refused() -> None:
    other = cso(claim, "5199999").given_at(MEANS, "5199999", DECLARED, assessed())
    other.when(submit(organisation="5199999")).refused(DidNotAttend)


def test_a_guest_organisation_may_claim() -> None:
    guest = meeting_held(guests=(council.Guest(organisation=ORGANISATION),))
    assert outcome(claim.given_at(MEETING, MEETING_ID, guest).when(submit())) == ACCEPTED


def test_a_fund_that_is_not_there_is_refused() -> None:
    claim.when(submit(fund="no-fund")).refused(NoSuchFund)


def test_a_closed_fund_is_refused() -> None:
    claim.given_at(FUND, FUND_ID, fund_opened(), FUND_CLOSED).when(submit()).refused(FundIsClosed)


@pytest.mark.parametrize(
    "period",
    [
        {"starts_on": HELD_ON + timedelta(days=1)},
        {"starts_on": date(2014, 1, 1), "ends_on": HELD_ON - timedelta(days=1)},
    ],
)
def test_a_meeting_outside_the_funds_period_is_refused(period: dict[str, date]) -> None:
    claim.given_at(FUND, FUND_ID, fund_opened(**period)).when(submit()).refused(OutsidePeriod)


def test_the_last_day_of_the_window_is_in_time() -> None:
    assert outcome(claim.on(noon(date(2015, 5, 21))).when(submit())) == ACCEPTED


def test_the_day_after_is_too_late() -> None:
    refusal = claim.on(noon(date(2015, 5, 22))).when(submit()).refused(TooLate)
    assert "2015-05-21" in str(refusal)


@pytest.mark.parametrize(
    "events",
    [
        (),
        (DECLARED,),
        (DECLARED, assessed(eligible=False)),
        (DECLARED, assessed(until=TODAY - timedelta(days=1))),
    ],
)
def test_without_an_assessment_that_holds_today_a_claim_is_refused(events: tuple[Event, ...]) -> None:
    claim.given_at(MEANS, ORGANISATION, *events).when(submit()).refused(NoMeansAssessed)


def test_an_assessment_holds_on_its_last_day() -> None:
    until_today = claim.given_at(MEANS, ORGANISATION, DECLARED, assessed(until=TODAY))
    assert outcome(until_today.when(submit())) == ACCEPTED


# ── heading ─────────────────────────────────────────────────────────────────────────────────────
def test_a_fund_with_several_headings_needs_one_named() -> None:
    refusal = claim.when(submit(heading=None)).refused(HeadingNeeded)
    assert str(refusal).endswith("Choose one of: travel, meals.")


def test_the_only_heading_of_a_fund_need_not_be_named() -> None:
    only = [{"heading": "all", "title": {"en": "All costs"}, "cents": 100}]
    one = claim.given_at(FUND, FUND_ID, fund_opened(headings=only))
    assert one.when(submit(heading=None)).decide()[0].heading == "all"


def test_an_unknown_heading_is_refused() -> None:
    claim.when(submit(heading="castles")).refused(UnknownHeading)


# ── costs ───────────────────────────────────────────────────────────────────────────────────────
def test_a_cost_at_the_rate_is_paid() -> None:
    assert outcome(claim.when(submit(bus(15_00)))) == (
        "ClaimSubmitted",
        "ReceiptUsed",
        "TravelClaimed",
        "ClaimListed",
    )


def test_a_cost_above_the_rate_is_refused_with_both_amounts() -> None:
    refusal = claim.when(submit(bus(15_01))).refused(AboveRate)
    assert str(refusal).startswith(
        "15.01 EUR for bus is more than the fund's rate of 15.00 EUR for one ticket."
    )


def test_a_kind_of_cost_that_the_fund_does_not_pay_is_refused() -> None:
    refusal = claim.when(submit(bus(kind="fuel_km"))).refused(CostNotCovered)
    assert "does not pay fuel km. It pays: bus, meal." in str(refusal)


def test_a_kind_of_cost_that_nobody_knows_is_no_command() -> None:
    with pytest.raises(ValidationError, match="kind"):
        submit(bus(kind="yacht"))


def test_a_claim_of_nothing_is_no_command() -> None:
    with pytest.raises(ValidationError, match="items"):
        submit(items=())


def test_a_cost_of_tomorrow_is_refused() -> None:
    claim.when(submit(bus(on=TODAY + timedelta(days=1)))).refused(CostToCome)


def test_a_cost_of_today_may_be_claimed_today() -> None:
    assert outcome(claim.when(submit(bus(on=TODAY)))) == (
        "ClaimSubmitted",
        "ReceiptUsed",
        "TravelClaimed",
        "ClaimListed",
    )


def test_a_declaration_stands_in_for_a_missing_receipt() -> None:
    declared = bus(receipt=None, declaration="The driver gave no ticket.")
    assert outcome(claim.when(submit(declared))) == ("ClaimSubmitted", "TravelClaimed", "ClaimListed")


@pytest.mark.parametrize(("receipt", "declaration"), [(None, None), (None, "  "), (BUS_RECEIPT, "no ticket")])
def test_an_item_with_neither_or_both_is_refused(receipt: str | None, declaration: str | None) -> None:
    item = bus(receipt=receipt, declaration=declaration)
    refusal = claim.when(submit(meal(), item)).refused(ReceiptOrDeclaration)
    assert refusal.fields == {"item": 2}


def test_one_receipt_for_two_items_is_refused() -> None:
    refusal = claim.when(submit(bus(), meal(receipt=BUS_RECEIPT))).refused(ReceiptTwice)
    assert refusal.fields == {"first": 1, "second": 2}


def test_a_receipt_of_another_claim_is_refused_and_the_claim_is_named() -> None:
    refusal = claim.given_at(RECEIPT, MEAL_RECEIPT, USED_ELSEWHERE).when(submit()).refused(ReceiptAlreadyUsed)
    assert refusal.fields == {"item": 2, "claim": "claim-other"}


def test_a_receipt_stays_used_when_its_claim_was_rejected() -> None:
    other = submit(traveller="p-arta")
    spec = cso(the_claim()).given_at(CLAIM, CLAIM_ID, SUBMITTED, REJECTED)
    spec.given_at(RECEIPT, BUS_RECEIPT, USED).when(other).refused(ReceiptAlreadyUsed)


def test_a_mistyped_account_is_refused() -> None:
    claim.when(submit(iban="XK05 1212 0123 4567 8907")).refused(WrongIban)
