"""What is this, in which state, what may I do with it now, and what happened? One page for any entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from services.outreach.desk import facts, naming, readers
from services.outreach.desk.commands import Offer
from services.outreach.desk.lookup import SOURCES, Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history as public
from shared.kernel.event import Recorded, Ref
from shared.kernel.problem import STATUS, NotAllowed
from shared.kernel.subject import TOKEN

PUBLIC_PAGES = {
    "membership.organisation": "organisations",
    "membership.membership": "organisations",
    "council.body": "bodies",
    "council.meeting": "meetings",
}
"""Where the public reads about it."""
PLATFORM = N_("the platform itself")
SYSTEM = "system:"
"""With this begins the name of a policy that acted."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the history."""

    position: int
    on: str
    recorded_at: str
    late: bool
    sentence: Markup
    reason: str
    who: Markup
    command: str
    facts: list[facts.Fact]
    correlation: str


async def record(visit: Visit) -> Response:
    path = visit.request.path_params
    ref = Ref(path["service"], path["entity"], path["id"])
    if not all(TOKEN.fullmatch(part) for part in ref):
        return visit.show("desk/not_found.html", 404)
    events, allowed = await _read(visit, ref)
    if not allowed:
        roles = [naming.role(visit.language, r) for r in readers.roles(ref.service, ref.entity)]
        return visit.show("desk/not_allowed.html", STATUS[NotAllowed], roles=roles)
    asked = await visit.tools.giver.ask(ref.service, ref.entity, ref.id, visit.person.actor)
    known = await visit.tools.commands.all()
    offers = [offer for offer in known.values() if _concerns(offer, ref, visit)]
    if not events and not offers:
        return visit.show("desk/not_found.html", 404)
    lookup = Lookup(visit.tools.mongo, visit.language)
    possible = asked.get("commands", ())
    return visit.show(
        "desk/record.html",
        ref=ref,
        kind=naming.kind(visit.language, ref.entity),
        name=await _name(lookup, ref),
        asked=asked,
        now=[_link(visit, o, ref) for o in offers if o.command in possible],
        otherwise=[_link(visit, o, ref) for o in offers if o.command not in possible],
        public=_public(visit, ref),
        history=await _told(visit, lookup, ref, events),
        done=naming.done(visit.language, known, visit.request.query_params.get("done", "")),
        after=visit.request.query_params.get("after", ""),
    )


async def _read(visit: Visit, ref: Ref) -> tuple[list[Recorded[Any]], bool]:
    """The events as this person may read them, and whether they may."""
    sealed = await visit.tools.sealed.load(ref)
    own = readers.is_own(visit.person, ref.id, sealed)
    if not own and not readers.reads_all(visit.person, ref.service, ref.entity):
        return [], False
    if readers.sees_persons(visit.person, ref.service, ref.entity, own):
        return await visit.tools.log.load(ref), True
    return sealed, True


def _concerns(offer: Offer, ref: Ref, visit: Visit) -> bool:
    same = (offer.service, offer.entity) == (ref.service, ref.entity)
    return same and offer.open_to(visit.person.actor)


def _link(visit: Visit, offer: Offer, ref: Ref) -> tuple[str, str, str]:
    """The words, the address of the form, what it does."""
    key = f"?{offer.key}={ref.id}" if offer.key else ""
    href = f"{visit.path('give', offer.service, offer.command)}{key}"
    return naming.command(visit.language, offer), href, offer.help


async def _name(lookup: Lookup, ref: Ref) -> Markup:
    kinds = [k for k, s in SOURCES.items() if s.entity == f"{ref.service}.{ref.entity}"]
    kind = kinds[0] if kinds else "organisation"
    await lookup.fetch(kind, [ref.id])
    return lookup.name(kind, ref.id)


def _public(visit: Visit, ref: Ref) -> str | None:
    page = PUBLIC_PAGES.get(f"{ref.service}.{ref.entity}")
    return f"/{visit.language.code}/{page}/{ref.id}" if page else None


async def _told(visit: Visit, lookup: Lookup, ref: Ref, events: Sequence[Recorded[Any]]) -> list[Told]:
    """The newest first."""
    await facts.fetch(lookup, events)
    who = await _who(visit, {event.by for event in events})
    sentences = await _sentences(visit, ref)
    telling = facts.Telling(visit.language, lookup)
    return [
        Told(
            position=event.position,
            on=event.at.isoformat(),
            recorded_at=event.recorded_at.isoformat(),
            late=event.at.date() != event.recorded_at.date(),
            sentence=sentences.get(event.position) or visit.language.say(facts.words(event.data.type_name)),
            reason=facts.reason(event),
            who=who[event.by],
            command=event.command_name,
            facts=telling.facts(event),
            correlation=event.correlation,
        )
        for event in reversed(events)
    ]


async def _who(visit: Visit, persons: set[str]) -> dict[str, Markup]:
    """Who acted: by name for those who may know it."""
    return {person: await _one(visit, person) for person in persons}


async def _one(visit: Visit, person: str) -> Markup:
    if person.startswith(SYSTEM):
        return visit.language.say(PLATFORM)
    knows = visit.person.holds(*readers.STAFF, "finance") or person == visit.person.person
    account = await visit.tools.accounts.of(person) if knows and TOKEN.fullmatch(person) else None
    return Markup.escape(account.shown if account else person)


async def _sentences(visit: Visit, ref: Ref) -> dict[int, Markup]:
    """What the public is told about these events, in the same words."""
    db = visit.tools.mongo.database("portal")
    entries = await public.about(db, f"{public.SAME_PAGE.get(ref.entity, ref.entity)}:{ref.id}", limit=1_000)
    mine = [entry for entry in entries if (entry["entity"], entry["id"]) == (ref.entity, ref.id)]
    called = await names.of_entries(db, mine)
    return {told.position: told.sentence for told in Teller(visit.language, called).tell(mine)}
