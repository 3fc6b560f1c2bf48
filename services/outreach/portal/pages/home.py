"""Home: what happens next, what changed lately, how big is it all?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, Page
from services.outreach.portal.pages.news import opening
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import (
    bodies,
    history,
    hubs,
    meetings,
    organisations,
    publications,
)
from services.outreach.projections.portal.organisations import Wanted

NEWS, READ, PUBLISHED = 12, 400, 3


async def home(ask: Ask) -> Page:
    entries = await history.news(ask.db, READ)
    teller = Teller(ask.language, await names.of_entries(ask.db, entries))
    return Page(
        "home.html",
        {
            "upcoming": await meetings.upcoming(ask.db, ask.now),
            "held": await meetings.last_held(ask.db, 4),
            "bodies": await names.of_bodies(ask.db),
            "figures": await _figures(ask),
            "news": teller.gist(entries, NEWS),
            "linked": linked.site(ask),
            "published": [opening(ask, found) for found in await publications.latest(ask.db, PUBLISHED)],
        },
    )


async def _figures(ask: Ask) -> dict[str, Any]:
    held, decisions = await meetings.tally(ask.db)
    working = [body for body in await bodies.everyone(ask.db) if not body["dissolved_on"]]
    seats = [seat for body in working for seat in body["seats"]]
    return {
        "members": await organisations.count(ask.db, Wanted(membership="member")),
        "organisations": await organisations.count(ask.db, Wanted()),
        "held": held,
        "decisions": decisions,
        "seats": len(seats),
        "filled": sum(seat["holder"] is not None for seat in seats),
        "bodies": len(working),
        "hubs": sum(hub["closed_on"] is None for hub in await hubs.everyone(ask.db)),
    }
