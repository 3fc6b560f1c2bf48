"""What is known already when a form opens? A table: the command, and what the read models say for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from services.outreach.desk import prefill_money
from services.outreach.desk.commands import Offer
from services.outreach.desk.rewriting import as_it_stands
from services.outreach.desk.visit import Visit
from shared.contracts.council import AgendaItem, AgendaItemProposed, AgendaSet, BallotReceived, Holder
from shared.contracts.membership import WorkingRulesSet
from shared.kernel.event import Ref
from shared.kernel.subject import TOKEN

Known = Mapping[str, Any]


async def prefilled(visit: Visit, offer: Offer, known: Known) -> dict[str, Any]:
    stands = await as_it_stands(visit, offer.name, known)
    find = PREFILLED.get(offer.name)
    return stands | (await find(visit, known) if find else {})


async def _attendance(visit: Visit, known: Known) -> dict[str, Any]:
    """Every seat that is filled; who came is what remains to be said."""
    db = visit.tools.mongo.database("portal")
    meeting = await db.find_one("meetings", {"_id": known.get("meeting", "")})
    body = await db.find_one("bodies", {"_id": meeting["body"]}) if meeting else None
    seats = [seat["seat"] for seat in body["seats"] if seat["holder"]] if body else []
    recorded = meeting["attendance"] if meeting else []
    marks = [{key: a[key] for key in ("seat", "presence", "arrived", "left")} for a in recorded]
    return {"seats": marks or [{"seat": seat} for seat in seats]}


async def _appointment(visit: Visit, known: Known) -> dict[str, Any]:
    """When and where it is now; what moves is changed."""
    meeting = await visit.tools.mongo.database("portal").find_one(
        "meetings", {"_id": known.get("meeting", "")}
    )
    return {key: meeting[key] for key in ("starts_at", "ends_at", "place")} if meeting else {}


async def _agenda(visit: Visit, known: Known) -> dict[str, Any]:
    """The agenda as it was set last, which a new one replaces; then what is proposed and not on it yet.

    From the log: what is confidential keeps its title and its papers, and stands in no public read model.
    """
    meeting = str(known.get("meeting", ""))
    if not TOKEN.fullmatch(meeting):
        return {}
    facts = [event.data for event in await visit.tools.log.load(Ref("council", "meeting", meeting))]
    agendas = [list(fact.items) for fact in facts if isinstance(fact, AgendaSet)]
    agenda = agendas[-1] if agendas else []
    taken_up = {item.proposal for item in agenda}
    asked = [fact for fact in facts if isinstance(fact, AgendaItemProposed)]
    left = [_item(one, owner=one.proposer) for one in asked if one.proposal not in taken_up]
    items = [*(_item(item, owner=item.owner) for item in agenda), *left]
    return {"items": [{**item, "number": number} for number, item in enumerate(items, 1)]} if items else {}


def _item(item: AgendaItem | AgendaItemProposed, owner: Holder | None) -> dict[str, Any]:
    keys = {"title", "minutes", "confidential", "papers", "proposal"}
    facts = item.model_dump(mode="json", include=keys)
    return {**facts, "owner": owner.model_dump(mode="json") if owner else None}


async def _count(visit: Visit, known: Known) -> dict[str, Any]:
    """A row for each candidate, in the order of the list, if papers were put into the box."""
    id = str(known.get("election", ""))
    election = await visit.tools.mongo.database("portal").find_one("elections", {"_id": id})
    if not election:
        return {}
    roll = [event.data for event in await visit.tools.log.load(Ref("council", "roll", id))]
    if not any(isinstance(fact, BallotReceived) and fact.channel == "in_person" for fact in roll):
        return {}
    return {"box": [{"organisation": candidate} for candidate in election["candidates"]]}


async def _minutes(visit: Visit, known: Known) -> dict[str, Any]:
    """The latest revision, to be corrected or adopted."""
    db = visit.tools.mongo.database("reporting")
    minutes = await db.find_one("minutes", {"_id": known.get("meeting", "")})
    last = minutes["revisions"][-1] if minutes else None
    return {"base": last["number"], "number": last["number"], "texts": last["texts"]} if last else {}


async def _principles(visit: Visit, _: Known) -> dict[str, Any]:
    """Every principle that an initiative answers."""
    events = await visit.tools.log.load(Ref("membership", "working_rules", "working-rules"))
    rules = [event.data for event in events if isinstance(event.data, WorkingRulesSet)]
    items = rules[-1].checklist if rules else ()
    return {"checklist": [{"principle": item.principle} for item in items]} if items else {}


async def _publication(visit: Visit, known: Known) -> dict[str, Any]:
    """The text as it stands, to be written anew or corrected; its marking is that of the day."""
    db = visit.tools.mongo.database("reporting")
    found = await db.find_one("publications", {"_id": known.get("publication", "")})
    return {key: found[key] for key in ("kind", "title", "text", "about", "agreement")} if found else {}


PREFILLED: dict[str, Callable[[Visit, Known], Awaitable[dict[str, Any]]]] = {
    "council.RecordAttendance": _attendance,
    "council.RescheduleMeeting": _appointment,
    "council.SetAgenda": _agenda,
    "council.CountBallots": _count,
    "council.CorrectMinutes": _minutes,
    "council.AdoptMinutes": _minutes,
    "membership.LaunchInitiative": _principles,
    "outreach.DraftPublication": _publication,
    "outreach.CorrectPublication": _publication,
    **prefill_money.PREFILLED,
}
