"""What waits for whom, since when, until when, and which command answers it? A document per item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.reporting.waiting import WAITING
from services.outreach.projections.reporting.waiting.row import (
    ASLEEP,
    Item,
    Part,
    Waiting,
    Waits,
    since_its_parts,
    told,
)
from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold_each

A_DAY = len("2015-04-21")
HINGE = "~"
"""Begins the id of a hinge, and of nothing else."""
ROWS = {row.command: row for row in WAITING}
HINGED = [row.command for row in WAITING if row.hinges]
BY_EVENT: dict[type[Event], list[Waits]] = {}
for _row in WAITING:
    for _type in _row.events:
        BY_EVENT.setdefault(_type, []).append(_row)


def _ids(event: Recorded[Any]) -> Iterable[str]:
    return [f"{row.command}:{id}" for row in BY_EVENT[type(event.data)] for id in _items(row, event)]


def _items(row: Waits, event: Recorded[Any]) -> Iterable[str]:
    if hinge := row.hinges.get(type(event.data)):
        return (HINGE + hinge(event)[0],)
    return row.each(event) if row.each else (row.id(event),)


def moved(item: str, before: Item | None, event: Recorded[Any]) -> Item | None:
    command, _, id = item.partition(":")
    row, type_ = ROWS[command], type(event.data)
    if hinge := row.hinges.get(type_):
        return _whole(row, id, None, Waiting(ASLEEP, facts=hinge(event)[1]))
    if turn := row.turns.get(type_):
        return turn(before, event) if before else None
    opens = row.opens.get(type_)
    waiting = opens(event) if opens else None
    return _split(row, id, before, event, waiting) if row.parts else _whole(row, id, before, waiting)


def _whole(row: Waits, id: str, before: Item | None, waiting: Waiting | None) -> Item | None:
    if waiting is None:
        return None
    people = before["people"] if before and waiting.people is None else waiting.people
    return Item(
        command=row.command,
        id=id,
        role=(waiting.role or row.role).name,
        bound_to=id if waiting.own else waiting.bound_to,
        people=None if people is None else list(people),
        barred=[*waiting.barred],
        since=told(waiting.since),
        until=told(waiting.until) if waiting.until else None,
        facts=dict(waiting.facts),
        parts=None,
    )


def _split(
    row: Waits, id: str, before: Item | None, event: Recorded[Any], waiting: Waiting | None
) -> Item | None:
    """The parts that the event is about; with the last of them goes the item, unless it knows its people."""
    assert row.parts is not None
    about = [*row.parts(event)]
    if waiting and not about:
        opened = _whole(row, id, before, waiting)
        return {**opened, "parts": []} if opened else None
    left = [part for part in _parts(before) if part["part"] not in about] if about else []
    if waiting:
        item = _whole(row, id, before, waiting)
        assert item is not None
        return since_its_parts(item, [*left, *(_part(item, name, waiting.each) for name in about)])
    keeps = before and before["people"] is not None and about
    return since_its_parts(before, left) if before and (left or keeps) else None


def _parts(item: Item | None) -> list[Part]:
    return (item["parts"] or []) if item else []


def _part(item: Item, name: str, each: Mapping[str, Mapping[str, Any]]) -> Part:
    return Part(
        part=name,
        since=item["since"],
        until=item["until"],
        facts={**item["facts"], **each.get(name, {})},
        people=item["people"],
    )


def shown(item: Any) -> list[Any]:
    """The lines of an item: itself, or each of its parts."""
    if item["parts"] is None:
        return [item]
    return [{**item, **part, "_id": f"{item['_id']}/{part['part']}"} for part in item["parts"]]


WORK_QUEUE = Projection(
    database="reporting",
    name="work_queue",
    version=5,
    document=Item,
    title="What waits for whom, since when, until when",
    on={type_: fold_each(moved, _ids) for type_ in BY_EVENT},
    indexes=(Index((("role", 1), ("since", 1))),),
)


@dataclass(frozen=True, slots=True)
class Now:
    """The reader's moment. What begins or ends on a day does so where the platform is."""

    moment: str
    """In UTC, as moments stand in the queue."""
    today: str

    @classmethod
    def at(cls, moment: datetime, zone: ZoneInfo) -> Now:
        return cls(utc(moment), moment.astimezone(zone).date().isoformat())

    def begun(self, since: str) -> bool:
        return since <= (self.today if len(since) == A_DAY else self.moment)

    def over(self, until: str) -> bool:
        """The last day is not over while it lasts."""
        return until < self.today if len(until) == A_DAY else until <= self.moment


async def waiting(
    db: Database, grants: Sequence[tuple[str, str | None]], now: Now, person: str = ""
) -> list[Any]:
    """What waits now for somebody with these roles (each with what it is bound to), the most urgent first."""
    if not grants:
        return []
    mine = [{"role": role, "bound_to": {"$in": [None, bound]}} for role, bound in grants]
    theirs = {"barred": {"$ne": person}, "people": {"$in": [None, person]}}
    begun = {"$or": mine, "since": {"$lte": max(now.moment, now.today)}, **theirs}
    found = await db.find("work_queue", {"$or": [begun, {"command": {"$in": HINGED}}]})
    lines = [line for line in standing(found, now) if _for(line, grants, person)]
    return sorted(lines, key=lambda line: (line["until"] or "9999", line["since"], line["_id"]))


def _for(line: Any, grants: Sequence[tuple[str, str | None]], person: str) -> bool:
    if person in line["barred"] or not (line["people"] is None or person in line["people"]):
        return False
    return any(role == line["role"] and line["bound_to"] in (None, bound) for role, bound in grants)


def standing(items: Sequence[Any], now: Now) -> list[Any]:
    """The lines that wait now, for whomever; the hinges are among the items."""
    lines = [line for item in items for line in shown(item) if waits(line, now)]
    judged = (_judged(line, items, now) for line in lines)
    return [line for line in judged if line is not None]


def _judged(line: Any, items: Sequence[Any], now: Now) -> Any:
    row = ROWS[line["command"]]
    if row.judged is None:
        return line
    return row.judged(line, [item["facts"] for item in items if _is_hinge(item, row)], now.today)


def _is_hinge(item: Any, row: Waits) -> bool:
    return bool(item["command"] == row.command and item["id"].startswith(HINGE))


def waits(line: Any, now: Now) -> bool:
    """It is time for it, and not too late."""
    lapsed = ROWS[line["command"]].lapses and line["until"] is not None and now.over(line["until"])
    return now.begun(line["since"]) and not lapsed
