"""Home: what happens next, what is owed, what changed lately, how big is it all?"""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, Page
from services.outreach.portal.pages.elections import phased
from services.outreach.portal.pages.news import opening
from services.outreach.portal.telling.teller import Teller, together
from services.outreach.projections.portal import (
    bodies,
    commitments,
    elections,
    history,
    meetings,
    organisations,
    publications,
)
from services.outreach.projections.portal.commitments import Standing
from services.outreach.projections.portal.organisations import Wanted

NEWS, READ, PUBLISHED, OWED = 12, 400, 3, 4


async def home(ask: Ask) -> Page:
    news = [*islice(together(await history.news(ask.db, READ)), NEWS)]
    teller = Teller(ask.language, await names.of_entries(ask.db, chain(*news)))
    return Page(
        "home.html",
        {
            "calls": [phased(one, ask) for one in await elections.open_now(ask.db, ask.now)],
            "upcoming": await meetings.upcoming(ask.db, ask.now),
            "held": await meetings.last_held(ask.db, 4),
            "bodies": await names.of_bodies(ask.db),
            "figures": await _figures(ask),
            **await _owed(ask),
            "news": teller.gist(news),
            "linked": linked.site(ask),
            "published": [opening(ask, found) for found in await publications.latest(ask.db, PUBLISHED)],
        },
    )


async def _owed(ask: Ask) -> dict[str, Any]:
    """What institutions still owe: how much, how much of it is late, and what is due first."""
    day = ask.now.astimezone(ask.language.zone).date().isoformat()
    owed = [one for one in await commitments.everyone(ask.db) if not one["closed"]]
    first = owed[:OWED]
    known = await names.of_holders(
        ask.db, [{"kind": "institution", "id": one["institution"]} for one in first]
    )

    def standing(one: Any) -> Standing:
        return commitments.standing(one, day)

    return {
        "owed": first,
        "owed_in_all": len(owed),
        "overdue": sum(standing(one) == "overdue" for one in owed),
        "standing": standing,
        "owing": known.holder,
    }


async def _figures(ask: Ask) -> dict[str, Any]:
    held, decisions = await meetings.tally(ask.db)
    working = [body for body in await bodies.everyone(ask.db) if not body["dissolved_on"]]
    return {
        "members": await organisations.count(ask.db, Wanted(membership="member")),
        "organisations": await organisations.count(ask.db, Wanted()),
        "held": held,
        "decisions": decisions,
        "bodies": len(working),
    }
