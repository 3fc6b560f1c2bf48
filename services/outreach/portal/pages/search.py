"""Search: in which records do these words stand, whatever the language and the accents?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, Page
from services.outreach.projections.portal import searching
from services.outreach.projections.portal.territory import places

Text = Mapping[str, str]
LONGEST, SHOWN = 100, 8


@dataclass(frozen=True, slots=True)
class Sought:
    """One kind of record: its read model and heading, the fields with its name and its day, its address."""

    model: str
    heading: str
    title: str
    day: str = ""
    address: str = ""
    """Below the language, with fields of the document in braces; if it is empty, `{model}/{_id}`."""
    town: str = ""
    """The field with a municipality, by whose name it is found, too."""

    @property
    def at(self) -> str:
        return self.address or f"{self.model}/{{_id}}"

    @property
    def page(self) -> bool:
        """Each of its documents has a page of its own."""
        return not {*self.at} & {"#", "?"}


SOUGHT: tuple[Sought, ...] = (
    Sought("bodies", N_("Bodies"), "name"),
    Sought("elections", N_("Elections"), "title", "called_on"),
    Sought("meetings", N_("Meetings"), "title", "starts_at"),
    Sought("decisions", N_("Decisions"), "text", "taken_on", "meetings/{meeting}#decision-{decision}"),
    Sought("minutes", N_("Minutes"), "", "published_on", "meetings/{_id}/minutes"),
    Sought("commitments", N_("Commitments"), "text", "due"),
    Sought("strategies", N_("Strategies"), "title", "starts_on"),
    Sought("consultations", N_("Consultations"), "title", "opened_on"),
    Sought("timeline", N_("Acts"), "act.title", "act.adopted_on"),
    Sought("dialogues", N_("Dialogues"), "topic", "opened_on", town="municipality"),
    Sought("institutions", N_("Institutions"), "name", "", "commitments?institution={_id}"),
    Sought("organisations", N_("Organisations"), "name"),
    Sought("hubs", N_("Information centres"), "seat", "opened_on", town="seat"),
    Sought("positions", N_("Positions"), "title", "moved_on"),
    Sought("trainings", N_("Trainings"), "title", "starts_on"),
    Sought("internships", N_("Internships"), "title", "starts_on"),
    Sought("publications", N_("News"), "title", "published_on", "news/{_id}"),
    Sought("reports", N_("Reports to the donor"), "title", "submitted_on"),
    Sought("logframes", N_("Logframes"), "title", "starts_on", "reports/logframes/{_id}"),
)
"""In the order of the page. Each model is `searchable`, and each of its documents has an address."""


async def search(ask: Ask) -> Page:
    words = " ".join(ask.query.get("q", "").replace("\0", "")[:LONGEST].split())
    towns = (await places(ask.db)).municipalities
    groups = [await _found(ask, kind, words, towns) for kind in SOUGHT] if words else []
    return Page(
        "search.html",
        {
            "words": words,
            "groups": [group for group in groups if group["total"]],
            "total": sum(group["total"] for group in groups),
        },
    )


async def _found(ask: Ask, kind: Sought, words: str, towns: Mapping[str, Text]) -> dict[str, Any]:
    limit = 0 if ask.query.get("all") == kind.model else SHOWN
    where = searching.having(words)
    if kind.town:
        there = [id for id, name in towns.items() if searching.has(name, words)]
        where = {"$or": [where, {kind.town: {"$in": there}}]}
    total, documents = await searching.find(ask.db, kind.model, where, limit, kind.day)
    named = towns if kind.title == kind.town else await _titles(ask, kind, documents)
    return {"kind": kind, "total": total, "entries": [_entry(kind, one, named) for one in documents]}


def _entry(kind: Sought, document: Any, named: Mapping[str, Text]) -> dict[str, Any]:
    title, day = field(document, kind.title), field(document, kind.day)
    if not isinstance(title, dict):
        title = named.get(title or document["_id"]) or {"en": title or document["_id"]}
    return {"address": kind.at.format_map(document), "title": title, "day": day}


async def _titles(ask: Ask, kind: Sought, documents: Sequence[Any]) -> dict[str, Text]:
    """What has no title of its own is called as the meeting, or as the body that it belongs to."""
    untitled = [one["_id"] for one in documents if not field(one, kind.title)]
    if not untitled:
        return {}
    bodies = await names.of_bodies(ask.db)
    meetings = await ask.db.find("meetings", {"_id": {"$in": untitled}}, fields=["title", "body"])
    return {one["_id"]: one["title"] or bodies.get(one["body"], {"en": one["body"]}) for one in meetings}


def field(document: Any, path: str) -> Any:
    """ "act.title": a field of a field; None, where there is none."""
    for name in path.split("."):
        document = document.get(name) if document else None
    return document
