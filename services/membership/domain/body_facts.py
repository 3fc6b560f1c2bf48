"""What does membership need to know of a council body: of which kind is it?"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import council
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class BodyFacts:
    kind: str | None = None
    """None: there is no such body."""


def evolve(body: BodyFacts, event: Event) -> BodyFacts:
    match event:
        case council.BodyEstablished():
            return BodyFacts(event.kind)
        case _:
            return body


# Another service's entity: only its published events are read.
BODY: Entity[BodyFacts] = Entity("council", "body", initial=BodyFacts(), evolve=evolve)
