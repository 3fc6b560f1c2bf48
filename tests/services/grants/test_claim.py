"""Is a submitted claim decided by the right people, in the right order, with the money behind it?"""

from __future__ import annotations

from typing import get_args

import pytest

from services.grants.domain.budget import EnvelopeExceeded, FundIsClosed
from services.grants.domain.claim import ClaimCommand
from services.grants.domain.claim_record import (
    Approved,
    Authorised,
    Claim,
    InBatch,
    Paid,
    PaymentFailed,
    Recovered,
    Rejected,
    Returned,
    Submitted,
    Unsubmitted,
    Withdrawn,
)
from services.grants.domain.costs import (
    AmountPerItem,
    MoreThanClaimed,
    NothingGranted,
)
from services.grants.domain.fund import FUND
from services.grants.domain.receipt import RECEIPT, Unused
from services.grants.domain.recovery import RecoverClaim
from services.grants.domain.recusal import OwnClaim, OwnOrganisation
from services.grants.domain.review import (
    ApproveClaim,
    AuthoriseClaim,
    MarkReturnUnanswered,
    RejectClaim,
    ReturnClaim,
    ThirdPersonNeeded,
)
from services.grants.domain.submission import ResubmitClaim, SubmitClaim, WithdrawClaim
from shared.contracts import grants
from shared.kernel.entity import Command, Grant
from shared.kernel.event import Event
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    APPROVED,
    AUTHORISED,
    BATCHED,
    CLAIM_ID,
    FAILED,
    FUND_CLOSED,
    FUND_ID,
    HEADING,
    ORGANISATION,
    PAID,
    RECOVERED,
    REJECTED,
    RELEASED,
    RESERVED,
    RETURNED,
    SPENT,
    SUBMITTED,
    WITHDRAWN,
    cso,
    finance,
    fund_opened,
    midnight,
    outcome,
    secretary,
    submit,
    submitted,
    the_claim,
)

approve = ApproveClaim(claim=CLAIM_ID)
authorise = AuthoriseClaim(claim=CLAIM_ID)
reject = RejectClaim(claim=CLAIM_ID, reason="not a travel cost")
withdraw = WithdrawClaim(claim=CLAIM_ID, reason="")
give_back = ReturnClaim(claim=CLAIM_ID, missing=RETURNED.missing)
resubmit = ResubmitClaim(claim=CLAIM_ID, changed="The ticket is attached.")
unanswered = MarkReturnUnanswered(claim=CLAIM_ID)
recover = RecoverClaim(claim=CLAIM_ID, cents=6_00, reason=RECOVERED.reason)

new = the_claim(SUBMITTED)
approved = the_claim(SUBMITTED, APPROVED).given_at(FUND, FUND_ID, fund_opened(), RESERVED)
authorised = the_claim(SUBMITTED, APPROVED, AUTHORISED).given_at(FUND, FUND_ID, fund_opened(), RESERVED)
failed = the_claim(SUBMITTED, APPROVED, AUTHORISED, BATCHED, FAILED)
failed = failed.given_at(FUND, FUND_ID, fund_opened(), RESERVED)
paid = the_claim(SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID)
paid = paid.given_at(FUND, FUND_ID, fund_opened(), RESERVED, SPENT)
returned = the_claim(SUBMITTED, RETURNED)


def colleague(spec: Spec, role: str, organisation: str = ORGANISATION) -> Spec:
    """Somebody of the staff who also represents an organisation."""
    return spec.by("p-both", Grant(role), Grant("cso", organisation))


# ── approval ────────────────────────────────────────────────────────────────────────────────────
def test_approval_grants_all_as_claimed_and_reserves_it_in_the_same_append() -> None:
    secretary(new).when(approve).then(APPROVED, FUND.at(FUND_ID, RESERVED))


def test_approval_may_grant_less() -> None:
    less = ApproveClaim(claim=CLAIM_ID, granted=(10_00, 0))
    event = APPROVED.model_copy(update={"granted": (10_00, 0), "cents": 10_00})
    amounts = (grants.CostAmount(kind="bus", cents=10_00),)
    reserved = grants.FundsReserved(heading=HEADING, claim=CLAIM_ID, cents=10_00, amounts=amounts)
    secretary(new).when(less).then(event, FUND.at(FUND_ID, reserved))


def test_granting_more_than_was_claimed_for_an_item_is_refused_even_if_the_sum_is_less() -> None:
    more = ApproveClaim(claim=CLAIM_ID, granted=(0, 6_01))
    refusal = secretary(new).when(more).refused(MoreThanClaimed)
    assert str(refusal).startswith("For item 2, 6.00 EUR were claimed and 6.01 EUR granted.")


@pytest.mark.parametrize("granted", [(), (1,), (1, 1, 1)])
def test_amounts_that_are_not_one_per_item_are_refused(granted: tuple[int, ...]) -> None:
    secretary(new).when(ApproveClaim(claim=CLAIM_ID, granted=granted)).refused(AmountPerItem)


def test_granting_nothing_is_no_approval() -> None:
    secretary(new).when(ApproveClaim(claim=CLAIM_ID, granted=(0, 0))).refused(NothingGranted)


def test_an_approval_beyond_what_is_free_is_refused() -> None:
    other = grants.FundsReserved(heading=HEADING, claim="claim-other", cents=81_51)
    nearly_spent = new.given_at(FUND, FUND_ID, fund_opened(), other)
    refusal = secretary(nearly_spent).when(approve).refused(EnvelopeExceeded)
    assert "needs 18.50 EUR, and 18.49 EUR are free" in str(refusal)


def test_a_fund_closed_meanwhile_pays_nothing_more() -> None:
    late = new.given_at(FUND, FUND_ID, fund_opened(), FUND_CLOSED)
    secretary(late).when(approve).refused(FundIsClosed)


@pytest.mark.parametrize("command", [approve, reject])
def test_the_submitter_does_not_decide(command: Command) -> None:
    own = the_claim(submitted(by="p-sara"))
    secretary(own).when(command).refused(OwnClaim)


def test_the_submitter_does_not_reject_it_after_the_approval_either() -> None:
    own = the_claim(submitted(by="p-fatos"), APPROVED)
    finance(own).when(reject).refused(OwnClaim)


@pytest.mark.parametrize("command", [approve, reject])
def test_nobody_decides_for_an_organisation_that_they_represent(command: Command) -> None:
    colleague(new, "secretariat").when(command).refused(OwnOrganisation)


@pytest.mark.parametrize("command", [authorise, reject])
def test_nor_once_it_is_approved(command: Command) -> None:
    colleague(approved, "finance").when(command).refused(OwnOrganisation)


def test_representing_another_organisation_is_no_obstacle() -> None:
    other = colleague(new, "secretariat", "5199999").when(approve)
    assert outcome(other) == ("ClaimApproved", "FundsReserved")


# ── authorisation ───────────────────────────────────────────────────────────────────────────────
def test_a_third_person_authorises() -> None:
    finance(approved).when(authorise).then(AUTHORISED)


@pytest.mark.parametrize("person", ["p-vesa", "p-sara"])
def test_who_submitted_or_approved_does_not_authorise(person: str) -> None:
    approved.by(person, Grant("finance")).when(authorise).refused(ThirdPersonNeeded)


# ── rejection and withdrawal ────────────────────────────────────────────────────────────────────
def test_a_rejected_claim_had_nothing_reserved() -> None:
    secretary(new).when(reject).then(REJECTED)


def test_an_approved_claim_that_is_rejected_gives_its_money_back() -> None:
    event = REJECTED.model_copy(update={"rejected_by": "p-fatos"})
    finance(approved).when(reject).then(event, FUND.at(FUND_ID, RELEASED))


def test_a_submitted_claim_is_withdrawn() -> None:
    cso(new).when(withdraw).then(WITHDRAWN)


def test_an_approved_claim_that_is_withdrawn_gives_its_money_back() -> None:
    cso(approved).when(withdraw).then(WITHDRAWN, FUND.at(FUND_ID, RELEASED))


# ── every command in every state ────────────────────────────────────────────────────────────────
WAY = (SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID, RECOVERED)
HISTORIES: dict[type[Claim], tuple[Event, ...]] = {
    Unsubmitted: (),
    Submitted: WAY[:1],
    Returned: (SUBMITTED, RETURNED),
    Approved: WAY[:2],
    Authorised: WAY[:3],
    InBatch: WAY[:4],
    PaymentFailed: (*WAY[:4], FAILED),
    Paid: WAY[:5],
    Recovered: WAY,
    Rejected: (SUBMITTED, REJECTED),
    Withdrawn: (SUBMITTED, APPROVED, WITHDRAWN),
}
COMMANDS: dict[type[Command], Command] = {
    SubmitClaim: submit(),
    ReturnClaim: give_back,
    ResubmitClaim: resubmit,
    MarkReturnUnanswered: unanswered,
    ApproveClaim: approve,
    AuthoriseClaim: authorise,
    RejectClaim: reject,
    WithdrawClaim: withdraw,
    RecoverClaim: recover,
}
RECEIPTS = ("ReceiptUsed", "ReceiptUsed")
RECOVERS = ("ClaimRecovered", "FundsRecovered")
RESERVING = (Approved, Authorised, PaymentFailed)
POSSIBLE: dict[tuple[type[Command], type[Claim]], tuple[str, ...]] = {
    (SubmitClaim, Unsubmitted): ("ClaimSubmitted", *RECEIPTS, "TravelClaimed", "ClaimListed"),
    (SubmitClaim, Rejected): ("ClaimSubmitted", *RECEIPTS),
    (SubmitClaim, Withdrawn): ("ClaimSubmitted", *RECEIPTS),
    (ReturnClaim, Submitted): ("ClaimReturned",),
    (ResubmitClaim, Returned): ("ClaimResubmitted", *RECEIPTS),
    (ApproveClaim, Submitted): ("ClaimApproved", "FundsReserved"),
    (AuthoriseClaim, Approved): ("ClaimAuthorised",),
    (AuthoriseClaim, PaymentFailed): ("ClaimAuthorised",),
    (RejectClaim, Submitted): ("ClaimRejected",),
    (RejectClaim, Returned): ("ClaimRejected",),
    (WithdrawClaim, Submitted): ("ClaimWithdrawn",),
    (WithdrawClaim, Returned): ("ClaimWithdrawn",),
    (RecoverClaim, Paid): RECOVERS,
    (RecoverClaim, Recovered): RECOVERS,
    **{(ReturnClaim, state): ("ClaimReturned", "FundsReleased") for state in RESERVING},
    **{(RejectClaim, state): ("ClaimRejected", "FundsReleased") for state in RESERVING},
    **{(WithdrawClaim, state): ("ClaimWithdrawn", "FundsReleased") for state in RESERVING},
    **{(MarkReturnUnanswered, state): () for state in HISTORIES},
    (MarkReturnUnanswered, Returned): ("ReturnUnanswered",),
}
TWICE = fund_opened(), RESERVED, SPENT, RESERVED
"""Enough is reserved and spent for whatever a command in any state gives back."""


@pytest.mark.parametrize("status", HISTORIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_in_each_state(command: type[Command], status: type[Claim]) -> None:
    spec = the_claim(*HISTORIES[status]).given_at(FUND, FUND_ID, *TWICE).on(midnight(2015, 5, 13))
    assert outcome(spec.when(COMMANDS[command])) == POSSIBLE.get((command, status), "NotNow")


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(ClaimCommand))
    assert set(HISTORIES) == set(get_args(Claim))
    for status, events in HISTORIES.items():
        assert type(the_claim(*events).state()) is status
        assert hash(the_claim(*events).state()) is not None


def test_an_event_of_somebody_else_changes_nothing() -> None:
    assert the_claim(SUBMITTED, RESERVED).state() == the_claim(SUBMITTED).state()
    assert the_claim(PAID).state() == Unsubmitted()
    assert the_claim(SUBMITTED, BATCHED, RECOVERED).state() == the_claim(SUBMITTED).state()
    assert Spec(RECEIPT).given(SUBMITTED).state() == Unused()
