"""What does the bank's answer do to the claims of a batch, their fund and their travellers?

Everything that follows from one answer is one append, so a claim is paid once or not at all, whatever is
repeated, crashes or is sent twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from services.grants.domain.batch_record import Released, Settled
from services.grants.domain.budget import spend
from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_record import InBatch
from services.grants.domain.fund import FUND
from services.grants.domain.traveller import TRAVELLER
from shared.contracts import grants
from shared.kernel.entity import Context, Decision, Elsewhere, Refusal
from shared.kernel.personal import about

PaymentResults = Annotated[tuple[grants.PaymentResult, ...], Field(min_length=1, max_length=200)]
Results = Sequence[grants.PaymentResult]


class NotInBatch(Refusal):
    """The claim {claim} is not in this batch. Look up the batch that it was paid with."""


class ResultTwice(Refusal):
    """The claim {claim} has more than one result there. Keep the right one."""


class ReferenceNeeded(Refusal):
    """The payment for the claim {claim} has no reference. Copy it from the bank's statement."""


class FailureUnexplained(Refusal):
    """The payment for the claim {claim} failed; say why, as the bank does."""


class PaymentToCome(Refusal):
    """{paid_on} is still to come. Record the payment when the bank has made it."""


class ResultDiffers(Refusal):
    """For the claim {claim} it is on record that its payment in this batch {outcome}. If that is wrong,
    recover the claim or authorise it again.
    """


def check_results(results: Results, batch: Released | Settled, ctx: Context) -> None:
    """Returns if these results can be those of the batch.

    Raises:
        NotInBatch, ResultTwice, ReferenceNeeded, FailureUnexplained, PaymentToCome, ResultDiffers: no.
    """
    known = {result.claim: result.outcome for result in batch.results}
    seen: set[str] = set()
    for result in results:
        if result.claim not in batch.claims:
            raise NotInBatch(claim=result.claim)
        if result.claim in seen:
            raise ResultTwice(claim=result.claim)
        seen.add(result.claim)
        _check(result, ctx.on)
        if known.get(result.claim, result.outcome) != result.outcome:
            raise ResultDiffers(claim=result.claim, outcome=_said(known[result.claim]))


def _check(result: grants.PaymentResult, today: date) -> None:
    if result.outcome == "paid" and not result.payment_ref.strip():
        raise ReferenceNeeded(claim=result.claim)
    if result.outcome == "failed" and not result.reason.strip():
        raise FailureUnexplained(claim=result.claim)
    if result.on is not None and result.on > today:
        raise PaymentToCome(paid_on=result.on)


def _said(outcome: grants.PaymentOutcome) -> str:
    return "was made" if outcome == "paid" else "failed"


def news(results: Results, batch: Released | Settled, ctx: Context) -> Results:
    """Those that were not known, each with its day."""
    known = {result.claim for result in batch.results}
    return [
        result.model_copy(update={"on": result.on or ctx.on})
        for result in results
        if result.claim not in known
    ]


def settled(id: str, batch: Released | Settled, results: Results, ctx: Context) -> Decision:
    """The results, and what each of them does."""
    if not results:
        return []
    recorded = grants.PaymentResultsRecorded(results=tuple(results), recorded_by=ctx.by, recorded_on=ctx.on)
    claims = ctx.all_of(CLAIM, [result.claim for result in results])
    effects: list[Elsewhere] = []
    for result, claim in zip(results, claims, strict=True):
        # always so: it came in with the batch, and nothing but its result takes it out
        if isinstance(claim, InBatch) and claim.batch == id:
            effects += _effects(id, result, claim, ctx)
    return [recorded, *effects]


def _effects(batch: str, result: grants.PaymentResult, claim: InBatch, ctx: Context) -> list[Elsewhere]:
    on, details = result.on or ctx.on, claim.details
    if result.outcome == "failed":
        failed = grants.PaymentFailed(batch=batch, reason=result.reason, failed_on=on)
        return [CLAIM.at(result.claim, failed)]
    fund = ctx.of(FUND, details.fund)
    paid = grants.ClaimPaid(payment_ref=result.payment_ref, cents=claim.cents, paid_on=on, batch=batch)
    effects = [
        CLAIM.at(result.claim, paid),
        FUND.at(details.fund, spend(fund, details.heading, result.claim, claim.cents, on)),
    ]
    if details.iban is not None:
        told = grants.TravellerPaid(
            claim=result.claim, iban=about(details.traveller, details.iban), paid_on=on
        )
        effects.append(TRAVELLER.at(details.traveller, told))
    return effects
