"""Strategies: which has the Government adopted; and one: who promised what of it, and how does that stand?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.pages.commitments import on, today
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import commitments, history
from services.outreach.projections.portal import strategies as read


async def strategies(ask: Ask) -> Page:
    followed, day = await read.everyone(ask.db), today(ask)
    owed = await commitments.of_strategies(ask.db, *(strategy["_id"] for strategy in followed))
    return Page(
        "strategies.html",
        {
            "strategies": followed,
            "state_of": lambda strategy: state_of(strategy, day),
            "counts": {
                s["_id"]: _counts([o for o in owed if o["strategy"] == s["_id"]], day) for s in followed
            },
        },
    )


def state_of(strategy: Any, day: str) -> str:
    if strategy["closed_on"]:
        return "closed"
    return "running" if strategy["starts_on"] <= day <= strategy["ends_on"] else "over"


def _counts(owed: list[Any], day: str) -> Counter[str]:
    return Counter(commitments.standing(one, day) for one in owed)


async def strategy(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    day = today(ask)
    owed = await commitments.of_strategies(ask.db, ask.id)
    entries = await history.about(ask.db, f"strategy:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    owing = [{"kind": "institution", "id": one["institution"]} for one in (*owed, *found["measures"])]
    known = await names.of_holders(ask.db, owing)
    return Page(
        "strategy.html",
        {
            "strategy": found,
            "status": state_of(found, day),
            "all": len(owed),
            "counts": _counts(owed, day),
            "standings": commitments.STANDINGS,
            "parts": _parts(found, owed),
            "holder": known.holder,
            **on(day),
            "history": Teller(ask.language, called, f"strategy:{ask.id}").tell(entries),
        },
    )


def _parts(strategy: Any, owed: list[Any]) -> list[dict[str, Any]]:
    """Each objective: what became of its measures, of which ones nothing is known yet, what else is owed."""
    made = {one["source"]["number"]: one for one in owed if _by_measure(strategy, one)}
    numbers = [objective["number"] for objective in strategy["objectives"]]
    parts: list[dict[str, Any]] = []
    for number, title in (*((o["number"], o["title"]) for o in strategy["objectives"]), (None, None)):
        measures = [m for m in strategy["measures"] if m["objective"] == number]
        known = [made[m["measure"]] for m in measures if m["measure"] in made]
        here = [one for one in owed if (one["objective"] if one["objective"] in numbers else None) == number]
        parts.append(
            {
                "number": number,
                "title": title,
                "known": known,
                "unknown": [m for m in measures if m["measure"] not in made],
                "others": [one for one in here if one not in known],
            }
        )
    return [part for part in parts if part["number"] or part["others"]]


def _by_measure(strategy: Any, owed: Any) -> bool:
    source = owed["source"]
    return bool(source["kind"] == "measure" and source["id"] == strategy["_id"] and source["number"])
