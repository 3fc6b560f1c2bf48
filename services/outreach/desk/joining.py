"""How does somebody from afar join a meeting? The address is for staff and for those who sit in the body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.desk.visit import Visit
from services.outreach.projections.portal import bodies, meetings
from shared.contracts import council
from shared.kernel.event import Recorded, Ref

SEATED = {"organisation": "cso", "institution": "government"}
"""By the kind of the holder of a seat: the role of those who speak for it."""


async def sits_there(visit: Visit, ref: Ref) -> bool:
    """Whether this person speaks for somebody with a seat in the body that meets."""
    if (ref.service, ref.entity) != ("council", "meeting"):
        return False
    db = visit.tools.mongo.database("portal")
    meeting = await meetings.one(db, ref.id)
    body = await bodies.one(db, meeting["body"]) if meeting else None
    holders = [seat["holder"] for seat in body["seats"] if seat["holder"]] if body else []
    return any(holder["id"] in visit.person.actor.bound(SEATED[holder["kind"]]) for holder in holders)


def address(events: Iterable[Recorded[Any]]) -> str:
    """As it was given last, for a meeting that is still to come; else nothing."""
    found = ""
    for event in events:
        match event.data:
            case council.MeetingRescheduled(online_ended=True):
                found = ""
            case council.MeetingScheduled(online_link=link) | council.MeetingRescheduled(online_link=link):
                found = link or found
            case council.MeetingHeld() | council.MeetingCancelled():
                return ""
    return found if found.startswith(("https://", "http://")) else ""
