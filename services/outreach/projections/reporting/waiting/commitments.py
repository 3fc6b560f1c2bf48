"""What about commitments waits for somebody?"""

from __future__ import annotations

from datetime import timedelta

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import council
from shared.contracts.roles import GOVERNMENT, SECRETARIAT
from shared.kernel.event import Recorded

AHEAD = timedelta(days=30)
"""An institution is reminded of what it owes so long before its due day."""
CLOSED = (council.CommitmentFulfilled, council.CommitmentWithdrawn)


def _owed(event: Recorded[council.CommitmentMade]) -> Waiting:
    fact, facts = event.data, {"commitment": event.ref.id}
    since = max(fact.made_on, fact.due - AHEAD)
    return Waiting(since, until=fact.due, bound_to=fact.institution, facts=facts)


def _reported(event: Recorded[council.ProgressReported]) -> Waiting:
    return Waiting(event.data.reported_on, facts={"commitment": event.ref.id})


def _overdue(event: Recorded[council.CommitmentOverdue]) -> Waiting:
    return Waiting(event.data.overdue_on, facts={"commitment": event.ref.id})


def _complete(event: Recorded[council.ProgressAssessed]) -> Waiting | None:
    if event.data.level != "complete":
        return None
    return Waiting(event.data.assessed_on, facts={"commitment": event.ref.id})


WAITING = (
    Waits(
        N_("Say how far your institution is with: %(commitment)s"),
        command="council.ReportProgress",
        role=GOVERNMENT,
        opens={council.CommitmentMade: _owed},
        ends=(council.ProgressReported, council.CommitmentReplanned, *CLOSED),
    ),
    Waits(
        N_("The institution has reported: say for civil society how far it is: %(commitment)s"),
        command="council.AssessProgress",
        role=SECRETARIAT,
        opens={council.ProgressReported: _reported},
        ends=(council.ProgressAssessed, *CLOSED),
    ),
    Waits(
        N_("Overdue: escalate it or have it re-planned: %(commitment)s"),
        command="council.EscalateCommitment",
        role=SECRETARIAT,
        opens={council.CommitmentOverdue: _overdue},
        ends=(council.CommitmentEscalated, council.CommitmentReplanned, *CLOSED),
    ),
    Waits(
        N_("Civil society sees it complete: close it as fulfilled: %(commitment)s"),
        command="council.FulfilCommitment",
        role=SECRETARIAT,
        opens={council.ProgressAssessed: _complete},
        ends=CLOSED,
    ),
)
