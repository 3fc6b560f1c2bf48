"""What is known of a commitment: when was it due, when is it, how far is it, who was it brought before?

Whether it is overdue follows from the days and is never stored; kept is of which due days it was told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shared.contracts import council
from shared.contracts.council import Level
from shared.kernel.event import Event


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unrecorded:
    pass


@dataclass(frozen=True, slots=True)
class Owed:
    institution: str
    dues: tuple[date, ...]
    """The original one stands first and never goes; the last one counts."""
    told: frozenset[date] = frozenset()
    """The due days that it was told have passed."""
    assessed: Level | None = None
    escalations: int = 0
    before: frozenset[tuple[str, str]] = frozenset()
    """To which seats of which bodies it was escalated since it was last planned."""

    @property
    def due(self) -> date:
        return self.dues[-1]

    def overdue(self, on: date) -> bool:
        return on > self.due


@dataclass(frozen=True, slots=True)
class Fulfilled:
    institution: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    institution: str


Commitment = Unrecorded | Owed | Fulfilled | Withdrawn


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(commitment: Commitment, event: Event) -> Commitment:
    match event, commitment:
        case council.CommitmentMade(), _:
            return Owed(event.institution, (event.due,))
        case council.ProgressAssessed(level=level), Owed():
            return replace(commitment, assessed=level)
        case council.CommitmentReplanned(new_due=due), Owed():
            return replace(commitment, dues=(*commitment.dues, due), before=frozenset())
        case council.CommitmentOverdue(due=due), Owed():
            return replace(commitment, told=commitment.told | {due})
        case council.CommitmentEscalated(body=body, seat=seat), Owed():
            before = commitment.before | {(body, seat)}
            return replace(commitment, before=before, escalations=event.level)
        case council.CommitmentFulfilled(), Owed(institution=id):
            return Fulfilled(id)
        case council.CommitmentWithdrawn(), Owed(institution=id):
            return Withdrawn(id)
        case _:
            return commitment
