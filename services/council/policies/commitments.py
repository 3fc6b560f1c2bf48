"""What follows from what: measures and decisions with a deadline are commitments, with a due day each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.council.domain.commitment import MarkOverdue, RecordCommitment
from services.council.domain.commitment_source import commitment_id
from shared.contracts import council
from shared.contracts.council import Source
from shared.contracts.values import Text
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy

LONGEST_WAIT = timedelta(minutes=10)
LATE = 10_000
"""A due day that was entered so many seconds after it had passed is told a second later."""


def record_measure(added: Recorded[council.MeasureAdded]) -> list[RecordCommitment]:
    fact = added.data
    source = Source(kind="measure", id=added.ref.id, number=fact.measure)
    return [_record(source, fact.institution, fact.text, fact.due, min(fact.added_on, fact.due))]


def record_decision(taken: Recorded[council.DecisionTaken]) -> list[RecordCommitment]:
    fact = taken.data
    if fact.institution is None or fact.deadline is None:
        return []
    source = Source(kind="decision", id=taken.ref.id, number=fact.decision)
    return [_record(source, fact.institution, fact.text, fact.deadline, fact.taken_on)]


def _record(source: Source, institution: str, text: Text, due: date, made_on: date) -> RecordCommitment:
    return RecordCommitment(
        commitment=commitment_id(source),
        source=source,
        institution=institution,
        text=text,
        due=due,
        made_on=made_on,
    )


def tell_overdue(planned: Recorded[council.CommitmentMade | council.CommitmentReplanned]) -> list[Later]:
    fact = planned.data
    due = fact.due if isinstance(fact, council.CommitmentMade) else fact.new_due
    at = _told_at(fact.overdue_from, planned.recorded_at)
    return [Later(key=planned.ref.id, due=at, command=MarkOverdue(commitment=planned.ref.id, due=due))]


def _told_at(passed: datetime, recorded_at: datetime) -> datetime:
    """When the day is over; if it was over when it was written down, the history that follows is being
    entered too, and goes first.
    """
    late = recorded_at - passed
    return passed if late <= timedelta() else recorded_at + min(late / LATE, LONGEST_WAIT)


# One rule on two facts: the same name, so that a new due day takes the place of the old one's timer.
POLICIES = (
    Policy("measure-becomes-commitment", council.MeasureAdded, record_measure),
    Policy("decision-becomes-commitment", council.DecisionTaken, record_decision),
    Policy("commitment-due", council.CommitmentMade, tell_overdue),
    Policy("commitment-due", council.CommitmentReplanned, tell_overdue),
)
