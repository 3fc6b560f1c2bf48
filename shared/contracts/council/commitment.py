"""What may have happened in council: what an institution owes, with two voices on how far it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.council.body import Holder
from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event

Level = Literal["no_evidence", "not_started", "limited", "substantial", "complete"]
"""The five points of the Open Government Partnership's scale."""


class Source(Value):
    """What a commitment was made by: a measure of a strategy, a decision of a meeting, or a dialogue."""

    kind: Literal["measure", "decision", "dialogue"] = Field(description="What it follows from")
    id: Id = Field(description="The strategy, the meeting or the dialogue")
    number: Annotated[int, Field(ge=1)] | None = Field(
        None, description="The number of the measure or of the decision"
    )


# commitment — id: a slug, e.g. council-2015-04-21-decision-2
class CommitmentMade(Event, name="council.CommitmentMade"):
    source: Source
    strategy: Id | None = None
    objective: int | None = None
    institution: Id
    text: Text
    due: date
    overdue_from: datetime
    """The end of the due day, where the platform is."""
    made_on: date


class ProgressReported(Event, name="council.ProgressReported"):
    """The institution's own voice."""

    claimed: Level
    evidence: Text
    link: str | None = None
    reported_by: Id
    reported_on: date


class ProgressAssessed(Event, name="council.ProgressAssessed"):
    """The voice of civil society; `organisation` is whose seat holder spoke (None: the secretariat)."""

    level: Level
    evidence: Text
    link: str | None = None
    done_by: Holder | None = None
    """Who really does the work, if it is not the institution."""
    organisation: Id | None = None
    assessed_by: Id
    assessed_on: date


class CommitmentReplanned(Event, name="council.CommitmentReplanned"):
    old_due: date
    new_due: date
    overdue_from: datetime
    reason: Text
    decided_by: Text
    replanned_on: date


class CommitmentOverdue(Event, name="council.CommitmentOverdue"):
    due: date
    days: int
    """Since the due day, when it was noticed."""
    overdue_on: date


class CommitmentEscalated(Event, name="council.CommitmentEscalated"):
    """To the one who sits on that seat, the chair for example; 1, 2, 3 … within the commitment."""

    body: Id
    seat: Id
    level: int
    ground: Literal["overdue", "blocked"]
    reason: Text
    escalated_on: date


class CommitmentFulfilled(Event, name="council.CommitmentFulfilled"):
    fulfilled_on: date


class CommitmentWithdrawn(Event, name="council.CommitmentWithdrawn"):
    reason: Text
    withdrawn_on: date
