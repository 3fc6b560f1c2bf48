"""Which payments were ordered, by whom, and what did the bank say about each?"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import grants
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Payment(TypedDict):
    """One payment of a batch; no name and no account stands here."""

    claim: str
    organisation: str
    meeting: str
    cents: int
    outcome: Literal["ordered", "paid", "failed"]
    on: str | None
    payment_ref: str | None
    reason: str | None


class Batch(TypedDict):
    fund: str
    currency: str
    cents: int
    paid: int
    failed: int
    state: Literal["prepared", "released", "settled", "discarded"]
    pay_on: str
    prepared_by: str
    prepared_on: str
    release_by: str | None
    overdue: bool
    released_by: str | None
    released_on: str | None
    settled_on: str | None
    reason: str | None
    """Why it was discarded."""
    payments: list[Payment]


def prepared(_: None, event: Recorded[grants.BatchPrepared]) -> Batch:
    fact = event.data
    return Batch(
        fund=fact.fund,
        currency=fact.currency,
        cents=fact.cents,
        paid=0,
        failed=0,
        state="prepared",
        pay_on=fact.pay_on.isoformat(),
        prepared_by=fact.prepared_by,
        prepared_on=fact.prepared_on.isoformat(),
        release_by=fact.release_by.isoformat() if fact.release_by else None,
        overdue=False,
        released_by=None,
        released_on=None,
        settled_on=None,
        reason=None,
        payments=[_ordered(line) for line in fact.lines],
    )


def _ordered(line: grants.BatchLine) -> Payment:
    return Payment(
        claim=line.claim,
        organisation=line.organisation,
        meeting=line.meeting,
        cents=line.cents,
        outcome="ordered",
        on=None,
        payment_ref=None,
        reason=None,
    )


def overdue(batch: Batch, _: Recorded[grants.ReleaseOverdue]) -> Batch:
    return {**batch, "overdue": True}


def released(batch: Batch, event: Recorded[grants.BatchReleased]) -> Batch:
    fact = event.data
    on = fact.released_on.isoformat()
    return {
        **batch,
        "state": "released",
        "released_by": fact.released_by,
        "released_on": on,
        "overdue": False,
    }


def discarded(batch: Batch, event: Recorded[grants.BatchDiscarded]) -> Batch:
    return {**batch, "state": "discarded", "reason": event.data.reason, "overdue": False}


def answered(batch: Batch, event: Recorded[grants.PaymentResultsRecorded]) -> Batch:
    results = {result.claim: result for result in event.data.results}
    payments = [_told(payment, results.get(payment["claim"])) for payment in batch["payments"]]
    whole = all(payment["outcome"] != "ordered" for payment in payments)
    return {
        **batch,
        "payments": payments,
        "paid": sum(p["cents"] for p in payments if p["outcome"] == "paid"),
        "failed": sum(p["cents"] for p in payments if p["outcome"] == "failed"),
        "state": "settled" if whole else "released",
        "settled_on": event.data.recorded_on.isoformat() if whole else None,
    }


def _told(payment: Payment, result: grants.PaymentResult | None) -> Payment:
    if result is None:
        return payment
    return {
        **payment,
        "outcome": result.outcome,
        "on": result.on.isoformat() if result.on else None,
        "payment_ref": result.payment_ref or None,
        "reason": result.reason or None,
    }


PAYMENTS = Projection(
    database="reporting",
    name="payments",
    version=1,
    document=Batch,
    title="Payment batches, with what the bank said about each payment",
    on={
        grants.BatchPrepared: fold(prepared),
        grants.ReleaseOverdue: fold(overdue),
        grants.BatchReleased: fold(released),
        grants.BatchDiscarded: fold(discarded),
        grants.PaymentResultsRecorded: fold(answered),
    },
    indexes=(Index((("fund", 1), ("state", 1))), Index((("payments.claim", 1),))),
)


async def batches(db: Database, fund: str | None = None) -> list[Any]:
    """Every batch (of one fund), the latest first."""
    return await db.find("payments", {"fund": fund} if fund else {}, sort=[("prepared_on", -1), ("_id", -1)])
