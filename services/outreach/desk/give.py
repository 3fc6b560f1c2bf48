"""How does a person give a command? A form from its schema; refused, everything typed is still there."""

from __future__ import annotations

import uuid
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from services.outreach.desk import (
    choosing,
    creating,
    facts,
    findings,
    handing_in,
    history,
    money,
    naming,
    suggesting,
    things,
    which,
    whom,
)
from services.outreach.desk.asked import Asked, Whom
from services.outreach.desk.commands import Offer
from services.outreach.desk.forms.fields import Builder, Field, by_path, everywhere
from services.outreach.desk.forms.raw import Raw, places, raw_of, renumbered
from services.outreach.desk.forms.reading import command_of, tidy
from services.outreach.desk.forms.shape import Shape, command_shape
from services.outreach.desk.giving import Reply
from services.outreach.desk.headings import headings
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.prefill import prefilled
from services.outreach.desk.preview import WRITING, preview
from services.outreach.desk.visit import Visit
from shared.contracts.roles import BOUND
from shared.kernel.event import Ref
from shared.kernel.subject import TOKEN


async def give(visit: Visit) -> Response:
    path = visit.request.path_params
    offer = await visit.tools.commands.one(f"{path['service']}.{path['command']}")
    if offer is None:
        return visit.not_found()
    if not offer.open_to(visit.person.actor):
        return visit.not_allowed(role for role, _ in offer.roles)
    shape = command_shape(offer.schema)
    if visit.sent is None:
        return await _begun(visit, offer, shape)
    assert visit.session is not None
    if not visit.session.accepts(visit.text(".csrf")):
        return await _shown(visit, offer, shape, visit.raw(), status=403, stale=True)
    return await _sent(visit, offer, shape)


async def _begun(visit: Visit, offer: Offer, shape: Shape) -> Response:
    """With what the address says, what the person's role says, and what is known about the entity."""
    query = visit.request.query_params
    known: dict[str, Any] = {name: query[name] for name in shape.properties if name in query}
    for grant in visit.person.grants:
        field = BOUND.get(grant.role, "")
        if grant.bound_to and field in shape.properties and (grant.role, field) in offer.roles:
            known.setdefault(field, grant.bound_to)
        if grant.bound_to and field and "proposer" in shape.properties:
            known.setdefault("proposer", {"kind": field, "id": grant.bound_to})
    if missing := await which.missing(visit, offer, shape, known):
        return missing
    known |= await prefilled(visit, offer, known)
    return await _shown(visit, offer, shape, raw_of(shape, known, visit.tools.settings.zone))


async def _sent(visit: Visit, offer: Offer, shape: Shape) -> Response:
    raw, unread = await handing_in.kept(visit, visit.raw())
    if unread:
        return await _shown(visit, offer, shape, raw, status=422, problem=unread)
    more, less = visit.text(".more"), visit.text(".less")
    if more or less:
        return await _shown(visit, offer, shape, _without(raw, less) if less else tidy(shape, raw), more=more)
    raw = await _completed(visit, shape, tidy(shape, raw))
    id = visit.text(".id") or str(uuid.uuid4())
    whole = creating.filled(offer.name, raw, id)
    body = command_of(shape, whole, visit.tools.settings.zone)
    reply = await visit.tools.giver.give(offer.service, offer.command, body, id, visit.person.actor)
    if "status" in reply:
        return await _shown(visit, offer, shape, raw, status=reply["status"], problem=reply)
    return visit.go(await _onward(visit, offer, reply))


async def _completed(visit: Visit, shape: Shape, raw: Raw) -> Raw:
    """With what follows from what was chosen: the kind of a thing, the name of a person."""
    asking = Whom(visit.tools.people, visit.person)
    lookup = Lookup(visit.tools.mongo, visit.language)
    asked = Asked(visit.tools.mongo, visit.language, lookup, raw, asking)
    raw = await things.with_kinds(asked, Builder(raw, {}).fields(shape))
    return await whom.completed(asking, raw)


async def _onward(visit: Visit, offer: Offer, reply: Reply) -> str:
    """To the next item of the queue, or to the record of what was changed, if the person may read it."""
    done = f"after={reply['position']}&done={offer.name}"
    ref = Ref(*reply["entity"].split("."))
    if visit.text(".from") == "queue" or not (await history.read(visit, ref))[1]:
        return f"{visit.path()}?{done}"
    return f"{visit.path('record', *ref)}?{done}"


def _without(raw: Raw, row: str) -> Raw:
    path, _, number = row.rpartition("/")
    kept = [n for n in places(raw, path) if str(n) != number]
    return renumbered(raw, path, kept)


async def _shown(
    visit: Visit,
    offer: Offer,
    shape: Shape,
    raw: Raw,
    *,
    status: int = 200,
    problem: Reply | None = None,
    more: str = "",
    stale: bool = False,
) -> Response:
    wrongs = findings.told(visit.language, problem.get("errors", ()) if problem else ())
    placed, left = by_path(wrongs, Builder(raw, {}).fields(shape))
    fields = creating.shown(offer.name, Builder(raw, placed, more).fields(shape))
    lookup = Lookup(visit.tools.mongo, visit.language)
    wrong = [field for field in everywhere(fields) if field.errors]
    ref = _ref(offer, raw)
    events = (await history.read(visit, ref))[0] if ref else []
    id = visit.text(".id") or str(uuid.uuid4())
    asking = Whom(visit.tools.people, visit.person, id, facts.names_told(events))
    asked = Asked(visit.tools.mongo, visit.language, lookup, raw, asking)
    lists = await _lists(asked, offer, fields)
    await suggesting.suggest(asked, offer.name, fields)
    things.eased(fields)
    whom.eased(fields, lists)
    return visit.show(
        "desk/give.html",
        status,
        offer=offer,
        title=naming.command(visit.language, offer),
        about=await _about(visit, lookup, offer, ref),
        preview=await preview(visit, ref, events) if ref and offer.name not in WRITING else None,
        history=await history.told(visit, lookup, ref, events) if ref else [],
        warnings=await _warnings(visit, lookup, offer, raw),
        fields=fields,
        lists=lists,
        key=offer.key,
        problem=problem,
        left=left,
        wrong=wrong,
        stale=stale,
        id=id,
        origin=visit.text(".from") or visit.request.query_params.get("from", ""),
        zone=visit.tools.settings.time_zone,
        timed=any(field.kind == "moment" for field in everywhere(fields)),
    )


def _ref(offer: Offer, raw: Raw) -> Ref | None:
    """What the command is for, if it is known already.

    What is recorded about it is shown to those who may read it: nobody should have to look it up.
    """
    id = (raw.get(offer.key or "") or [""])[0]
    there = TOKEN.fullmatch(id) and offer.key not in creating.NEW.get(offer.name, ())
    return Ref(offer.service, offer.entity, id) if there else None


async def _about(visit: Visit, lookup: Lookup, offer: Offer, ref: Ref | None) -> tuple[str, Any] | None:
    """The record that the command is for: its address, and the name that its field's value has."""
    if ref is None:
        return None
    kind = offer.key or ""
    await lookup.fetch(kind, [ref.id])
    if lookup.knows(kind, ref.id):
        return visit.path("record", *ref), lookup.name(kind, ref.id)
    found = await headings(visit, lookup).of(ref.service, ref.entity, [ref.id])
    return visit.path("record", *ref), found[ref.id]


async def _warnings(visit: Visit, lookup: Lookup, offer: Offer, raw: Raw) -> list[Markup]:
    id = (raw.get(offer.key or "") or [""])[0]
    return await money.warnings(visit, lookup, Ref(offer.service, offer.entity, id))


async def _lists(asked: Asked, offer: Offer, fields: list[Field]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the fields that take an id, once for each name."""
    kinds = things.kinds(fields)
    ids = {field.of for field in everywhere(fields) if field.kind in ("id", "lines")}
    wanted = sorted(ids - kinds.keys())
    found = {name: await choosing.choices(asked, offer.name, name) for name in wanted}
    found |= {name: await things.offered(asked, of) for name, of in kinds.items()}
    return {name: offered for name, offered in found.items() if offered}
