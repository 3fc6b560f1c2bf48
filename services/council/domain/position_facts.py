"""What does council need to know of a position: which member proposed it, and when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """Nothing is known of a position that came on paper."""

    organisation: str | None = None
    proposed_on: date | None = None


def evolve(facts: PositionFacts, event: Event) -> PositionFacts:
    match event:
        case membership.PositionProposed():
            return PositionFacts(event.organisation, event.proposed_on)
        case _:
            return facts


# Another service's entity: only its published events are read.
POSITION: Entity[PositionFacts] = Entity("membership", "position", initial=PositionFacts(), evolve=evolve)
