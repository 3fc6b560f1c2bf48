"""What does membership need to know of an institution: is it there?"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import council
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class InstitutionFacts:
    known: bool = False


def evolve(institution: InstitutionFacts, event: Event) -> InstitutionFacts:
    match event:
        case council.InstitutionRegistered():
            return InstitutionFacts(known=True)
        case _:
            return institution


# Another service's entity: only its published events are read.
INSTITUTION: Entity[InstitutionFacts] = Entity(
    "council", "institution", initial=InstitutionFacts(), evolve=evolve
)
