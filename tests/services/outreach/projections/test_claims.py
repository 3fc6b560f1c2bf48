"""What does the register of claims say about amounts, persons and days?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.reporting.claims import CLAIMS
from shared.contracts import grants
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import SHA
from tests.services.outreach.programme_money import approved, claim, submitted

AUTHORISED = grants.ClaimAuthorised(authorised_by="p-9", authorised_on=date(2015, 5, 4))
PAID = grants.ClaimPaid(payment_ref="batch-1/3", cents=1_300, paid_on=date(2015, 5, 11))


def after(*events: Event) -> dict[str, Any]:
    return folded(CLAIMS, Chronicle().add(claim("c"), submitted(), *events))["c"]


def test_a_submitted_claim_shows_what_is_claimed_and_nothing_granted() -> None:
    now = after()
    assert (now["state"], now["claimed"], now["granted"], now["days"]) == ("submitted", 1_500, None, 0)
    assert [(i["cents"], i["receipt"]) for i in now["items"]] == [(1_000, SHA), (500, None)]


def test_neither_the_name_nor_the_account_of_the_traveller_stands_in_the_register() -> None:
    assert "Private" not in str(after())
    assert "XK05" not in str(after())


def test_approval_grants_item_by_item() -> None:
    now = after(approved())
    assert (now["granted"], [i["granted"] for i in now["items"]]) == (1_300, [1_000, 300])


def test_every_step_says_who_when_and_after_how_many_days() -> None:
    now = after(approved(), AUTHORISED, PAID)
    assert [(s["step"], s["by"], s["days"]) for s in now["steps"]] == [
        ("submitted", "p-7", 0),
        ("approved", "p-8", 6),
        ("authorised", "p-9", 4),
        ("paid", None, 7),
    ]
    assert (now["state"], now["paid"], now["payment_ref"], now["days"]) == ("paid", 1_300, "batch-1/3", 17)


def test_a_rejected_claim_keeps_the_reason() -> None:
    no = grants.ClaimRejected(reason="Outside the window", rejected_by="p-8", rejected_on=date(2015, 5, 1))
    assert (after(no)["state"], after(no)["reason"]) == ("rejected", "Outside the window")


def test_a_withdrawn_claim_is_withdrawn_by_whoever_recorded_it() -> None:
    now = after(grants.ClaimWithdrawn(reason="Paid by others", withdrawn_on=date(2015, 4, 26)))
    assert (now["state"], now["steps"][-1]["by"], now["days"]) == ("withdrawn", "p-somebody", 2)


def test_a_rejected_claim_that_was_approved_grants_nothing_any_more() -> None:
    no = grants.ClaimRejected(reason="Not there", rejected_by="p-9", rejected_on=date(2015, 5, 1))
    now = after(approved(), no)
    assert (now["granted"], [i["granted"] for i in now["items"]]) == (None, [None, None])


def test_a_claim_submitted_again_keeps_its_earlier_steps_and_counts_its_days_anew() -> None:
    no = grants.ClaimRejected(reason="Unreadable", rejected_by="p-8", rejected_on=date(2015, 5, 1))
    again = submitted().model_copy(update={"submitted_on": date(2015, 5, 3)})
    now = after(no, again, grants.ClaimAuthorised(authorised_by="p-9", authorised_on=date(2015, 5, 8)))
    assert [(s["step"], s["days"]) for s in now["steps"]] == [
        ("submitted", 0),
        ("rejected", 7),
        ("submitted", 2),
        ("authorised", 5),
    ]
    assert (now["reason"], now["days"]) == (None, 5)
