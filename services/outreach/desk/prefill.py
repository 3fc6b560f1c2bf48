"""What is known already when a form opens? A table: the command, and what the read models say for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from services.outreach.desk.commands import Offer
from services.outreach.desk.visit import Visit

Known = Mapping[str, Any]


async def prefilled(visit: Visit, offer: Offer, known: Known) -> dict[str, Any]:
    find = PREFILLED.get(offer.name)
    return await find(visit, known) if find else {}


async def _attendance(visit: Visit, known: Known) -> dict[str, Any]:
    """Every seat that is filled; who came is what remains to be said."""
    db = visit.tools.mongo.database("portal")
    meeting = await db.find_one("meetings", {"_id": known.get("meeting", "")})
    body = await db.find_one("bodies", {"_id": meeting["body"]}) if meeting else None
    seats = [seat["seat"] for seat in body["seats"] if seat["holder"]] if body else []
    recorded = meeting["attendance"] if meeting else []
    marks = [{"seat": a["seat"], "presence": a["presence"]} for a in recorded]
    return {"seats": marks or [{"seat": seat} for seat in seats]}


async def _granted(visit: Visit, known: Known) -> dict[str, Any]:
    """Each item as it is claimed."""
    claim = await visit.tools.mongo.database("reporting").find_one("claims", {"_id": known.get("claim", "")})
    return {"granted": [item["cents"] for item in claim["items"]]} if claim else {}


async def _agenda(visit: Visit, known: Known) -> dict[str, Any]:
    """The agenda as it was set last: a new one takes its place."""
    db = visit.tools.mongo.database("portal")
    meeting = await db.find_one("meetings", {"_id": known.get("meeting", "")})
    return {"items": [_item(item) for item in meeting["agenda"]]} if meeting else {}


def _item(item: Any) -> dict[str, Any]:
    return {key: item[key] for key in ("number", "title", "minutes", "confidential")}


PREFILLED: dict[str, Callable[[Visit, Known], Awaitable[dict[str, Any]]]] = {
    "council.RecordAttendance": _attendance,
    "council.SetAgenda": _agenda,
    "grants.ApproveClaim": _granted,
}
