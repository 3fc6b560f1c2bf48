"""Which elected seats of a body wait for an election? A vacated one is proposed by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import Field

from shared.contracts import council
from shared.contracts.values import Id
from shared.kernel.entity import Command, Entity
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ProposeByElection(Command):
    """Propose a by-election for a seat that fell vacant, if it is filled by election and still vacant."""

    body: Id = Field(description="The body")
    seat: Id = Field(description="The seat")
    vacated_on: date = Field(description="The first day without its holder")


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Vacancies:
    """There is one status only: these seats wait, and for those an election was last called that day."""

    waiting: frozenset[str] = frozenset()
    called: Mapping[str, date] = field(default_factory=dict)

    def answered(self, seat: str, vacated_on: date) -> bool:
        """It waits already, or an election was called for it since it fell vacant."""
        called = self.called.get(seat)
        return seat in self.waiting or (called is not None and called >= vacated_on)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(vacancies: Vacancies, event: Event) -> Vacancies:
    match event:
        case council.ByElectionProposed():
            return replace(vacancies, waiting=vacancies.waiting | {event.seat})
        case council.ByElectionCalled():
            called = {**vacancies.called, **dict.fromkeys(event.seats, event.called_on)}
            return Vacancies(vacancies.waiting - set(event.seats), called)
        case _:
            return vacancies


# Calls record on it; what is decided on it stands in by_election.py, which names the bodies.
VACANCY: Entity[Vacancies] = Entity("council", "vacancy", initial=Vacancies(), evolve=evolve)
