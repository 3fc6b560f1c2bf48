"""What is known already when a form opens? A table: the command, and what the read models say for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from services.outreach.desk import prefill_money
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
    marks = [{key: a[key] for key in ("seat", "presence", "arrived", "left")} for a in recorded]
    return {"seats": marks or [{"seat": seat} for seat in seats]}


async def _agenda(visit: Visit, known: Known) -> dict[str, Any]:
    """The agenda as it was set last, which a new one replaces; then what is proposed and not on it yet."""
    db = visit.tools.mongo.database("portal")
    meeting = await db.find_one("meetings", {"_id": known.get("meeting", "")})
    if meeting is None:
        return {}
    taken_up = {item["proposal"] for item in meeting["agenda"]}
    left = [one for one in meeting["proposals"] if one["proposal"] not in taken_up]
    asked = [_item({**one, "owner": one["proposer"]}) for one in left]
    items = [*map(_item, meeting["agenda"]), *asked]
    return {"items": [{**item, "number": number} for number, item in enumerate(items, 1)]}


def _item(item: Any) -> dict[str, Any]:
    keys = ("title", "minutes", "confidential", "owner", "papers", "proposal")
    return {key: item[key] for key in keys}


async def _minutes(visit: Visit, known: Known) -> dict[str, Any]:
    """The latest revision, to be corrected or adopted."""
    db = visit.tools.mongo.database("reporting")
    minutes = await db.find_one("minutes", {"_id": known.get("meeting", "")})
    last = minutes["revisions"][-1] if minutes else None
    return {"base": last["number"], "number": last["number"], "texts": last["texts"]} if last else {}


async def _publication(visit: Visit, known: Known) -> dict[str, Any]:
    """The text as it stands, to be written anew or corrected; its marking is that of the day."""
    db = visit.tools.mongo.database("reporting")
    found = await db.find_one("publications", {"_id": known.get("publication", "")})
    return {key: found[key] for key in ("kind", "title", "text", "about", "agreement")} if found else {}


PREFILLED: dict[str, Callable[[Visit, Known], Awaitable[dict[str, Any]]]] = {
    "council.RecordAttendance": _attendance,
    "council.SetAgenda": _agenda,
    "council.CorrectMinutes": _minutes,
    "council.AdoptMinutes": _minutes,
    "outreach.DraftPublication": _publication,
    "outreach.CorrectPublication": _publication,
    **prefill_money.PREFILLED,
}
