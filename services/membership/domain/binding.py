"""For what can a role hold: is there this organisation, this institution, this hub?"""

from __future__ import annotations

from dataclasses import dataclass

from services.membership.domain.organisation import ORGANISATION, Registered
from shared.contracts import council, outreach
from shared.contracts.roles import BOUND
from shared.kernel.entity import Context, Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Thing:
    """An institution or a hub, as far as a role needs to know it."""

    there: bool = False


def evolve(thing: Thing, event: Event) -> Thing:
    match event:
        case council.InstitutionRegistered() | outreach.HubOpened():
            return Thing(there=True)
        case outreach.HubClosed():
            return Thing(there=False)
        case _:
            return thing


# Other services' entities: only their published events are read.
INSTITUTION: Entity[Thing] = Entity("council", "institution", initial=Thing(), evolve=evolve)
HUB: Entity[Thing] = Entity("outreach", "hub", initial=Thing(), evolve=evolve)


def there(role: str, id: str, ctx: Context) -> bool:
    """Is the thing there that this role would be bound to?"""
    match BOUND[role]:
        case "organisation":
            return isinstance(ctx.of(ORGANISATION, id), Registered)
        case "institution":
            return ctx.of(INSTITUTION, id).there
        case _:
            return ctx.of(HUB, id).there
