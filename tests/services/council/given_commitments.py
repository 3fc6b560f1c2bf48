"""What do the sentences about measures and commitments begin with?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.council.domain.commitment import (
    AssessProgress,
    EscalateCommitment,
    FulfilCommitment,
    MarkOverdue,
    RecordCommitment,
    ReplanCommitment,
    ReportProgress,
    WithdrawCommitment,
)
from services.council.domain.strategy import AddMeasure, CloseStrategy
from shared.contracts import council
from shared.contracts.council import Level, Source
from tests.services.council.given import MEETING_ID, ORG, STRATEGY_ID, TODAY

COMMITMENT_ID = "standards"
DUE = date(2015, 6, 30)
LATER_DUE = date(2015, 12, 31)
AFTER_DUE = datetime(2015, 7, 10, 10, tzinfo=UTC)
TEXT = {"en": "Minimum standards of consultation are drafted"}
FROM_MEASURE = Source(kind="measure", id=STRATEGY_ID, number=1)
FROM_DECISION = Source(kind="decision", id=MEETING_ID, number=1)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
ADD_MEASURE = AddMeasure(strategy=STRATEGY_ID, objective=2, institution="opm", text=TEXT, due=DUE)
CLOSE_STRATEGY = CloseStrategy(strategy=STRATEGY_ID, reason="A new strategy follows")
RECORD = RecordCommitment(
    commitment=COMMITMENT_ID, source=FROM_MEASURE, institution="opm", text=TEXT, due=DUE
)
REPORT = ReportProgress(commitment=COMMITMENT_ID, claimed="substantial", evidence={"en": "A draft exists"})
ASSESS = AssessProgress(
    commitment=COMMITMENT_ID, organisation=ORG, level="limited", evidence={"en": "Nobody has seen the draft"}
)
REPLAN = ReplanCommitment(
    commitment=COMMITMENT_ID,
    new_due=LATER_DUE,
    reason={"en": "The implementation plan"},
    decided_by={"en": "The Council"},
)
MARK_OVERDUE = MarkOverdue(commitment=COMMITMENT_ID, due=DUE)
ESCALATE = EscalateCommitment(
    commitment=COMMITMENT_ID, body="council", seat="gov-1", ground="blocked", reason={"en": "No answer"}
)
FULFIL = FulfilCommitment(commitment=COMMITMENT_ID)
WITHDRAW = WithdrawCommitment(commitment=COMMITMENT_ID, reason={"en": "A law has settled it"})

EXAMPLES = (
    ADD_MEASURE,
    CLOSE_STRATEGY,
    RECORD,
    REPORT,
    ASSESS,
    REPLAN,
    MARK_OVERDUE,
    ESCALATE,
    FULFIL,
    WITHDRAW,
)
MAY: dict[str, set[str]] = {
    "AddMeasure": {"secretariat"},
    "CloseStrategy": {"secretariat"},
    "RecordCommitment": {"secretariat"},
    "ReportProgress": set(),  # only the institution that owes it, which nobody does yet: see test_commitment
    "AssessProgress": {"cso", "secretariat"},
    "ReplanCommitment": {"secretariat"},
    "MarkOverdue": set(),
    "EscalateCommitment": {"secretariat"},
    "FulfilCommitment": {"secretariat"},
    "WithdrawCommitment": {"secretariat"},
}
"""Who may give these examples, being bound to the sample organisation."""


# ── facts ───────────────────────────────────────────────────────────────────────────────────────
def midnight(after: date) -> datetime:
    """The end of a day in summer or winter, where the platform is."""
    hour = 22 if 4 <= after.month <= 9 else 23
    return datetime(after.year, after.month, after.day, hour, tzinfo=UTC)


measure_added = council.MeasureAdded(
    measure=1, objective=2, institution="opm", text=TEXT, due=DUE, added_on=TODAY
)
strategy_closed = council.StrategyClosed(reason="A new strategy follows", closed_on=TODAY)
made = council.CommitmentMade(
    source=FROM_MEASURE,
    strategy=STRATEGY_ID,
    objective=2,
    institution="opm",
    text=TEXT,
    due=DUE,
    overdue_from=midnight(DUE),
    made_on=TODAY,
)
overdue = council.CommitmentOverdue(due=DUE, days=10, overdue_on=date(2015, 7, 1))
fulfilled = council.CommitmentFulfilled(fulfilled_on=TODAY)
withdrawn = council.CommitmentWithdrawn(reason={"en": "A law has settled it"}, withdrawn_on=TODAY)


def assessed(level: Level = "complete", **more: Any) -> council.ProgressAssessed:
    return council.ProgressAssessed(
        level=level, evidence={"en": "Seen"}, assessed_by="p-3", assessed_on=TODAY, **more
    )


def replanned(old: date = DUE, new: date = LATER_DUE, on: date = TODAY) -> council.CommitmentReplanned:
    return council.CommitmentReplanned(
        old_due=old,
        new_due=new,
        overdue_from=midnight(new),
        reason={"en": "The implementation plan"},
        decided_by={"en": "The Council"},
        replanned_on=on,
    )
