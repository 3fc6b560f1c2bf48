"""Which claims wait for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import grants
from shared.contracts.roles import CSO, FINANCE, SECRETARIAT
from shared.kernel.event import Recorded

ENDED = (grants.ClaimRejected, grants.ClaimWithdrawn)


def _submitted(event: Recorded[grants.ClaimSubmitted]) -> Waiting:
    facts = {"organisation": event.data.organisation, "meeting": event.data.meeting}
    return Waiting(event.data.submitted_on, facts=facts)


def _resubmitted(event: Recorded[grants.ClaimResubmitted]) -> Waiting:
    facts = {"organisation": event.data.organisation, "meeting": event.data.meeting}
    return Waiting(event.data.resubmitted_on, facts=facts)


def _returned(event: Recorded[grants.ClaimReturned]) -> Waiting:
    fact = event.data
    until, facts = fact.answer_until, {"claim": event.ref.id}
    return Waiting(fact.returned_on, until=until, bound_to=fact.organisation, facts=facts)


def _unanswered(event: Recorded[grants.ReturnUnanswered]) -> Waiting:
    return Waiting(event.at, facts={"claim": event.ref.id})


def _approved(event: Recorded[grants.ClaimApproved]) -> Waiting:
    fact, facts = event.data, {"claim": event.ref.id}
    return Waiting(fact.approved_on, facts=facts, barred=[fact.approved_by])


def _failed(event: Recorded[grants.PaymentFailed]) -> Waiting:
    return Waiting(event.data.failed_on, facts={"claim": event.ref.id})


WAITING = (
    Waits(
        N_("Approve the claim of %(organisation)s for %(meeting)s, or reject it."),
        command="grants.ApproveClaim",
        role=SECRETARIAT,
        opens={grants.ClaimSubmitted: _submitted, grants.ClaimResubmitted: _resubmitted},
        ends=(grants.ClaimApproved, grants.ClaimReturned, *ENDED),
    ),
    Waits(
        N_("Answer what is missing in %(claim)s."),
        command="grants.ResubmitClaim",
        role=CSO,
        opens={grants.ClaimReturned: _returned},
        ends=(grants.ClaimResubmitted, *ENDED),
    ),
    Waits(
        N_("Decide what becomes of %(claim)s: nobody answered its return."),
        command="grants.RejectClaim",
        role=SECRETARIAT,
        opens={grants.ReturnUnanswered: _unanswered},
        ends=(grants.ClaimResubmitted, *ENDED),
    ),
    Waits(
        N_("Authorise %(claim)s, which is approved, or reject it."),
        command="grants.AuthoriseClaim",
        role=FINANCE,
        opens={grants.ClaimApproved: _approved, grants.PaymentFailed: _failed},
        ends=(grants.ClaimAuthorised, grants.ClaimReturned, *ENDED),
    ),
)
