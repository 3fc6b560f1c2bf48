"""Do authorised claims reach the bank by two persons, and is each of them paid at most once?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from services.grants.domain.batch import (
    BATCH,
    AccountErased,
    BatchCommand,
    ClaimTwice,
    DiscardBatch,
    FourthPersonNeeded,
    MarkReleaseOverdue,
    NoPayingAccount,
    NotPayable,
    OtherFund,
    PayDayPast,
    PrepareBatch,
    RecordPaymentResults,
    ReleaseBatch,
    ReleaseNotDue,
)
from services.grants.domain.batch_record import Batch, Discarded, Prepared, Released, Settled, Unprepared
from services.grants.domain.claim import CLAIM
from services.grants.domain.fund import FUND
from services.grants.domain.recusal import OwnOrganisation
from services.grants.domain.settlement import (
    FailureUnexplained,
    NotInBatch,
    PaymentToCome,
    ReferenceNeeded,
    ResultDiffers,
    ResultTwice,
)
from services.grants.domain.traveller import TRAVELLER as TRAVELLER_RECORD
from shared.contracts import grants
from shared.kernel.entity import Command, Grant
from shared.kernel.event import Event
from shared.kernel.personal import Personal
from tests.services.grants.samples import (
    APPROVED,
    AUTHORISED,
    BATCH_ID,
    BATCHED,
    CLAIM_ID,
    FAILED,
    FUND_ID,
    ORDERED,
    ORGANISATION,
    PAID,
    PAID_OUT,
    RELEASED_BATCH,
    SPENT,
    SUBMITTED,
    TODAY,
    TRAVELLER,
    finance,
    fund_opened,
    midnight,
    outcome,
    releasing,
    the_batch,
)

prepare = PrepareBatch(batch=BATCH_ID, fund=FUND_ID, claims=(CLAIM_ID,))
release = ReleaseBatch(batch=BATCH_ID)
discard = DiscardBatch(batch=BATCH_ID, reason="the wrong account")
overdue = MarkReleaseOverdue(batch=BATCH_ID)
AUTHORISED_CLAIM = (SUBMITTED, APPROVED, AUTHORISED)

fresh = the_batch(claim=AUTHORISED_CLAIM)
prepared = the_batch(ORDERED)
released = the_batch(ORDERED, RELEASED_BATCH)


def results(*rows: dict[str, Any]) -> RecordPaymentResults:
    return RecordPaymentResults.model_validate({"batch": BATCH_ID, "results": rows})


def made(**changes: Any) -> dict[str, Any]:
    return {"claim": CLAIM_ID, "outcome": "paid", "payment_ref": "B1", **changes}


def fell_through(**changes: Any) -> dict[str, Any]:
    return {"claim": CLAIM_ID, "outcome": "failed", "reason": "account closed", **changes}


# ── preparing ───────────────────────────────────────────────────────────────────────────────────
def test_a_batch_orders_each_payment_and_takes_its_claims_in_one_append() -> None:
    finance(fresh).when(prepare).then(ORDERED, CLAIM.at(CLAIM_ID, BATCHED))


@pytest.mark.parametrize("events", [(), (SUBMITTED,), (SUBMITTED, APPROVED), (*AUTHORISED_CLAIM, BATCHED)])
def test_a_claim_that_is_not_authorised_or_in_another_batch_is_refused(events: tuple[Event, ...]) -> None:
    refusal = finance(fresh.given_at(CLAIM, CLAIM_ID, *events)).when(prepare).refused(NotPayable)
    assert CLAIM_ID in str(refusal)


def test_the_same_claim_twice_in_a_batch_is_refused() -> None:
    finance(fresh).when(prepare.model_copy(update={"claims": (CLAIM_ID, CLAIM_ID)})).refused(ClaimTwice)


def test_a_claim_of_another_fund_is_refused() -> None:
    other = SUBMITTED.model_copy(update={"fund": "eu-2019"})
    spec = fresh.given_at(CLAIM, CLAIM_ID, other, APPROVED, AUTHORISED)
    assert "eu-2019" in str(finance(spec).when(prepare).refused(OtherFund))


def test_a_fund_without_an_account_pays_nothing() -> None:
    finance(fresh.given_at(FUND, FUND_ID, fund_opened(account=None))).when(prepare).refused(NoPayingAccount)


def test_a_traveller_who_was_forgotten_has_no_account_to_pay_to() -> None:
    gone = SUBMITTED.model_copy(update={"iban": Personal[str](person=TRAVELLER, value=None)})
    spec = fresh.given_at(CLAIM, CLAIM_ID, gone, APPROVED, AUTHORISED)
    finance(spec).when(prepare).refused(AccountErased)


def test_a_payment_of_yesterday_is_refused() -> None:
    finance(fresh).when(prepare.model_copy(update={"pay_on": TODAY - timedelta(days=1)})).refused(PayDayPast)


def test_a_name_that_the_bank_cannot_take_is_no_command() -> None:
    with pytest.raises(ValidationError, match="35"):
        PrepareBatch(batch="b" * 36, fund=FUND_ID, claims=(CLAIM_ID,))


# ── releasing ───────────────────────────────────────────────────────────────────────────────────
def test_another_person_of_finance_releases_it() -> None:
    releasing(prepared).when(release).then(RELEASED_BATCH)


@pytest.mark.parametrize("person", ["p-fatos", "p-sara", TRAVELLER])
def test_who_prepared_authorised_approved_or_submitted_does_not_release(person: str) -> None:
    by_drita = ORDERED.model_copy(update={"prepared_by": "p-drita"})
    the_batch(by_drita).by(person, Grant("finance")).when(release).refused(FourthPersonNeeded)
    finance(prepared).when(release).refused(FourthPersonNeeded)


def test_who_represents_an_organisation_of_the_batch_does_not_release() -> None:
    both = prepared.by("p-both", Grant("finance"), Grant("cso", ORGANISATION))
    both.when(release).refused(OwnOrganisation)


def test_a_batch_that_nobody_releases_is_noted_when_its_last_day_is_over() -> None:
    late = grants.ReleaseOverdue(release_by=TODAY + timedelta(days=5))
    prepared.on(midnight(2015, 5, 4)).when(overdue).then(late)
    prepared.on(midnight(2015, 5, 4) - timedelta(seconds=1)).when(overdue).refused(ReleaseNotDue)
    prepared.given(late).on(midnight(2015, 5, 5)).when(overdue).then_nothing()


def test_a_discarded_batch_gives_its_claims_back() -> None:
    discarded = grants.BatchDiscarded(reason=discard.reason, discarded_by="p-fatos", discarded_on=TODAY)
    out = CLAIM.at(CLAIM_ID, grants.ClaimTakenOut(batch=BATCH_ID))
    finance(prepared).when(discard).then(discarded, out)


# ── the bank's answer ───────────────────────────────────────────────────────────────────────────
def recorded(row: dict[str, Any]) -> grants.PaymentResultsRecorded:
    known = grants.PaymentResult.model_validate({"on": TODAY, **row})
    return grants.PaymentResultsRecorded(results=(known,), recorded_by="p-fatos", recorded_on=TODAY)


def test_what_was_paid_is_spent_and_known_of_the_traveller_in_one_append() -> None:
    finance(released).when(results(made())).then(
        recorded(made()),
        CLAIM.at(CLAIM_ID, PAID),
        FUND.at(FUND_ID, SPENT),
        TRAVELLER_RECORD.at(TRAVELLER, PAID_OUT),
    )


def test_a_payment_that_failed_stays_reserved_for_the_next_batch() -> None:
    failed = recorded(fell_through())
    finance(released).when(results(fell_through())).then(failed, CLAIM.at(CLAIM_ID, FAILED))


def test_the_same_answer_again_changes_nothing() -> None:
    again = the_batch(ORDERED, RELEASED_BATCH, recorded(made()), claim=(*AUTHORISED_CLAIM, BATCHED, PAID))
    finance(again).when(results(made())).then_nothing()


def test_another_answer_for_the_same_payment_is_refused() -> None:
    again = the_batch(ORDERED, RELEASED_BATCH, recorded(made()), claim=(*AUTHORISED_CLAIM, BATCHED, PAID))
    assert "was made" in str(finance(again).when(results(fell_through())).refused(ResultDiffers))
    late = the_batch(ORDERED, RELEASED_BATCH, recorded(fell_through()))
    assert "failed" in str(finance(late).when(results(made())).refused(ResultDiffers))


def test_an_old_batch_does_not_touch_a_claim_that_is_in_a_new_one() -> None:
    elsewhere = the_batch(
        ORDERED,
        RELEASED_BATCH,
        claim=(*AUTHORISED_CLAIM, grants.ClaimBatched(batch="batch-new")),
    )
    assert outcome(finance(elsewhere).when(results(made()))) == ("PaymentResultsRecorded",)


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (made(claim="claim-other"), NotInBatch),
        (made(payment_ref=" "), ReferenceNeeded),
        (fell_through(reason=""), FailureUnexplained),
        (made(on=TODAY + timedelta(days=1)), PaymentToCome),
    ],
)
def test_an_answer_that_cannot_be_the_batchs_is_refused(row: dict[str, Any], refusal: Any) -> None:
    finance(released).when(results(row)).refused(refusal)


def test_two_answers_for_one_claim_are_refused() -> None:
    finance(released).when(results(made(), fell_through())).refused(ResultTwice)


# ── every command in every state ────────────────────────────────────────────────────────────────
HISTORIES: dict[type[Batch], tuple[Event, ...]] = {
    Unprepared: (),
    Prepared: (ORDERED,),
    Released: (ORDERED, RELEASED_BATCH),
    Settled: (ORDERED, RELEASED_BATCH, recorded(made())),
    Discarded: (ORDERED, grants.BatchDiscarded(reason="x", discarded_by="p-fatos", discarded_on=TODAY)),
}
COMMANDS: dict[type[Command], Command] = {
    PrepareBatch: prepare,
    ReleaseBatch: release,
    DiscardBatch: discard,
    RecordPaymentResults: results(made()),
    MarkReleaseOverdue: overdue,
}
POSSIBLE: dict[tuple[type[Command], type[Batch]], tuple[str, ...]] = {
    (PrepareBatch, Unprepared): ("BatchPrepared", "ClaimBatched"),
    (ReleaseBatch, Prepared): ("BatchReleased",),
    (DiscardBatch, Prepared): ("BatchDiscarded", "ClaimTakenOut"),
    (RecordPaymentResults, Released): ("PaymentResultsRecorded", "ClaimPaid", "FundsSpent", "TravellerPaid"),
    (RecordPaymentResults, Settled): (),
    **{(MarkReleaseOverdue, state): () for state in HISTORIES},
    (MarkReleaseOverdue, Prepared): ("ReleaseOverdue",),
}


@pytest.mark.parametrize("status", HISTORIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_in_each_state(command: type[Command], status: type[Batch]) -> None:
    claim = AUTHORISED_CLAIM if status is Unprepared else (*AUTHORISED_CLAIM, BATCHED)
    spec = the_batch(*HISTORIES[status], claim=claim).on(midnight(2015, 5, 5))
    assert outcome(spec.when(COMMANDS[command])) == POSSIBLE.get((command, status), "NotNow")


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(BatchCommand))
    assert set(HISTORIES) == set(get_args(Batch))
    for status, events in HISTORIES.items():
        assert type(the_batch(*events).state()) is status


def test_an_event_of_somebody_else_changes_nothing() -> None:
    assert the_batch(ORDERED, SUBMITTED).state() == the_batch(ORDERED).state()
    assert BATCH.evolve(Unprepared(), RELEASED_BATCH) == Unprepared()
