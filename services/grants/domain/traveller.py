"""What does grants know of a person who travels: which meetings, and which accounts were ever paid?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Trip:
    claim: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Traveller:
    trips: tuple[Trip, ...] = ()
    accounts: frozenset[str] = field(default=frozenset(), repr=False)
    """Accounts that a payment to this person went to."""

    def trip(self, claim: str) -> Trip | None:
        return next((trip for trip in self.trips if trip.claim == claim), None)


def evolve(traveller: Traveller, event: Event) -> Traveller:
    match event:
        case grants.TravelClaimed():
            return replace(traveller, trips=(*traveller.trips, Trip(event.claim, event.held_on)))
        case grants.TravellerPaid() if event.iban.value is not None:
            return replace(traveller, accounts=traveller.accounts | {event.iban.value})
        case _:
            return traveller


# The decisions on claims and batches record on it; no command is for a traveller alone.
TRAVELLER: Entity[Traveller] = Entity("grants", "traveller", initial=Traveller(), evolve=evolve)
