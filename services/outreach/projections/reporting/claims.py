"""Which travel costs were claimed, what was granted, who stood for each step, how long did it take?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import grants
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Item(TypedDict):
    kind: str
    on: str
    cents: int
    granted: int | None
    receipt: str | None
    """SHA-256 of the document; None: shown by the declaration."""
    declaration: str | None


StepName = Literal[
    "submitted",
    "returned",
    "resubmitted",
    "approved",
    "rejected",
    "withdrawn",
    "authorised",
    "in_batch",
    "taken_out",
    "failed",
    "paid",
    "recovered",
]
STATES: dict[str, str] = {
    "resubmitted": "submitted",
    "taken_out": "authorised",
    "failed": "payment_failed",
}
"""A step leads to the state of its name, save these."""


class Warned(TypedDict):
    """What whoever decides is warned of."""

    kind: str
    item: int | None
    usual_cents: int | None
    claims: list[str]


class Step(TypedDict):
    """One step of the claim's life: who (an id; None: the platform), when, after how many days."""

    step: StepName
    by: str | None
    on: str
    days: int


class Claim(TypedDict):
    fund: str
    heading: str
    meeting: str
    organisation: str
    traveller: str
    items: list[Item]
    claimed: int
    granted: int | None
    paid: int | None
    recovered: int
    currency: str
    state: str
    steps: list[Step]
    days: int
    """From the latest submission to the latest step."""
    reason: str | None
    """Why it was returned, rejected or withdrawn, or why its payment failed."""
    answer_by: str | None
    """The last day for the answer to a return."""
    overdue: bool
    """That day has passed without an answer."""
    warnings: list[Warned]
    batch: str | None
    payment_ref: str | None


def submitted(before: Claim | None, event: Recorded[grants.ClaimSubmitted]) -> Claim:
    """What was rejected or withdrawn may be submitted again: its earlier steps stay in the register."""
    fact, earlier = event.data, before["steps"] if before else []
    days = _days(earlier[-1]["on"], fact.submitted_on) if earlier else 0
    step = Step(step="submitted", by=fact.submitted_by, on=fact.submitted_on.isoformat(), days=days)
    return Claim(
        fund=fact.fund,
        heading=fact.heading,
        meeting=fact.meeting,
        organisation=fact.organisation,
        traveller=fact.traveller,
        items=[_item(item) for item in fact.items],
        claimed=fact.cents,
        granted=None,
        paid=None,
        recovered=0,
        currency=fact.currency,
        state="submitted",
        steps=[*earlier, step],
        days=0,
        reason=None,
        answer_by=None,
        overdue=False,
        warnings=_warnings(fact.warnings),
        batch=None,
        payment_ref=None,
    )


def _item(item: grants.ClaimItem) -> Item:
    return Item(
        kind=item.kind,
        on=item.on.isoformat(),
        cents=item.cents,
        granted=None,
        receipt=item.receipt,
        declaration=item.declaration,
    )


def _warnings(warnings: Iterable[grants.ClaimWarning]) -> list[Warned]:
    rows: list[Any] = [warning.model_dump(mode="json") for warning in warnings]
    return rows


def returned(claim: Claim, event: Recorded[grants.ClaimReturned]) -> Claim:
    fact = event.data
    moved = _ended(_step(claim, "returned", fact.returned_by, fact.returned_on), fact.missing)
    return {**moved, "answer_by": fact.answer_by.isoformat() if fact.answer_by else None}


def unanswered(claim: Claim, _: Recorded[grants.ReturnUnanswered]) -> Claim:
    return {**claim, "overdue": True}


def resubmitted(claim: Claim, event: Recorded[grants.ClaimResubmitted]) -> Claim:
    fact = event.data
    return {
        **_step(claim, "resubmitted", fact.resubmitted_by, fact.resubmitted_on),
        "heading": fact.heading,
        "items": [_item(item) for item in fact.items],
        "claimed": fact.cents,
        "reason": None,
        "answer_by": None,
        "overdue": False,
        "warnings": _warnings(fact.warnings),
    }


def approved(claim: Claim, event: Recorded[grants.ClaimApproved]) -> Claim:
    fact = event.data
    items = zip(claim["items"], fact.granted, strict=False)
    granted: list[Item] = [{**item, "granted": cents} for item, cents in items]
    moved = _step(claim, "approved", fact.approved_by, fact.approved_on)
    told = _warnings(fact.warnings)
    return {**moved, "items": granted, "granted": fact.cents, "warnings": told}


def rejected(claim: Claim, event: Recorded[grants.ClaimRejected]) -> Claim:
    fact = event.data
    return _ended(_step(claim, "rejected", fact.rejected_by, fact.rejected_on), fact.reason)


def withdrawn(claim: Claim, event: Recorded[grants.ClaimWithdrawn]) -> Claim:
    fact = event.data
    return _ended(_step(claim, "withdrawn", event.by, fact.withdrawn_on), fact.reason)


def _ended(claim: Claim, reason: str) -> Claim:
    """Nothing is granted any more, also if it was approved before."""
    items: list[Item] = [{**item, "granted": None} for item in claim["items"]]
    return {**claim, "items": items, "granted": None, "reason": reason}


def authorised(claim: Claim, event: Recorded[grants.ClaimAuthorised]) -> Claim:
    moved = _step(claim, "authorised", event.data.authorised_by, event.data.authorised_on)
    return {**moved, "reason": None}


def batched(claim: Claim, event: Recorded[grants.ClaimBatched]) -> Claim:
    return {**_step(claim, "in_batch", event.by, event.at.date()), "batch": event.data.batch}


def taken_out(claim: Claim, event: Recorded[grants.ClaimTakenOut]) -> Claim:
    return {**_step(claim, "taken_out", event.by, event.at.date()), "batch": None}


def failed(claim: Claim, event: Recorded[grants.PaymentFailed]) -> Claim:
    fact = event.data
    return {**_step(claim, "failed", None, fact.failed_on), "reason": fact.reason, "batch": None}


def paid(claim: Claim, event: Recorded[grants.ClaimPaid]) -> Claim:
    fact = event.data
    moved = _step(claim, "paid", None, fact.paid_on)
    return {**moved, "paid": fact.cents, "payment_ref": fact.payment_ref}


def recovered(claim: Claim, event: Recorded[grants.ClaimRecovered]) -> Claim:
    fact = event.data
    moved = _step(claim, "recovered", fact.recovered_by, fact.recovered_on)
    return {**moved, "recovered": claim["recovered"] + fact.cents, "reason": fact.reason}


def _step(claim: Claim, step: StepName, by: str | None, on: date) -> Claim:
    begun = next(s["on"] for s in reversed(claim["steps"]) if s["step"] == "submitted")
    days = _days(claim["steps"][-1]["on"], on)
    steps = [*claim["steps"], Step(step=step, by=by, on=on.isoformat(), days=days)]
    return {**claim, "state": STATES.get(step, step), "steps": steps, "days": _days(begun, on)}


def _days(since: str, on: date) -> int:
    return (on - date.fromisoformat(since)).days


CLAIMS = Projection(
    database="reporting",
    name="claims",
    version=2,
    document=Claim,
    title="Register of claims, with every step and its days",
    on={
        grants.ClaimSubmitted: fold(submitted),
        grants.ClaimReturned: fold(returned),
        grants.ReturnUnanswered: fold(unanswered),
        grants.ClaimResubmitted: fold(resubmitted),
        grants.ClaimApproved: fold(approved),
        grants.ClaimRejected: fold(rejected),
        grants.ClaimWithdrawn: fold(withdrawn),
        grants.ClaimAuthorised: fold(authorised),
        grants.ClaimBatched: fold(batched),
        grants.ClaimTakenOut: fold(taken_out),
        grants.PaymentFailed: fold(failed),
        grants.ClaimPaid: fold(paid),
        grants.ClaimRecovered: fold(recovered),
    },
    indexes=(
        Index((("fund", 1), ("state", 1))),
        Index((("organisation", 1),)),
        Index((("meeting", 1),)),
    ),
)


async def register(db: Database, fund: str | None = None) -> list[Any]:
    """Every claim (of one fund), in the order of submission."""
    return await db.find("claims", {"fund": fund} if fund else {}, sort=[("steps.0.on", 1), ("_id", 1)])


async def of_organisation(db: Database, organisation: str) -> list[Any]:
    return await db.find("claims", {"organisation": organisation}, sort=[("steps.0.on", 1), ("_id", 1)])
