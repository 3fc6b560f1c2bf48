"""What happened to an entity, told for one reader: sentences with who, when, why, and all that each says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from services.outreach.desk import facts, people, readers
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.telling import sentence
from services.outreach.desk.visit import Visit
from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history as public
from services.outreach.projections.portal.public import PUBLIC
from shared.kernel.event import Recorded, Ref

PLATFORM = N_("the platform itself")
SYSTEM = "system:"
"""With this begins the name of a policy that acted."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event."""

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


async def read(visit: Visit, ref: Ref) -> tuple[list[Recorded[Any]], bool]:
    """The events as this person may read them, and whether they may."""
    sealed = await visit.tools.sealed.load(ref)
    own = readers.is_own(visit.person, ref.id, sealed)
    if not own and not readers.reads_all(visit.person, ref.service, ref.entity):
        return [], False
    if readers.sees_persons(visit.person, ref.service, ref.entity, own):
        return await visit.tools.log.load(ref), True
    return sealed, True


async def told(visit: Visit, lookup: Lookup, ref: Ref, events: Sequence[Recorded[Any]]) -> list[Told]:
    """The newest first."""
    await facts.fetch(lookup, events)
    people = await _people(visit, ref, events)
    sentences = await _sentences(visit, events)
    telling = facts.Telling(visit.language, lookup, ref, people)
    return [
        Told(
            position=event.position,
            on=event.at.isoformat(),
            recorded_at=event.recorded_at.isoformat(),
            late=event.at.date() != event.recorded_at.date(),
            sentence=sentences.get(event.position) or _unpublished(telling, event),
            reason=facts.reason(event),
            who=people.get(event.by, Markup.escape(event.by)),
            command=visit.language.words(facts.words(event.command_name)),
            facts=telling.facts(event),
            correlation=event.correlation,
        )
        for event in reversed(events)
    ]


def _unpublished(telling: facts.Telling, event: Recorded[Any]) -> Markup:
    """Where the public is told nothing; an event that this code does not know is told by its name."""
    return sentence.sentence(telling, event) or Markup.escape(facts.words(event.data.type_name))


async def _people(visit: Visit, ref: Ref, events: Sequence[Recorded[Any]]) -> dict[str, Markup]:
    """What those are called who acted, or whom the events speak of, where the reader may know it."""
    told = facts.names_told(events)
    sees = readers.sees_persons(visit.person, ref.service, ref.entity, own=False)
    spoken = {*facts.persons(events)} if sees else set()
    ids = sorted(({event.by for event in events} | spoken) - told.keys())
    known = await visit.tools.people.called(ids) if visit.person.holds(*people.KNOW_ALL) else {}
    named = {id: Markup.escape(name) for id, name in (known | told).items()}
    return named | {id: _who(visit, id) for id in ids if id.startswith(SYSTEM) or id == visit.person.person}


def _who(visit: Visit, person: str) -> Markup:
    """A policy, or whoever reads this."""
    said = visit.language.say(PLATFORM)
    return said if person.startswith(SYSTEM) else Markup.escape(visit.person.shown)


async def _sentences(visit: Visit, events: Sequence[Recorded[Any]]) -> dict[int, Markup]:
    """What the public is told about these events, in the same words."""
    entries = [public.happened(None, event) for event in events if type(event.data) in PUBLIC]
    called = await names.of_entries(visit.tools.mongo.database("portal"), entries)
    bodies = [about for entry in entries for about in entry["about"] if about.startswith("body:")]
    page = bodies[0] if bodies else ""
    return {each.position: each.sentence for each in Teller(visit.language, called, page).tell(entries)}
