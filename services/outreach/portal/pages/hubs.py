"""Hubs: where can an organisation go and ask; and one: how much is it asked, and does it answer in time?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history
from services.outreach.projections.portal import hubs as read
from services.outreach.projections.portal.territory import places


async def hubs(ask: Ask) -> Page:
    everyone = await read.everyone(ask.db)
    return Page("hubs.html", {"hubs": everyone, "places": await places(ask.db)})


async def hub(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"hub:{ask.id}")
    called, known = await names.of_entries(ask.db, entries), await places(ask.db)
    return Page(
        "hub.html",
        {
            "hub": found,
            "places": known,
            "linked": linked.hub(ask, found, known.municipalities),
            "total": _total(found["months"]),
            "mean": _mean(_total(found["months"])),
            "topics": sorted(found["topics"].items(), key=lambda row: (-row[1], row[0])),
            "history": Teller(ask.language, called, f"hub:{ask.id}").tell(entries),
        },
    )


FIGURES = ("enquiries", "answers", "late", "answer_days", "events", "participants")


def _total(months: list[Any]) -> dict[str, int]:
    return {figure: sum(month[figure] for month in months) for figure in FIGURES}


def _mean(total: dict[str, int]) -> int | None:
    """Days from an enquiry to its answer, rounded."""
    return round(total["answer_days"] / total["answers"]) if total["answers"] else None
