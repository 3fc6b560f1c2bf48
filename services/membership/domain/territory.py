"""Where can an organisation be at home? The platform's municipalities and the regions they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shared.contracts import membership
from shared.contracts.membership import Municipality, Region
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

THE_TERRITORY = "territory"


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DefineTerritory(Command):
    """Say which regions and municipalities there are. A new list takes the place of the old one."""

    regions: Annotated[tuple[Region, ...], Field(min_length=1)] = Field(description="The regions")
    municipalities: Annotated[tuple[Municipality, ...], Field(min_length=1)] = Field(
        description="The municipalities, each with the region it belongs to"
    )


TerritoryCommand = DefineTerritory


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Undefined:
    pass


@dataclass(frozen=True, slots=True)
class Defined:
    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]


Territory = Undefined | Defined


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ListedTwice(Refusal):
    """{id} stands in the list more than once. Give each region and each municipality an id of its own."""


class UnknownRegion(Refusal):
    """{municipality} is said to be in the region {region}, which is not listed. Add it or correct the id."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: TerritoryCommand, territory: Territory, ctx: Context) -> Decision:
    match command, territory:
        case DefineTerritory(), _ if id := _twice(command):
            raise ListedTwice(id=id)
        case DefineTerritory(), _ if lost := _without_region(command):
            raise UnknownRegion(municipality=lost.id, region=lost.region)

        case DefineTerritory(regions=regions, municipalities=municipalities), Defined() if (
            Defined(regions, municipalities) == territory
        ):
            return []
        case DefineTerritory(), Undefined() | Defined():
            return [
                membership.TerritoryDefined(regions=command.regions, municipalities=command.municipalities)
            ]

        case _:
            raise NotNow(command, territory, "territory")


def _twice(command: DefineTerritory) -> str | None:
    for ids in ([r.id for r in command.regions], [m.id for m in command.municipalities]):
        for place, id in enumerate(ids):
            if id in ids[:place]:
                return id
    return None


def _without_region(command: DefineTerritory) -> Municipality | None:
    regions = {region.id for region in command.regions}
    return next((m for m in command.municipalities if m.region not in regions), None)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def region_of(territory: Territory, municipality: str) -> str | None:
    """The region a municipality belongs to; None if there is no such municipality."""
    match territory:
        case Defined():
            return next((m.region for m in territory.municipalities if m.id == municipality), None)
        case Undefined():
            return None


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(territory: Territory, event: Event) -> Territory:
    match event:
        case membership.TerritoryDefined():
            return Defined(event.regions, event.municipalities)
        case _:
            return territory


TERRITORY: Entity[Territory] = Entity(
    "membership",
    "territory",
    initial=Undefined(),
    evolve=evolve,
    decide=decide,
    key=lambda command: THE_TERRITORY,
)
