"""What does council need to know of the territory: which municipalities are there?"""

from __future__ import annotations

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event

THE_TERRITORY = "territory"
Municipalities = frozenset[str]


def evolve(municipalities: Municipalities, event: Event) -> Municipalities:
    match event:
        case membership.TerritoryDefined():
            return frozenset(municipality.id for municipality in event.municipalities)
        case _:
            return municipalities


# Another service's entity: only its published events are read.
TERRITORY: Entity[Municipalities] = Entity("membership", "territory", initial=frozenset(), evolve=evolve)
