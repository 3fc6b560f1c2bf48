"""Where are the hubs, who runs them, and for which municipalities?"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Hub(TypedDict):
    region: str
    seat: str
    host: str
    national: bool
    municipalities: list[str]
    languages: list[str]
    opened_on: str
    closed_on: str | None


def opened(_: Hub | None, event: Recorded[outreach.HubOpened]) -> Hub:
    facts: Any = event.data.model_dump(mode="json", exclude={"answer_days"})
    hub: Hub = facts | {"closed_on": None}
    return hub


def closed(hub: Hub, event: Recorded[outreach.HubClosed]) -> Hub:
    return {**hub, "closed_on": event.data.closed_on.isoformat()}


HUBS = Projection(
    database="portal",
    name="hubs",
    version=1,
    document=Hub,
    title="Information hubs",
    on={outreach.HubOpened: fold(opened), outreach.HubClosed: fold(closed)},
)


async def everyone(db: Database) -> list[Any]:
    """The national hub first."""
    return await db.find("hubs", {}, sort=[("national", -1), ("region", 1), ("_id", 1)])
