"""Which payments wait for somebody of finance?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import grants
from shared.contracts.roles import FINANCE
from shared.kernel.event import Recorded


def _authorised(event: Recorded[grants.ClaimAuthorised]) -> Waiting:
    return Waiting(event.data.authorised_on, facts={"claim": event.ref.id})


def _taken_out(event: Recorded[grants.ClaimTakenOut]) -> Waiting:
    return Waiting(event.at, facts={"claim": event.ref.id})


def _prepared(event: Recorded[grants.BatchPrepared]) -> Waiting:
    facts = {"batch": event.ref.id, "fund": event.data.fund}
    return Waiting(event.data.prepared_on, until=event.data.release_until, facts=facts)


def _released(event: Recorded[grants.BatchReleased]) -> Waiting:
    return Waiting(event.data.released_on, facts={"batch": event.ref.id})


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
        opens={grants.BatchReleased: _released},
        ends=(grants.PaymentResultsRecorded,),
    ),
)
