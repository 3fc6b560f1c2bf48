"""Which claims has an organisation submitted?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Claimant:
    claims: tuple[str, ...] = ()


def evolve(claimant: Claimant, event: Event) -> Claimant:
    match event:
        case grants.ClaimListed():
            return replace(claimant, claims=(*claimant.claims, event.claim))
        case _:
            return claimant


# A submission records on it.
CLAIMANT: Entity[Claimant] = Entity("grants", "claimant", initial=Claimant(), evolve=evolve)
