"""What does council need to know of an organisation of the register: is it there, is it open?"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    pass


@dataclass(frozen=True, slots=True)
class Closed:
    pass


OrganisationFacts = Unknown | Open | Closed


def evolve(organisation: OrganisationFacts, event: Event) -> OrganisationFacts:
    match event:
        case membership.OrganisationRegistered():
            return Open()
        case membership.OrganisationClosed():
            return Closed()
        case _:
            return organisation


# Another service's entity: only its published events are read.
ORGANISATION: Entity[OrganisationFacts] = Entity(
    "membership", "organisation", initial=Unknown(), evolve=evolve
)
