"""Search: in which records do these words stand, whatever the language and the accents?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, Page
from services.outreach.projections.portal import searching

LONGEST, SHOWN = 100, 8


@dataclass(frozen=True, slots=True)
class Sought:
    """One kind of record: its read model and address, its heading, and what its documents are called."""

    model: str
    heading: str
    title: Callable[[Any], dict[str, str] | None]
    day: Callable[[Any], str | None] = lambda document: None


SOUGHT: tuple[Sought, ...] = (
    Sought("bodies", N_("Bodies"), lambda body: body["name"]),
    Sought("elections", N_("Elections"), lambda e: e["title"], lambda e: e["voting"]["opens_at"]),
    Sought("meetings", N_("Meetings"), lambda meeting: meeting["title"], lambda m: m["starts_at"]),
    Sought("commitments", N_("Commitments"), lambda owed: owed["text"], lambda owed: owed["due"]),
    Sought("organisations", N_("Organisations"), lambda organisation: organisation["name"]),
    Sought("positions", N_("Positions"), lambda position: position["title"], lambda p: p["moved_on"]),
    Sought("trainings", N_("Trainings"), lambda training: training["title"], lambda t: t["starts_on"]),
    Sought("internships", N_("Internships"), lambda one: one["title"], lambda i: i["starts_on"]),
)
"""In the order of the page. Each model is `searchable`, and its pages stand at `/{model}/{id}`."""


async def search(ask: Ask) -> Page:
    words = " ".join(ask.query.get("q", "").replace("\0", "")[:LONGEST].split())
    groups = [await _found(ask, kind, words) for kind in SOUGHT] if words else []
    return Page(
        "search.html",
        {
            "words": words,
            "groups": [group for group in groups if group["total"]],
            "total": sum(group["total"] for group in groups),
            "bodies": await names.of_bodies(ask.db),
        },
    )


async def _found(ask: Ask, kind: Sought, words: str) -> dict[str, Any]:
    limit = 0 if ask.query.get("all") == kind.model else SHOWN
    total, documents = await searching.find(ask.db, kind.model, words, limit)
    return {"kind": kind, "total": total, "documents": documents}
