"""What about commitments waits for somebody?"""

from __future__ import annotations

from datetime import date, timedelta

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Item, Waiting, Waits, asleep, told
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


def _replanned(item: Item, event: Recorded[council.CommitmentReplanned]) -> Item:
    """There is a new day to report for."""
    fact = event.data
    return {**item, "since": told(max(fact.replanned_on, fact.new_due - AHEAD)), "until": told(fact.new_due)}


def _not_complete(item: Item, event: Recorded[council.ProgressAssessed]) -> Item:
    """Civil society sees it unfinished: the institution is asked again, unless it still owes its word."""
    if event.data.level == "complete" or item["since"] != told(ASLEEP):
        return item
    due = date.fromisoformat(item["until"] or "")
    return {**item, "since": told(max(event.data.assessed_on, due - AHEAD))}


def _passed(item: Item, event: Recorded[council.CommitmentOverdue]) -> Item:
    """What was said before the due day is old by now."""
    return {**item, "since": min(item["since"], told(event.data.overdue_on))}


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
        ends=CLOSED,
        turns={
            council.ProgressReported: asleep,
            council.CommitmentReplanned: _replanned,
            council.ProgressAssessed: _not_complete,
            council.CommitmentOverdue: _passed,
        },
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
