"""One fact at an address of its own: who recorded what and when, and what came before and after?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.names import TITLED
from services.outreach.portal.page import Ask, Page
from services.outreach.portal.sections import SECTIONS
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history

LONGEST = 15
"""Digits of a position."""
PLACES = {
    "body": "bodies",
    "call": "consultations",
    "commitment": "commitments",
    "dialogue": "dialogues",
    "election": "elections",
    "hub": "hubs",
    "internship": "internships",
    "meeting": "meetings",
    "organisation": "organisations",
    "position": "positions",
    "publication": "news",
    "report": "reports",
    "strategy": "strategies",
    "training": "trainings",
}
"""Where the page of each kind stands."""
OF_DAY = N_("Meeting of %(date)s")


async def event(ask: Ask) -> Page:
    there = ask.id.isascii() and ask.id.isdecimal() and len(ask.id) <= LONGEST
    found = await history.at(ask.db, [int(ask.id)]) if there else []
    if not found:
        return Page("event_not_public.html", status=404)
    entry = found[0]
    teller = Teller(ask.language, await names.of_entries(ask.db, found))
    before, after = await history.beside(ask.db, entry)
    return Page(
        "event.html",
        {
            "told": teller.tell(found)[0],
            "event": entry,
            "pages": [link for page in entry["about"] if (link := _link(teller, page))],
            "before": before,
            "after": after,
        },
    )


def _link(teller: Teller, page: str) -> Markup | None:
    kind, _, id = page.partition(":")
    return teller.anchor(PLACES[kind], id, _called(teller, kind, id)) if kind in PLACES else None


def _called(teller: Teller, kind: str, id: str) -> Any:
    """By its name where the sentence needs it too, else by the section it stands in."""
    called, language = teller.names, teller.language
    if kind == "meeting" and id in called.meetings:
        return language.say(OF_DAY, date=language.day(called.meetings[id]["starts_at"]))
    known = {
        "body": called.bodies.get(id),
        "organisation": called.organisations.get(id),
        "strategy": called.strategies.get(id),
        "commitment": called.commitments.get(id, {}).get("text"),
        "election": called.elections.get(id, {}).get("title"),
        **{titled: called.titles.get(titled, {}).get(id) for titled in TITLED},
    }
    name = known.get(kind)
    return language.name(name) if name else language.say(dict(SECTIONS)[PLACES[kind]])
