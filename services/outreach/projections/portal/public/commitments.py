"""Which facts about measures and commitments may the public read? All but who of a staff said so."""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import council
from shared.kernel.event import Event


def _source(data: council.CommitmentMade) -> Iterable[str]:
    pages = {"measure": "strategy", "decision": "meeting", "dialogue": "dialogue"}
    return (f"{pages[data.source.kind]}:{data.source.id}",)


def _body(data: council.CommitmentEscalated) -> Iterable[str]:
    return (f"body:{data.body}",)


def _assessor(data: council.ProgressAssessed) -> Iterable[str]:
    return (f"organisation:{data.organisation}",) if data.organisation else ()


PUBLIC: dict[type[Event], Public] = {
    council.MeasureAdded: Public("added_on", ("measure", "objective", "institution", "text", "due")),
    council.StrategyClosed: Public("closed_on", ("reason",), news=True),
    council.CommitmentMade: Public("made_on", ("institution", "due"), _source, news=True),
    council.ProgressReported: Public("reported_on", ("claimed",), news=True),
    council.ProgressAssessed: Public("assessed_on", ("level", "organisation"), _assessor, news=True),
    council.CommitmentReplanned: Public(
        "replanned_on", ("old_due", "new_due", "reason", "decided_by"), news=True
    ),
    council.CommitmentOverdue: Public("overdue_on", ("due",), news=True),
    council.CommitmentEscalated: Public(
        "escalated_on", ("body", "seat", "ground", "reason"), _body, news=True
    ),
    council.CommitmentFulfilled: Public("fulfilled_on", news=True),
    council.CommitmentWithdrawn: Public("withdrawn_on", ("reason",), news=True),
}
