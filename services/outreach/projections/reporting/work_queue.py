"""What waits for whom, since when, until when, and which command answers it? A document per item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.reporting.waiting import WAITING
from services.outreach.projections.reporting.waiting.row import Waits, told
from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold_each


class Item(TypedDict):
    command: str
    """ "service.Command": the command that answers it."""
    id: str
    """The entity that the command is for."""
    role: str
    bound_to: str | None
    """The organisation, institution or hub whose people it waits for; None: everybody with the role."""
    since: str
    until: str | None
    facts: dict[str, Any]


ROWS = {row.command: row for row in WAITING}
BY_EVENT: dict[type[Event], list[Waits]] = {}
for _row in WAITING:
    for _type in _row.events:
        BY_EVENT.setdefault(_type, []).append(_row)


def _ids(event: Recorded[Any]) -> Iterable[str]:
    return [f"{row.command}:{id}" for row in BY_EVENT[type(event.data)] for id in _items(row, event)]


def _items(row: Waits, event: Recorded[Any]) -> Iterable[str]:
    return row.each(event) if row.each else (row.id(event),)


def moved(item: str, before: Item | None, event: Recorded[Any]) -> Item | None:
    command, _, which = item.partition(":")
    id, _, _ = which.partition("/")
    row = ROWS[command]
    opens = row.opens.get(type(event.data))
    waiting = opens(event) if opens else None
    if waiting is None:
        return None
    return Item(
        command=command,
        id=id,
        role=row.role.name,
        bound_to=id if waiting.own else waiting.bound_to,
        since=told(waiting.since),
        until=told(waiting.until) if waiting.until else None,
        facts=dict(waiting.facts),
    )


WORK_QUEUE = Projection(
    database="reporting",
    name="work_queue",
    version=1,
    document=Item,
    title="What waits for whom, since when, until when",
    on={type_: fold_each(moved, _ids) for type_ in BY_EVENT},
    indexes=(Index((("role", 1), ("since", 1))),),
)


async def waiting(db: Database, grants: Sequence[tuple[str, str | None]], now: str) -> list[Any]:
    """What waits now for somebody with these roles (each with what it is bound to), the most urgent first."""
    if not grants:
        return []
    mine = [{"role": role, "bound_to": {"$in": [None, bound]}} for role, bound in grants]
    found = await db.find("work_queue", {"$or": mine, "since": {"$lte": now}})
    return sorted(found, key=lambda item: (item["until"] or "9999", item["since"], item["_id"]))
