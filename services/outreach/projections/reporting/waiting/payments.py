"""Which payments wait for somebody of finance?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Item, Waiting, Waits, told
from shared.contracts import grants
from shared.contracts.roles import FINANCE
from shared.kernel.event import Recorded


def _authorised(event: Recorded[grants.ClaimAuthorised]) -> Waiting:
    return Waiting(event.data.authorised_on, facts={"claim": event.ref.id})


def _taken_out(event: Recorded[grants.ClaimTakenOut]) -> Waiting:
    return Waiting(event.at, facts={"claim": event.ref.id})


def _prepared(event: Recorded[grants.BatchPrepared]) -> Waiting:
    facts = {"batch": event.ref.id, "fund": event.data.fund}
    fact = event.data
    return Waiting(fact.prepared_on, until=fact.release_until, facts=facts, barred=[fact.prepared_by])


def _ordered(event: Recorded[grants.BatchPrepared]) -> Waiting:
    claims = [line.claim for line in event.data.lines]
    return Waiting(ASLEEP, facts={"batch": event.ref.id, "claims": claims})


def _released(item: Item, event: Recorded[grants.BatchReleased]) -> Item:
    return {**item, "since": told(event.data.released_on)}


def _answered(item: Item, event: Recorded[grants.PaymentResultsRecorded]) -> Item | None:
    """The bank may answer bit by bit: until every payment of the batch has its result."""
    known = {result.claim for result in event.data.results}
    claims = [claim for claim in item["facts"]["claims"] if claim not in known]
    return {**item, "facts": {**item["facts"], "claims": claims}} if claims else None


WAITING = (
    Waits(
        N_("Put %(claim)s, which is authorised, into a payment batch."),
        command="grants.PrepareBatch",
        role=FINANCE,
        opens={grants.ClaimAuthorised: _authorised, grants.ClaimTakenOut: _taken_out},
        ends=(
            grants.ClaimBatched,
            grants.ClaimReturned,
            grants.ClaimRejected,
            grants.ClaimWithdrawn,
        ),
    ),
    Waits(
        N_("Release the payment batch %(batch)s of the fund %(fund)s, or discard it."),
        command="grants.ReleaseBatch",
        role=FINANCE,
        opens={grants.BatchPrepared: _prepared},
        ends=(grants.BatchReleased, grants.BatchDiscarded),
    ),
    Waits(
        N_("Send the payment batch %(batch)s to the bank, and record its answer."),
        command="grants.RecordPaymentResults",
        role=FINANCE,
        opens={grants.BatchPrepared: _ordered},
        ends=(grants.BatchDiscarded,),
        turns={grants.BatchReleased: _released, grants.PaymentResultsRecorded: _answered},
    ),
)
