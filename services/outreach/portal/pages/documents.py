"""Documents: what binds every member, and since when in which version?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import names
from services.outreach.portal.page import Ask, Page
from services.outreach.portal.pages.commitments import today
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import documents as read
from services.outreach.projections.portal import history


async def documents(ask: Ask) -> Page:
    everyone, day = await read.everyone(ask.db), today(ask)
    told = [await history.about(ask.db, f"document:{document['_id']}") for document in everyone]
    entries = sorted((entry for one in told for entry in one), key=lambda entry: -entry["position"])
    known = await names.of_entries(ask.db, entries)
    return Page(
        "documents.html",
        {
            "documents": everyone,
            "standing": lambda document, version: standing(document, version, day),
            "history": Teller(ask.language, known, "documents").tell(entries),
        },
    )


def standing(document: Any, version: Any, day: str) -> str:
    """Of one version on that day: it is the latest that took effect, or an earlier one, or one to come."""
    in_force = [one["version"] for one in document["versions"] if one["effective_on"] <= day]
    if version["version"] not in in_force:
        return "coming"
    return "in_force" if version["version"] == in_force[-1] else "earlier"
