"""Every rule of grants that says no, as the person reads it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.grants.domain.claim import CLAIM
from services.grants.domain.fund import FUND
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING
from services.grants.domain.receipt import RECEIPT
from shared.contracts import grants
from shared.kernel.entity import Grant, Refusal
from shared.kernel.files import kind_of
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    APPROVED,
    AUTHORISED,
    BATCHED,
    BUS_RECEIPT,
    CLAIM_ID,
    DECLARED,
    FUND_ID,
    MEETING_ID,
    ORDERED,
    ORGANISATION,
    PAID,
    RELEASED_BATCH,
    RESERVED,
    RETURNED,
    SPENT,
    SUBMITTED,
    TRAVELLER,
    assessed,
    bus,
    cso,
    finance,
    fund_opened,
    noon,
    seat,
    secretary,
    submit,
    the_batch,
    the_claim,
)
from tests.services.grants.test_batch import fell_through, prepare, release, results
from tests.services.grants.test_claim import approve, authorise, give_back, recover, reject, resubmit
from tests.services.grants.test_fund import amend, heading, open_fund

new = the_claim(SUBMITTED)
approved = the_claim(SUBMITTED, APPROVED).given_at(FUND, FUND_ID, fund_opened(), RESERVED)
paid = the_claim(SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID)
paid = paid.given_at(FUND, FUND_ID, fund_opened(), RESERVED, SPENT)
known = grants.PaymentResult(claim=CLAIM_ID, outcome="paid", payment_ref="B1", on=date(2015, 4, 28))
answered = grants.PaymentResultsRecorded(
    results=(known,), recorded_by="p-fatos", recorded_on=date(2015, 4, 28)
)
settled = the_batch(ORDERED, RELEASED_BATCH, answered)
poor = new.given_at(FUND, FUND_ID, fund_opened(headings=[heading("travel", 18_49)]))
claiming = cso(the_claim())

SENTENCES: list[tuple[Spec, str]] = [
    # who may claim
    (
        claiming.given_at(MEETING, MEETING_ID).when(submit()),
        "This meeting has not been held. Claim when the secretariat has recorded that it was.",
    ),
    (
        cso(the_claim(seats=(seat("absent"),))).when(submit()),
        "The attendance of the meeting on 2015-04-21 does not show your organisation. If somebody was there "
        "for it, ask the secretariat to look into the attendance.",
    ),
    (
        claiming.given_at(MEANS, ORGANISATION, DECLARED).when(submit()),
        "No assessment that the organisation has no means of its own holds on 2015-04-28. Declare its means "
        "and wait for the secretariat's answer.",
    ),
    (
        claiming.given_at(MEANS, ORGANISATION, DECLARED, assessed(eligible=False)).when(submit()),
        "No assessment that the organisation has no means of its own holds on 2015-04-28. Declare its means "
        "and wait for the secretariat's answer.",
    ),
    (
        claiming.on(noon(date(2015, 5, 22))).when(submit()),
        "Claims for this meeting were received until 2015-05-21. Ask the secretariat what can still be done.",
    ),
    # for what
    (
        claiming.when(submit(bus(15_01))),
        "15.01 EUR for bus is more than the fund's rate of 15.00 EUR for one ticket. Claim at most that "
        "much.",
    ),
    (
        claiming.given_at(RECEIPT, BUS_RECEIPT, grants.ReceiptUsed(claim="claim-other")).when(submit()),
        "The receipt of item 1 was already used for the claim claim-other. Attach the right one.",
    ),
    (
        claiming.when(submit(bus(receipt=None))),
        "Item 1 needs either a receipt or, if there is none, a declaration in words; not both.",
    ),
    (
        claiming.when(submit(iban="XK06 1212 0123 4567 8906")),
        "This is not a valid account number. Copy the IBAN from the bank's statement, letters and digits; an "
        "account in Kosovo has XK05 and sixteen digits.",
    ),
    # one claim of an organisation, a traveller and a meeting
    (cso(new).when(submit()), "This is not possible now: the claim is submitted."),
    (cso(the_claim(SUBMITTED, RETURNED)).when(submit()), "This is not possible now: the claim is returned."),
    (cso(new).when(resubmit), "This is not possible now: the claim is submitted."),
    # who decides
    (
        new.by(TRAVELLER, Grant("secretariat")).when(approve),
        "You submitted this claim yourself, so somebody else has to decide. Leave it to a colleague.",
    ),
    (
        new.by("p-both", Grant("secretariat"), Grant("cso", ORGANISATION)).when(approve),
        "You represent this organisation, so somebody else has to decide. Leave it to a colleague.",
    ),
    (
        secretary(new).when(approve.model_copy(update={"granted": (12_51, 0)})),
        "For item 1, 12.50 EUR were claimed and 12.51 EUR granted. Grant at most what was claimed.",
    ),
    (
        secretary(new.given_at(FUND, FUND_ID, fund_opened(headings=[heading("travel", 18_49)]))).when(
            approve
        ),
        "This needs 18.50 EUR, and 18.49 EUR are free under the heading travel. Grant less, or wait until "
        "other reservations are released.",
    ),
    (
        approved.by("p-sara", Grant("finance")).when(authorise),
        "You have already submitted or approved this claim. A third person has to authorise it.",
    ),
    (finance(paid).when(give_back), "This is not possible now: the claim is paid."),
    (finance(paid).when(reject), "This is not possible now: the claim is paid."),
    # how it is paid: once
    (
        finance(the_batch(claim=(SUBMITTED, APPROVED))).when(prepare),
        f"The claim {CLAIM_ID} is approved, so it cannot be put into a batch. Leave it out.",
    ),
    (
        finance(the_batch(claim=(SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID))).when(prepare),
        f"The claim {CLAIM_ID} is paid, so it cannot be put into a batch. Leave it out.",
    ),
    (
        finance(the_batch(ORDERED)).when(release),
        f"You have prepared this batch or had a part in the claim {CLAIM_ID}. Another person has to release "
        "it.",
    ),
    (
        finance(the_batch(ORDERED)).when(results(fell_through())),
        "This is not possible now: the payment batch is prepared.",
    ),
    (
        finance(settled).when(results(fell_through())),
        f"For the claim {CLAIM_ID} it is on record that its payment in this batch was made. If that is "
        "wrong, recover the claim or authorise it again.",
    ),
    # how it comes back: after it was paid
    (finance(approved).when(recover), "This is not possible now: the claim is approved."),
    (
        finance(paid).when(recover.model_copy(update={"cents": 18_51})),
        "18.51 EUR are more than the 18.50 EUR that were paid and have not come back yet. Correct the "
        "amount.",
    ),
    # the fund
    (
        Spec(FUND).when(open_fund(donors=[{"name": "EU", "share_percent": 99}])),
        "The donors' shares make 99 per cent together. Correct them so that they make 100.",
    ),
    (
        Spec(FUND).given(fund_opened(), RESERVED).when(amend(headings=[heading("travel", 18_49)])),
        "Under the heading travel, 18.50 EUR are reserved or spent already, so it cannot have less. Leave it "
        "at least that much.",
    ),
]


@pytest.mark.parametrize(("spec", "sentence"), SENTENCES, ids=lambda part: str(part)[:60])
def test_it_says_no_in_this_sentence(spec: Spec, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        spec.decide()
    assert str(refusal.value) == sentence


def test_a_receipt_that_is_no_document_and_no_picture_is_refused_too() -> None:
    with pytest.raises(Refusal) as refusal:
        kind_of(b"<html>")
    assert str(refusal.value) == (
        "The file is neither a PDF nor a JPEG or PNG picture, whatever its name says. Save it as one of them."
    )


def test_the_window_is_the_funds_own() -> None:
    longer = claiming.given_at(FUND, FUND_ID, fund_opened(claim_window_days=31))
    assert longer.on(noon(date(2015, 5, 21) + timedelta(days=1))).when(submit()).decide()
    assert CLAIM.decide is not None
