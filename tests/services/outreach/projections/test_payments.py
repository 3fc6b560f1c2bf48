"""What do the read models say of payments, of a fund's burn and shares, and of the expenditure list?"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outreach.projections.reporting import expenditure, funds
from services.outreach.projections.reporting.claims import CLAIMS
from services.outreach.projections.reporting.funds import FUNDS
from services.outreach.projections.reporting.payments import PAYMENTS
from shared.contracts import grants
from shared.kernel.event import Event
from shared.kernel.mongo import Mongo
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import SHA
from tests.services.outreach.programme_money import (
    BATCH,
    FUND,
    FUND_OPENED,
    PREPARED,
    approved,
    claim,
    submitted,
)

LATE = grants.ReleaseOverdue(release_by=date(2015, 5, 10))
RELEASED = grants.BatchReleased(released_by="p-10", released_on=date(2015, 5, 11))
AUTHORISED = grants.ClaimAuthorised(authorised_by="p-9", authorised_on=date(2015, 5, 4))
BATCHED = grants.ClaimBatched(batch="batch-1")
PAID = grants.ClaimPaid(payment_ref="B-1", cents=1_300, paid_on=date(2015, 5, 12), batch="batch-1")
BACK = grants.ClaimRecovered(
    cents=300, reason="The meal was free", recovered_by="p-9", recovered_on=date(2015, 6, 1)
)


def answer(claim: str, **fields: Any) -> grants.PaymentResultsRecorded:
    row = grants.PaymentResult.model_validate({"claim": claim, "on": "2015-05-12", **fields})
    return grants.PaymentResultsRecorded(results=(row,), recorded_by="p-9", recorded_on=date(2015, 5, 13))


PAID_C = answer("c", outcome="paid", payment_ref="B-1")
FAILED_D = answer("d", outcome="failed", reason="account closed")


def batch(*events: Event) -> dict[str, Any]:
    return folded(PAYMENTS, Chronicle().add(BATCH, PREPARED, *events))["batch-1"]


def test_a_batch_shows_who_prepared_and_released_it_and_when_it_was_late() -> None:
    assert (batch()["state"], batch()["prepared_by"], batch()["release_by"]) == (
        "prepared",
        "p-9",
        "2015-05-10",
    )
    assert batch(LATE)["overdue"]
    now = batch(LATE, RELEASED)
    assert (now["state"], now["overdue"], now["released_by"]) == ("released", False, "p-10")


def test_each_payment_shows_what_the_bank_said_and_the_batch_is_settled_with_the_last() -> None:
    half, whole = batch(RELEASED, PAID_C), batch(RELEASED, PAID_C, FAILED_D)
    assert (half["state"], half["paid"], half["failed"]) == ("released", 1_300, 0)
    assert (whole["state"], whole["settled_on"], whole["failed"]) == ("settled", "2015-05-13", 1_300)
    assert [(p["outcome"], p["payment_ref"], p["reason"]) for p in whole["payments"]] == [
        ("paid", "B-1", None),
        ("failed", None, "account closed"),
    ]


def test_a_discarded_batch_says_why() -> None:
    now = batch(grants.BatchDiscarded(reason="Wrong", discarded_by="p-9", discarded_on=date(2015, 5, 6)))
    assert (now["state"], now["reason"]) == ("discarded", "Wrong")


def test_no_name_and_no_account_stands_in_the_payments() -> None:
    assert "Private" not in str(batch())
    assert "XK05" not in str(batch())


# ── a claim on its way ──────────────────────────────────────────────────────────────────────────
def register(*events: Event) -> dict[str, Any]:
    return folded(CLAIMS, Chronicle().add(claim("c"), submitted(), *events))["c"]


def test_a_returned_claim_says_what_is_missing_until_when_and_that_nobody_answered() -> None:
    returned = grants.ClaimReturned(
        missing="A ticket", returned_by="p-8", returned_on=date(2015, 4, 26), answer_by=date(2015, 5, 10)
    )
    now = register(returned)
    assert (now["state"], now["reason"], now["answer_by"]) == ("returned", "A ticket", "2015-05-10")
    assert register(returned, grants.ReturnUnanswered(answer_by=date(2015, 5, 10)))["overdue"]


def test_a_resubmitted_claim_waits_again_with_its_new_items_and_warnings() -> None:
    returned = grants.ClaimReturned(missing="A ticket", returned_by="p-8", returned_on=date(2015, 4, 26))
    again = grants.ClaimResubmitted(
        changed="Here",
        heading="travel",
        traveller_name=about("p-7", "Somebody Private"),
        iban=about("p-7", "XK051212012345678906"),
        items=(grants.ClaimItem(kind="bus", on=date(2015, 4, 21), cents=900, receipt="cd" * 32),),
        cents=900,
        resubmitted_by="p-7",
        resubmitted_on=date(2015, 4, 29),
        warnings=(grants.ClaimWarning(kind="first_time_payee"),),
    )
    now = register(returned, again)
    assert (now["state"], now["claimed"], now["overdue"], now["reason"]) == ("submitted", 900, False, None)
    assert [(s["step"], s["days"]) for s in now["steps"]][1:] == [("returned", 2), ("resubmitted", 3)]
    assert now["warnings"] == [{"kind": "first_time_payee", "item": None, "usual_cents": None, "claims": []}]


def test_a_claim_whose_payment_failed_goes_its_way_once_more_and_comes_back_in_part() -> None:
    failed = grants.PaymentFailed(batch="batch-1", reason="account closed", failed_on=date(2015, 5, 12))
    now = register(approved(), AUTHORISED, BATCHED, failed)
    assert (now["state"], now["reason"], now["batch"]) == ("payment_failed", "account closed", None)
    out = register(approved(), AUTHORISED, BATCHED, grants.ClaimTakenOut(batch="batch-1"))
    assert (out["state"], out["batch"]) == ("authorised", None)
    now = register(approved(), AUTHORISED, BATCHED, failed, AUTHORISED, BATCHED, PAID, BACK)
    assert (now["state"], now["paid"], now["recovered"], now["batch"]) == ("recovered", 1_300, 300, "batch-1")


# ── a fund ──────────────────────────────────────────────────────────────────────────────────────
RESERVED = grants.FundsReserved(heading="travel", claim="c", cents=1_300)
SPENT = grants.FundsSpent(heading="travel", claim="c", cents=1_300, spent_on=date(2015, 5, 12))
RETURNED = grants.FundsRecovered(heading="travel", claim="c", cents=300, recovered_on=date(2015, 6, 1))


def fund(*events: Event) -> dict[str, Any]:
    return folded(FUNDS, Chronicle().add(FUND, FUND_OPENED, *events))["logistics"]


def test_what_was_spent_is_shared_among_the_donors_and_shown_by_month() -> None:
    now = fund(RESERVED, SPENT, RETURNED)
    assert [(d["name"], d["spent"]) for d in now["donors"]] == [("EU", 900), ("FES", 100)]
    assert now["months"] == [{"month": "2015-05", "spent": 1_300}, {"month": "2015-06", "spent": -300}]
    assert now["total"] == {"envelope": 100_000, "reserved": 0, "spent": 1_000, "free": 99_000}


def test_an_amendment_changes_headings_period_and_shares_and_is_kept_with_its_reason() -> None:
    amended = grants.FundAmended(
        ends_on=date(2017, 2, 28),
        donors=(grants.Donor(name="EU", share_percent=100),),
        headings=(
            grants.Heading(heading="travel", title={"en": "Travel"}, cents=90_000),
            grants.Heading(heading="meals", title={"en": "Meals"}, cents=10_000),
        ),
        reason="Amendment 1",
        amended_by="p-9",
        amended_on=date(2016, 1, 11),
    )
    now = fund(RESERVED, SPENT, amended)
    assert [(h["heading"], h["envelope"], h["spent"]) for h in now["headings"]] == [
        ("travel", 90_000, 1_300),
        ("meals", 10_000, 0),
    ]
    assert (now["ends_on"], [d["spent"] for d in now["donors"]]) == ("2017-02-28", [1_300])
    assert now["amendments"][0]["changed"] == ["donors", "ends_on", "headings"]


@given(st.integers(0, 10**7), st.sampled_from([(90, 10), (50, 30, 20), (33, 33, 34), (100,), (1, 99)]))
def test_the_donors_cents_are_always_all_that_was_spent(spent: int, shares: tuple[int, ...]) -> None:
    donors = [{"name": str(n), "share_percent": share} for n, share in enumerate(shares)]
    assert sum(donor["spent"] for donor in funds._shared(donors, spent)) == spent


# ── the expenditure list ────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
async def listed(mongo: Mongo) -> expenditure.Expenditure:
    log = Chronicle().add(FUND, FUND_OPENED, RESERVED, SPENT, RETURNED)
    log.add(claim("c"), submitted(), approved(), AUTHORISED, BATCHED, PAID, BACK)
    log.add(claim("unpaid"), submitted())
    await fill(mongo, log)
    found = await expenditure.of_fund(mongo.database("reporting"), "logistics")
    assert found is not None
    return found


async def test_every_cost_paid_refers_to_its_document_and_its_payment(
    listed: expenditure.Expenditure,
) -> None:
    assert [(r["kind"], r["document"], r["granted"]) for r in listed.rows] == [
        ("bus", f"sha256:{SHA}", 1_000),
        ("meal", "declaration: No receipt given", 300),
    ]
    assert {r["payment_ref"] for r in listed.rows} == {"B-1"}
    assert expenditure.total(listed) == "13.00 EUR, of which 3.00 EUR came back"


async def test_it_reads_as_a_table_and_as_a_spreadsheet(listed: expenditure.Expenditure) -> None:
    rows = list(csv.DictReader(io.StringIO(expenditure.as_csv(listed).decode("utf-8-sig"))))
    assert [(r["number"], r["granted"], r["paid_on"]) for r in rows] == [
        ("1", "10.00", "2015-05-12"),
        ("2", "3.00", "2015-05-12"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(expenditure.as_xlsx(listed)))
    costs, agreement = book["Expenditure"], book["Agreement"]
    assert [cell.value for cell in costs[1]] == list(expenditure.COLUMNS)
    assert [row[10].value for row in costs.iter_rows(min_row=2)] == [10, 3]
    told = {row[0].value: row[1].value for row in agreement.iter_rows()}
    assert (told["Expenditure"], told["EU, 90 %"], told["FES, 10 %"]) == (10, 9, 1)


async def test_a_fund_that_is_not_there_has_no_list(mongo: Mongo, listed: expenditure.Expenditure) -> None:
    assert await expenditure.of_fund(mongo.database("reporting"), "no-fund") is None
