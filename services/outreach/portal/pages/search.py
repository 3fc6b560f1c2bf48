"""Search: in which records do these words stand, whatever the language and the accents?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, Page
from services.outreach.projections.portal import searching
from services.outreach.projections.portal.territory import places

LONGEST, SHOWN = 100, 8


@dataclass(frozen=True, slots=True)
class Sought:
    """One kind of record: its read model and heading, the fields with its name and its day, its address."""

    model: str
    heading: str
    title: str
    day: str = ""
    section: str = ""
    """The first part of its address; the model's name, if it is empty."""


SOUGHT: tuple[Sought, ...] = (
    Sought("bodies", N_("Bodies"), "name"),
    Sought("elections", N_("Elections"), "title", "called_on"),
    Sought("meetings", N_("Meetings"), "title", "starts_at"),
    Sought("commitments", N_("Commitments"), "text", "due"),
    Sought("strategies", N_("Strategies"), "title", "starts_on"),
    Sought("consultations", N_("Consultations"), "title", "opened_on"),
    Sought("dialogues", N_("Dialogues"), "topic", "opened_on"),
    Sought("organisations", N_("Organisations"), "name"),
    Sought("hubs", N_("Information centres"), "seat", "opened_on"),
    Sought("positions", N_("Positions"), "title", "moved_on"),
    Sought("trainings", N_("Trainings"), "title", "starts_on"),
    Sought("internships", N_("Internships"), "title", "starts_on"),
    Sought("publications", N_("News"), "title", "published_on", "news"),
)
"""In the order of the page. Each model is `searchable`, and each of its documents has a page."""


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
            "towns": (await places(ask.db)).municipalities,
        },
    )


async def _found(ask: Ask, kind: Sought, words: str) -> dict[str, Any]:
    limit = 0 if ask.query.get("all") == kind.model else SHOWN
    total, documents = await searching.find(ask.db, kind.model, words, limit, kind.day)
    section = kind.section or kind.model
    return {"kind": kind, "section": section, "total": total, "documents": documents}
