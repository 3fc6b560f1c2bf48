"""Bodies: which are there, and who sits where in one of them?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.pages.elections import phased
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies as read
from services.outreach.projections.portal import elections, history, meetings, strategies

KINDS = ("council", "task_force", "working_group", "organ", "commission")
SIDES = ("government", "civil_society")


async def bodies(ask: Ask) -> Page:
    everyone = await read.everyone(ask.db)
    by_kind = [(kind, [b for b in everyone if b["kind"] == kind]) for kind in KINDS]
    return Page("bodies.html", {"by_kind": [(kind, listed) for kind, listed in by_kind if listed]})


async def body(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"body:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    known = await names.of_holders(ask.db, _holders(found))
    strategy = await strategies.one(ask.db, found["strategy"]) if found["strategy"] else None
    return Page(
        "body.html",
        {
            "body": found,
            "linked": linked.body(ask, found),
            "sides": [(side, seats) for side in SIDES if (seats := _on(found, side))],
            "earlier": _earlier(found),
            "holder": Teller(ask.language, known).holder,
            "parent": known.bodies.get(found["parent"] or ""),
            "strategy": strategy,
            "objective": strategies.objective(strategy, found["objective"]),
            "meetings": await meetings.of_body(ask.db, ask.id),
            "elections": [phased(found, ask) for found in await elections.of_body(ask.db, ask.id)],
            "history": Teller(ask.language, called, f"body:{ask.id}").tell(entries),
        },
    )


def _on(body: Any, side: str) -> list[Any]:
    return [seat for seat in body["seats"] if seat["side"] == side]


def _holders(body: Any) -> list[Any]:
    now = [seat["holder"] for seat in body["seats"]]
    return now + [held["holder"] for seat in body["seats"] for held in seat["before"]]


def _earlier(body: Any) -> list[Any]:
    """Who sat where before, the latest first."""
    held = [{**held, "seat": seat["seat"]} for seat in body["seats"] for held in seat["before"]]
    return sorted(held, key=lambda one: str(one["until"]), reverse=True)
