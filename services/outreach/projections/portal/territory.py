"""What are the regions and municipalities called, in each language?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Region(TypedDict):
    id: str
    name: dict[str, str]


class Municipality(TypedDict):
    id: str
    name: dict[str, str]
    region: str


class Territory(TypedDict):
    regions: list[Region]
    municipalities: list[Municipality]


def defined(_: Territory | None, event: Recorded[membership.TerritoryDefined]) -> Territory:
    facts: Any = event.data.model_dump(mode="json")
    document: Territory = facts
    return document


TERRITORY = Projection(
    database="portal",
    name="territory",
    version=1,
    document=Territory,
    title="Regions and municipalities with their names",
    on={membership.TerritoryDefined: fold(defined)},
)


@dataclass(frozen=True, slots=True)
class Places:
    """Names by id."""

    regions: dict[str, dict[str, str]]
    municipalities: dict[str, dict[str, str]]


async def territory(db: Database) -> Any:
    """The regions and the municipalities, in the order in which they were defined."""
    return await db.find_one("territory", {"_id": "territory"}) or {"regions": [], "municipalities": []}


async def places(db: Database) -> Places:
    found = await territory(db)
    return Places(
        {r["id"]: r["name"] for r in found["regions"]},
        {m["id"]: m["name"] for m in found["municipalities"]},
    )
