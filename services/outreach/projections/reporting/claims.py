"""Which travel costs were claimed, what was granted, who stood for each step, how long did it take?"""

from __future__ import annotations

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
    receipt: bool
    """False: shown by a declaration."""


class Step(TypedDict):
    """One step of the claim's life: who (an id; None: the payment batch), when, after how many days."""

    step: Literal["submitted", "approved", "rejected", "withdrawn", "authorised", "paid"]
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
    currency: str
    state: str
    steps: list[Step]
    days: int
    """From the latest submission to the latest step."""
    reason: str | None
    """Why it was rejected or withdrawn."""
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
        currency=fact.currency,
        state="submitted",
        steps=[*earlier, step],
        days=0,
        reason=None,
        payment_ref=None,
    )


def _item(item: grants.ClaimItem) -> Item:
    return Item(
        kind=item.kind,
        on=item.on.isoformat(),
        cents=item.cents,
        granted=None,
        receipt=item.receipt is not None,
    )


def approved(claim: Claim, event: Recorded[grants.ClaimApproved]) -> Claim:
    fact = event.data
    items = zip(claim["items"], fact.granted, strict=False)
    granted: list[Item] = [{**item, "granted": cents} for item, cents in items]
    moved = _step(claim, "approved", fact.approved_by, fact.approved_on)
    return {**moved, "items": granted, "granted": fact.cents}


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
    return _step(claim, "authorised", event.data.authorised_by, event.data.authorised_on)


def paid(claim: Claim, event: Recorded[grants.ClaimPaid]) -> Claim:
    fact = event.data
    moved = _step(claim, "paid", None, fact.paid_on)
    return {**moved, "paid": fact.cents, "payment_ref": fact.payment_ref}


def _step(
    claim: Claim,
    step: Literal["approved", "rejected", "withdrawn", "authorised", "paid"],
    by: str | None,
    on: date,
) -> Claim:
    begun = next(s["on"] for s in reversed(claim["steps"]) if s["step"] == "submitted")
    days = _days(claim["steps"][-1]["on"], on)
    steps = [*claim["steps"], Step(step=step, by=by, on=on.isoformat(), days=days)]
    return {**claim, "state": step, "steps": steps, "days": _days(begun, on)}


def _days(since: str, on: date) -> int:
    return (on - date.fromisoformat(since)).days


CLAIMS = Projection(
    database="reporting",
    name="claims",
    version=1,
    document=Claim,
    title="Register of claims, with every step and its days",
    on={
        grants.ClaimSubmitted: fold(submitted),
        grants.ClaimApproved: fold(approved),
        grants.ClaimRejected: fold(rejected),
        grants.ClaimWithdrawn: fold(withdrawn),
        grants.ClaimAuthorised: fold(authorised),
        grants.ClaimPaid: fold(paid),
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
