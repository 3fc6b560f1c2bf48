"""Positions: what does the platform stand for; and one: who stands behind it, where did it go?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history, timeline
from services.outreach.projections.portal import positions as read


async def positions(ask: Ask) -> Page:
    everyone = await read.everyone(ask.db)
    today = ask.language.machine_day(ask.now.isoformat())
    groups: dict[str, list[Any]] = {"open": [], "ours": [], "making": [], "dropped": []}
    for position in everyone:
        groups[_group(position, today)].append(position)
    called = await names.of_holders(ask.db, (), more={p["organisation"] for p in everyone})
    return Page("positions.html", {"groups": groups, "names": called})


def _group(position: Any, today: str) -> str:
    match position["state"]:
        case "adopted" | "transmitted":
            return "ours"
        case "dropped":
            return "dropped"
        case "consulted" if position["until"] >= today:
            return "open"
        case _:
            return "making"


async def position(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"position:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    last = found["versions"][-1]["version"]
    return Page(
        "position.html",
        {
            "position": found,
            "names": called,
            "open": found["state"] == "consulted"
            and found["until"] >= ask.language.machine_day(ask.now.isoformat()),
            "endorsed": [e for e in found["endorsements"] if e["version"] == last],
            "earlier": list(reversed(found["versions"][:-1])),
            "last": found["versions"][-1],
            "chain": f"position-{ask.id}" if await timeline.joined(ask.db, f"position-{ask.id}") else None,
            "history": Teller(ask.language, called, f"position:{ask.id}").tell(entries),
        },
    )
