"""What else is there? Every kind of record that I may read, with what I may begin; and one kind's records."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from starlette.responses import Response

from services.outreach.desk import naming, readers
from services.outreach.desk.commands import Offer
from services.outreach.desk.headings import headings
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.visit import Visit

AT_ONCE = 50


async def kinds(visit: Visit) -> Response:
    by_kind: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer in (await visit.tools.commands.all()).values():
        if readers.reads_all(visit.person, offer.service, offer.entity):
            by_kind[offer.service, offer.entity] += []
        if offer.open_to(visit.person.actor):
            by_kind[offer.service, offer.entity].append(offer)
    groups: dict[str, list[Any]] = defaultdict(list)
    for (service, entity), offers in sorted(by_kind.items()):
        groups[service].append(_kind(visit, service, entity, offers))
    return visit.show("desk/kinds.html", groups=groups)


def _kind(visit: Visit, service: str, entity: str, offers: list[Offer]) -> Any:
    """The words for it, the address of its list for who reads it, and what may be begun."""
    reads = readers.reads_all(visit.person, service, entity)
    commands = [_command(visit, offer) for offer in offers]
    href = visit.path("record", service, entity) if reads else None
    return naming.kind(visit.language, entity), href, commands


def _command(visit: Visit, offer: Offer) -> tuple[str, str, str]:
    href = visit.path("give", offer.service, offer.command)
    return naming.command(visit.language, offer), href, visit.language.words(offer.help)


async def records(visit: Visit) -> Response:
    """The latest of one kind, or those whose id begins as asked."""
    service, entity = visit.request.path_params["service"], visit.request.path_params["entity"]
    if not readers.reads_all(visit.person, service, entity):
        return visit.not_allowed(readers.roles(service, entity))
    begins = visit.request.query_params.get("q", "").strip()
    page = _page(visit.request.query_params.get("page", ""))
    where: dict[str, Any] = {"service": service, "entity": entity, "version": 1}
    if begins:
        where["id"] = {"$gte": begins, "$lt": begins + "\uffff"}
    db = visit.tools.mongo.database("reporting")
    found = await db.find(
        "audit", where, sort=[("position", -1)], skip=(page - 1) * AT_ONCE, limit=AT_ONCE + 1
    )
    headed = headings(visit, Lookup(visit.tools.mongo, visit.language))
    names = await headed.of(service, entity, [row["id"] for row in found[:AT_ONCE]])
    rows = [
        (visit.path("record", service, entity, row["id"]), names[row["id"]], row) for row in found[:AT_ONCE]
    ]
    return visit.show(
        "desk/records.html",
        kind=naming.kind(visit.language, entity),
        rows=rows,
        begins=begins,
        page=page,
        more=len(found) > AT_ONCE,
        address=visit.path("record", service, entity),
    )


def _page(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1
