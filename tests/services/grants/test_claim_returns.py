"""What becomes of a claim that is returned, or whose payment failed or came back?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.grants.domain.budget import NotSpent
from services.grants.domain.costs import (
    AboveRate,
    ReceiptAlreadyUsed,
)
from services.grants.domain.fund import FUND
from services.grants.domain.iban import WrongIban
from services.grants.domain.receipt import RECEIPT
from services.grants.domain.recovery import MoreThanPaid
from services.grants.domain.recusal import OwnClaim, OwnOrganisation
from services.grants.domain.review import (
    AnswerNotDue,
    ThirdPersonNeeded,
)
from services.grants.domain.submission import PayeeForgotten, ResubmitClaim
from shared.contracts import grants
from shared.kernel.entity import Grant
from shared.kernel.personal import Personal
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    ANSWER_BY,
    AUTHORISED,
    BUS_RECEIPT,
    CLAIM_ID,
    FIRST_TIME,
    FUND_CLOSED,
    FUND_ID,
    HEADING,
    RECOVERED,
    RELEASED,
    RESERVED,
    RETURNED,
    SPENT,
    SUBMITTED,
    TODAY,
    TRAVELLER,
    bus,
    cso,
    finance,
    fund_opened,
    meal,
    midnight,
    outcome,
    secretary,
    submitted,
    the_claim,
)
from tests.services.grants.test_claim import (
    RECOVERS,
    approve,
    approved,
    authorise,
    authorised,
    colleague,
    failed,
    give_back,
    new,
    paid,
    recover,
    resubmit,
    returned,
    unanswered,
)


# ── return and resubmission ─────────────────────────────────────────────────────────────────────
def test_a_return_says_what_is_missing_and_until_when_to_answer() -> None:
    secretary(new).when(give_back).then(RETURNED)


def test_a_fund_that_sets_no_day_for_answers_leaves_the_day_open() -> None:
    openly = new.given_at(FUND, FUND_ID, fund_opened(return_days=None))
    event = RETURNED.model_copy(update={"answer_by": None, "answer_until": None})
    secretary(openly).when(give_back).then(event)


@pytest.mark.parametrize("spec", [approved, authorised, failed])
def test_what_was_set_aside_for_a_claim_is_free_while_it_is_returned(spec: Spec) -> None:
    colleague_of_finance = spec.by("p-drita", Grant("finance"))
    event = RETURNED.model_copy(update={"returned_by": "p-drita"})
    colleague_of_finance.when(give_back).then(event, FUND.at(FUND_ID, RELEASED))


def test_who_submitted_it_does_not_return_it() -> None:
    secretary(the_claim(submitted(by="p-sara"))).when(give_back).refused(OwnClaim)


def test_a_resubmission_may_change_items_name_and_account_and_keeps_the_rest() -> None:
    again = resubmit.model_copy(update={"items": (grants.ClaimItem.model_validate(bus(10_00)),)})
    (event, *_) = cso(returned).when(again).decide()
    assert (event.cents, event.heading, event.iban.value) == (10_00, HEADING, SUBMITTED.iban.value)
    assert (event.resubmitted_by, event.warnings) == (TRAVELLER, (FIRST_TIME,))


def test_a_resubmission_uses_its_own_receipts_again_and_new_ones_for_the_first_time() -> None:
    used = returned.given_at(RECEIPT, BUS_RECEIPT, grants.ReceiptUsed(claim=CLAIM_ID))
    items = tuple(grants.ClaimItem.model_validate(row) for row in (bus(), meal(receipt="c" * 64)))
    decided = cso(used).when(resubmit.model_copy(update={"items": items})).decide()
    assert decided[1:] == [RECEIPT.at("c" * 64, grants.ReceiptUsed(claim=CLAIM_ID))]


def test_a_resubmission_is_held_to_the_same_rules() -> None:
    def again(*items: object, **changes: object) -> Spec:
        body = {"claim": CLAIM_ID, "changed": "x", "items": items or None, **changes}
        return cso(returned).when(ResubmitClaim.model_validate(body))

    again(bus(15_01)).refused(AboveRate)
    again(iban="XK05 1212 0123 4567 8907").refused(WrongIban)
    stolen = cso(returned).given_at(RECEIPT, BUS_RECEIPT, grants.ReceiptUsed(claim="claim-other"))
    stolen.when(resubmit).refused(ReceiptAlreadyUsed)


def test_after_forgetting_the_traveller_a_resubmission_needs_name_and_account_anew() -> None:
    nothing = Personal[str](person=TRAVELLER, value=None)
    erased = SUBMITTED.model_copy(update={"traveller_name": nothing, "iban": nothing})
    cso(the_claim(erased, RETURNED)).when(resubmit).refused(PayeeForgotten)


def test_whoever_resubmitted_it_decides_on_it_as_little_as_whoever_submitted_it() -> None:
    by_marko = secretary(returned).by("p-marko", Grant("secretariat")).when(resubmit).decide()[0]
    again = the_claim(SUBMITTED, RETURNED, by_marko)
    for person in ("p-marko", TRAVELLER):
        again.by(person, Grant("secretariat")).when(approve).refused(OwnClaim)


def test_a_return_that_nobody_answers_is_noted_when_its_last_day_is_over() -> None:
    returned.on(midnight(2015, 5, 13)).when(unanswered).then(grants.ReturnUnanswered(answer_by=ANSWER_BY))
    early = returned.on(midnight(2015, 5, 13) - timedelta(seconds=1)).when(unanswered)
    assert "2015-05-12" in str(early.refused(AnswerNotDue))


def test_a_return_that_was_answered_or_noted_is_not_noted_again() -> None:
    new.when(unanswered).then_nothing()
    noted = the_claim(SUBMITTED, RETURNED, grants.ReturnUnanswered(answer_by=ANSWER_BY))
    noted.on(midnight(2015, 5, 14)).when(unanswered).then_nothing()


# ── after a payment ─────────────────────────────────────────────────────────────────────────────
def test_a_claim_whose_payment_failed_is_authorised_again() -> None:
    finance(failed).when(authorise).then(AUTHORISED)
    failed.by("p-sara", Grant("finance")).when(authorise).refused(ThirdPersonNeeded)


def test_what_was_paid_comes_back_and_is_free_again() -> None:
    back = grants.FundsRecovered(heading=HEADING, claim=CLAIM_ID, cents=6_00, recovered_on=TODAY)
    finance(paid).when(recover).then(RECOVERED, FUND.at(FUND_ID, back))


def test_no_more_comes_back_than_was_paid_whatever_came_back_before() -> None:
    more = recover.model_copy(update={"cents": 12_51})
    again = paid.given(RECOVERED)
    assert "12.51 EUR are more than the 12.50 EUR" in str(finance(again).when(more).refused(MoreThanPaid))
    assert outcome(finance(again).when(more.model_copy(update={"cents": 12_50}))) == RECOVERS


def test_money_comes_back_to_a_closed_fund_too() -> None:
    closed = paid.given_at(FUND, FUND_ID, fund_opened(), RESERVED, SPENT, FUND_CLOSED)
    assert outcome(finance(closed).when(recover)) == RECOVERS


def test_money_that_was_not_spent_does_not_come_back() -> None:
    finance(paid.given_at(FUND, FUND_ID, fund_opened())).when(recover).refused(NotSpent)


def test_the_submitter_and_the_organisation_record_no_recovery() -> None:
    paid.by(TRAVELLER, Grant("finance")).when(recover).refused(OwnClaim)
    colleague(paid, "finance").when(recover).refused(OwnOrganisation)
