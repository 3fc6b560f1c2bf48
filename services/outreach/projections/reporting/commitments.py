"""How well do institutions keep what they owe, and how far does what they claim differ from the assessment?

One row for each commitment, with its days; whether it is late follows from the day that is asked about.
"""

from __future__ import annotations

from datetime import date

from typing_extensions import TypedDict

from services.outreach.projections.portal.commitments import LEVELS
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.projection import Index, Projection, fold


class Owed(TypedDict):
    institution: str
    strategy: str | None
    objective: int | None
    source: str
    made_on: str
    first_due: str
    due: str
    replans: int
    days_moved: int
    """From the first due day to the one that holds now."""
    missed: list[str]
    """The due days that passed without fulfilment or a new day."""
    escalations: int
    claimed: str | None
    assessed: str | None
    ahead: int | None
    """Points of the scale by which the claim is ahead of the assessment; None: one of them is missing."""
    fulfilled_on: str | None
    withdrawn_on: str | None
    days_late: int | None
    """Of what is fulfilled: after its first due day; not above 0 is on time."""


def made(_: None, event: Recorded[council.CommitmentMade]) -> Owed:
    fact = event.data
    return Owed(
        institution=fact.institution,
        strategy=fact.strategy,
        objective=fact.objective,
        source=fact.source.kind,
        made_on=fact.made_on.isoformat(),
        first_due=fact.due.isoformat(),
        due=fact.due.isoformat(),
        replans=0,
        days_moved=0,
        missed=[],
        escalations=0,
        claimed=None,
        assessed=None,
        ahead=None,
        fulfilled_on=None,
        withdrawn_on=None,
        days_late=None,
    )


def reported(owed: Owed, event: Recorded[council.ProgressReported]) -> Owed:
    return _compared({**owed, "claimed": event.data.claimed})


def assessed(owed: Owed, event: Recorded[council.ProgressAssessed]) -> Owed:
    return _compared({**owed, "assessed": event.data.level})


def _compared(owed: Owed) -> Owed:
    claimed, assessed = owed["claimed"], owed["assessed"]
    if claimed is None or assessed is None:
        return owed
    return {**owed, "ahead": LEVELS.index(claimed) - LEVELS.index(assessed)}


def replanned(owed: Owed, event: Recorded[council.CommitmentReplanned]) -> Owed:
    due = event.data.new_due
    moved = _days(owed["first_due"], due)
    return {**owed, "due": due.isoformat(), "replans": owed["replans"] + 1, "days_moved": moved}


def missed(owed: Owed, event: Recorded[council.CommitmentOverdue]) -> Owed:
    return {**owed, "missed": [*owed["missed"], event.data.due.isoformat()]}


def escalated(owed: Owed, event: Recorded[council.CommitmentEscalated]) -> Owed:
    return {**owed, "escalations": owed["escalations"] + 1}


def fulfilled(owed: Owed, event: Recorded[council.CommitmentFulfilled]) -> Owed:
    on = event.data.fulfilled_on
    return {**owed, "fulfilled_on": on.isoformat(), "days_late": _days(owed["first_due"], on)}


def withdrawn(owed: Owed, event: Recorded[council.CommitmentWithdrawn]) -> Owed:
    return {**owed, "withdrawn_on": event.data.withdrawn_on.isoformat()}


def _days(since: str, on: date) -> int:
    return (on - date.fromisoformat(since)).days


COMMITMENTS = Projection(
    database="reporting",
    name="commitments",
    version=1,
    document=Owed,
    title="Commitments with their days: on time, re-planned, missed; claim against assessment",
    on={
        council.CommitmentMade: fold(made),
        council.ProgressReported: fold(reported),
        council.ProgressAssessed: fold(assessed),
        council.CommitmentReplanned: fold(replanned),
        council.CommitmentOverdue: fold(missed),
        council.CommitmentEscalated: fold(escalated),
        council.CommitmentFulfilled: fold(fulfilled),
        council.CommitmentWithdrawn: fold(withdrawn),
    },
    indexes=(Index((("institution", 1),)), Index((("strategy", 1), ("objective", 1)))),
)
