"""What happened, in order, that the public may read? One document per public event.

Only the fields named in `PUBLIC` (a table per service) are kept, so a new field of an event is never public
by accident. Names are not copied: a page joins them when it writes the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.portal.public import PUBLIC
from services.outreach.projections.portal.public.offices import office
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Entry(TypedDict):
    position: int
    event: str
    """The event's id."""
    type: str
    entity: str
    id: str
    about: list[str]
    """On whose pages it stands: "body:council", "organisation:5900078-1"."""
    on: str
    """The day or the moment the fact speaks of."""
    recorded_at: str
    who: str | None
    """The office in which it was recorded, where that may be told."""
    facts: dict[str, Any]


SAME_PAGE = {
    "membership": "organisation",
    "acceptance": "organisation",
    "activity": "organisation",
    "roll": "election",
    "vacancy": "body",
    "minutes": "meeting",
}
"""Entities whose history stands on another entity's page, under the same id."""


def happened(_: None, event: Recorded[Any]) -> Entry:
    row = PUBLIC[type(event.data)]
    facts = event.data.model_dump(mode="json", include=set(row.facts))
    page = SAME_PAGE.get(event.ref.entity, event.ref.entity)
    return Entry(
        position=event.position,
        event=event.id,
        type=event.data.type_name,
        entity=event.ref.entity,
        id=event.ref.id,
        about=[f"{page}:{event.ref.id}", *row.about(event.data)],
        on=getattr(event.data, row.day).isoformat() if row.day else utc(event.at),
        recorded_at=utc(event.recorded_at),
        who=office(event),
        facts=facts,
    )


def _by_event(event: Recorded[Any]) -> tuple[str]:
    return (event.id,)


HISTORY = Projection(
    database="portal",
    name="history",
    version=4,
    document=Entry,
    title="What happened, for the public",
    on={type_: fold(happened, by=_by_event) for type_ in PUBLIC},
    indexes=(Index((("about", 1), ("position", -1))), Index((("position", -1),)), Index((("type", 1),))),
)

NEWS = [type_.type_name for type_, row in PUBLIC.items() if row.news]
"""What the home page tells; the rest stands on the pages of its entities."""


async def last_told(db: Database, until: int) -> int:
    """The position of the newest event up to there that the public is told; 0 if there is none."""
    found = await db.find(
        "history", {"position": {"$lte": until}}, sort=[("position", -1)], limit=1, fields=["position"]
    )
    return int(found[0]["position"]) if found else 0


async def about(db: Database, page: str, limit: int = 200) -> list[Any]:
    """The latest entries of one page ("meeting:council-2015-04-21"), the newest first."""
    return await db.find("history", {"about": page}, sort=[("position", -1)], limit=limit)


async def news(db: Database, limit: int) -> list[Any]:
    kinds = {"type": {"$in": NEWS}}
    return await db.find("history", kinds, sort=[("position", -1)], limit=limit)


async def at(db: Database, positions: Iterable[int]) -> list[Any]:
    """The public entries at these places of the log, in order."""
    return await db.find("history", {"position": {"$in": [*positions]}}, sort=[("position", 1)])


async def beside(db: Database, entry: Any) -> tuple[int | None, int | None]:
    """The positions of the public events before and after it on its entity's page."""
    page = entry["about"][0]
    earlier = {"about": page, "position": {"$lt": entry["position"]}}
    later = {"about": page, "position": {"$gt": entry["position"]}}
    before = await db.find("history", earlier, sort=[("position", -1)], limit=1)
    after = await db.find("history", later, sort=[("position", 1)], limit=1)
    return (before[0]["position"] if before else None, after[0]["position"] if after else None)


async def news_about(db: Database, pages: Iterable[str], limit: int = 200) -> list[Any]:
    """What was news on any of these pages, the newest first."""
    where = {"about": {"$in": sorted(set(pages))}, "type": {"$in": NEWS}}
    return await db.find("history", where, sort=[("position", -1)], limit=limit)
