"""Hubs: where can an organisation go and ask?"""

from __future__ import annotations

from services.outreach.portal.page import Ask, Page
from services.outreach.projections.portal import hubs as read
from services.outreach.projections.portal.territory import places


async def hubs(ask: Ask) -> Page:
    everyone = await read.everyone(ask.db)
    return Page("hubs.html", {"hubs": everyone, "places": await places(ask.db)})
