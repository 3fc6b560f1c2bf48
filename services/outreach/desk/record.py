"""What is this, in which state, what may I do with it now, and what happened? One page for any entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from services.outreach.desk import history, joining, money, month, naming, readers
from services.outreach.desk.commands import Offer
from services.outreach.desk.donor_reports import MODEL as REPORTS
from services.outreach.desk.headings import headings
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.preview import preview
from services.outreach.desk.visit import Visit
from services.outreach.portal.marking import N_
from shared.contracts.grants import BatchReleased
from shared.kernel.event import Recorded, Ref
from shared.kernel.subject import TOKEN

PUBLIC_PAGES = {
    "membership.organisation": "organisations",
    "membership.membership": "organisations",
    "council.body": "bodies",
    "council.meeting": "meetings",
    "council.election": "elections",
    "council.commitment": "commitments",
    "council.strategy": "strategies",
    "council.call": "consultations",
    "council.dialogue": "dialogues",
    "membership.position": "positions",
    "membership.training": "trainings",
    "membership.internship": "internships",
    "outreach.hub": "hubs",
    "outreach.logframe": "reports/logframes",
}
"""Where the public reads about it."""
READ = N_("Read the report")
PAYMENT_FILES = ("pain.001.001.09", "pain.001.001.03", "csv")


async def record(visit: Visit) -> Response:
    path = visit.request.path_params
    ref = Ref(path["service"], path["entity"], path["id"])
    if not all(TOKEN.fullmatch(part) for part in ref):
        return visit.not_found()
    events, allowed = await history.read(visit, ref)
    if not allowed and await joining.sits_there(visit, ref):
        return await _seat(visit, ref)
    if not allowed:
        return visit.not_allowed(readers.roles(ref.service, ref.entity), _public(visit, ref))
    asked = await visit.tools.giver.ask(ref.service, ref.entity, ref.id, visit.person.actor)
    known = await visit.tools.commands.all()
    offers = [offer for offer in known.values() if _concerns(offer, ref, visit)]
    if not events and not offers:
        return visit.not_found()
    lookup = Lookup(visit.tools.mongo, visit.language)
    headed = headings(visit, lookup)
    possible = asked.get("commands", ())
    return visit.show(
        "desk/record.html",
        ref=ref,
        kind=naming.kind(visit.language, ref.entity),
        name=(await headed.of(*ref[:2], [ref.id]))[ref.id],
        asked=asked,
        now=[_link(visit, o, ref) for o in offers if o.command in possible],
        otherwise=[_link(visit, o, ref) for o in offers if o.command not in possible],
        public=_public(visit, ref),
        all=readers.reads_all(visit.person, ref.service, ref.entity),
        preview=await preview(visit, ref, events),
        history=await history.told(visit, lookup, ref, events),
        month=await month.counted(visit, headed, ref, events),
        papers=_papers(visit, ref, events),
        join=joining.address(events),
        warnings=await money.warnings(visit, lookup, ref),
        done=naming.done(visit.language, known, visit.request.query_params.get("done", "")),
        after=visit.request.query_params.get("after", ""),
    )


async def _seat(visit: Visit, ref: Ref) -> Response:
    """Of a meeting, for those who sit there: the way in, and nothing else that is not public."""
    lookup = Lookup(visit.tools.mongo, visit.language)
    return visit.show(
        "desk/join.html",
        kind=naming.kind(visit.language, ref.entity),
        name=(await headings(visit, lookup).of(*ref[:2], [ref.id]))[ref.id],
        public=_public(visit, ref),
        join=joining.address(await visit.tools.sealed.load(ref)),
    )


def _concerns(offer: Offer, ref: Ref, visit: Visit) -> bool:
    same = (offer.service, offer.entity) == (ref.service, ref.entity)
    return same and offer.open_to(visit.person.actor)


def _link(visit: Visit, offer: Offer, ref: Ref) -> tuple[str, str, str]:
    """The words, the address of the form, what it does."""
    key = f"?{offer.key}={ref.id}" if offer.key else ""
    href = f"{visit.path('give', offer.service, offer.command)}{key}"
    return naming.command(visit.language, offer), href, visit.language.words(offer.help)


def _public(visit: Visit, ref: Ref) -> str | None:
    page = PUBLIC_PAGES.get(f"{ref.service}.{ref.entity}")
    return f"/{visit.language.code}/{page}/{ref.id}" if page else None


def _papers(visit: Visit, ref: Ref, events: Sequence[Recorded[Any]]) -> list[tuple[str, str]]:
    """What is made of it for those who may have it."""
    if (ref.service, ref.entity) == ("outreach", "report") and readers.reads_model(visit.person, REPORTS):
        return [(visit.language.words(READ), visit.path("reports", ref.id))]
    released = any(isinstance(event.data, BatchReleased) for event in events)
    if not released or not visit.person.holds("finance"):
        return []
    return [(format, visit.path("payment-files", ref.id, format)) for format in PAYMENT_FILES]
