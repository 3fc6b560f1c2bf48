"""Which claims wait for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import grants
from shared.contracts.roles import FINANCE, SECRETARIAT
from shared.kernel.event import Recorded


def _submitted(event: Recorded[grants.ClaimSubmitted]) -> Waiting:
    facts = {"organisation": event.data.organisation, "meeting": event.data.meeting}
    return Waiting(event.data.submitted_on, facts=facts)


def _approved(event: Recorded[grants.ClaimApproved]) -> Waiting:
    return Waiting(event.data.approved_on, facts={"claim": event.ref.id})


WAITING = (
    Waits(
        N_("Approve the claim of %(organisation)s for %(meeting)s, or reject it."),
        command="grants.ApproveClaim",
        role=SECRETARIAT,
        opens={grants.ClaimSubmitted: _submitted},
        ends=(grants.ClaimApproved, grants.ClaimRejected, grants.ClaimWithdrawn),
    ),
    Waits(
        N_("Authorise the approved claim %(claim)s, or reject it."),
        command="grants.AuthoriseClaim",
        role=FINANCE,
        opens={grants.ClaimApproved: _approved},
        ends=(grants.ClaimAuthorised, grants.ClaimRejected, grants.ClaimWithdrawn),
    ),
)
