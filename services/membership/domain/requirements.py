"""Which documents must an organisation have accepted to apply? An index that publishing keeps up to date.

It is an entity of its own because an application has to find them all without knowing their names.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event

THE_REQUIREMENTS = "requirements"


@dataclass(frozen=True, slots=True)
class Requirements:
    documents: frozenset[str] = frozenset()


def evolve(requirements: Requirements, event: Event) -> Requirements:
    match event:
        case membership.DocumentRequired(document=document):
            return Requirements(requirements.documents | {document})
        case membership.DocumentNoLongerRequired(document=document):
            return Requirements(requirements.documents - {document})
        case _:
            return requirements


# Nobody commands it: only PublishDocument records on it.
REQUIREMENTS: Entity[Requirements] = Entity(
    "membership", "requirements", initial=Requirements(), evolve=evolve
)
