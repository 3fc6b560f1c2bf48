"""How is a record headed, so that a person recognises it? By its name, or by what it is about."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from services.outreach.desk import facts, naming, people, readers
from services.outreach.desk.heading_rows import ALONE, BEGUN, OF, SAID, TITLES
from services.outreach.desk.lookup import SOURCES, Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from shared.kernel.event import Recorded, Ref

NAMELESS = N_("somebody whose name is not shown to you")
SOURCE_OF = {source.entity: kind for kind, source in SOURCES.items()}
PLACE = re.compile(r"%\((\w+)\)s")
Said = Mapping[str, Any]
Versions = Callable[[Sequence[tuple[Ref, int]]], Awaitable[list[Recorded[Any]]]]
Called = Callable[[str, str, Iterable[str]], Awaitable[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Headings:
    """For one reader."""

    language: Language
    lookup: Lookup
    versions: Versions
    """Events without what is about persons."""
    called: Called
    """What these persons are called, of those whose names the reader may know in records of this kind."""

    async def of(self, service: str, entity: str, ids: Sequence[str]) -> dict[str, Markup]:
        """Each with a capital at its beginning."""
        named = await self._named(f"{service}.{entity}", ids)
        refs = [Ref(service, entity, id) for id in ids if id not in named]
        told = await self._told(service, entity, refs) if refs else {}
        return {id: _capital(found) for id, found in (named | told).items()}

    async def _named(self, kind: str, ids: Sequence[str]) -> dict[str, Markup]:
        """Those to which a read model gives a name, and those of which there is one."""
        if kind in ALONE:
            return {id: self.language.say(ALONE[kind]) for id in ids}
        if (source := SOURCE_OF.get(kind)) is None or kind in SAID:
            return {}
        await self.lookup.fetch(source, ids)
        names = {id: self.lookup.name(source, id) for id in ids}
        return {id: name for id, name in names.items() if name != escape(id)}

    async def _told(self, service: str, entity: str, refs: Sequence[Ref]) -> dict[str, Markup]:
        begun = {event.ref: event for event in await self.versions([(ref, 1) for ref in refs])}
        await facts.fetch(self.lookup, begun.values())
        said = {ref: {**_payload(begun.get(ref)), **_of_id(ref)} for ref in refs}
        await self._fetch(said.values())
        persons = sorted({one["person"] for one in said.values() if isinstance(one.get("person"), str)})
        names = await self.called(service, entity, persons) if persons else {}
        return {ref.id: self._heading(ref, said[ref], names) for ref in refs}

    async def _fetch(self, said: Iterable[Said]) -> None:
        """The names of what ids are made of."""
        wanted: dict[str, set[str]] = {}
        for name, value in ((name, value) for one in said for name, value in one.items()):
            if name in ("topic", "topics"):  # of the newsletter: they stand in one document
                wanted.setdefault("topic", set())
            for kind in KINDS.get(name, (name,)):
                if kind in SOURCES and isinstance(value, str):
                    wanted.setdefault(kind, set()).add(value)
        for kind, ids in wanted.items():
            await self.lookup.fetch(kind, ids)

    def _heading(self, ref: Ref, said: Said, names: Mapping[str, str]) -> Markup:
        kind = f"{ref.service}.{ref.entity}"
        one = _One(self.language, self.lookup, ref, said, names)
        if kind in SAID and all(place in said for place in PLACE.findall(SAID[kind])):
            return self.language.say(SAID[kind], **{p: one.told(p) for p in PLACE.findall(SAID[kind])})
        if parts := [one.told(name) for name in (*_of_id(ref), *BEGUN.get(kind, ())) if name in said]:
            return Markup("{}: {}").format(naming.kind(self.language, ref.entity), Markup(", ").join(parts))
        title = next((said[name] for name in TITLES if isinstance(said.get(name), dict)), None)
        return self.language.name(title) if title else escape(ref.id)


KINDS = {"holder": ("organisation", "institution"), "agreement": ("fund",)}
"""What a place names, where that is not the word for its kind."""


@dataclass(frozen=True, slots=True)
class _One:
    """The facts by which one record is headed."""

    language: Language
    lookup: Lookup
    ref: Ref
    said: Said
    names: Mapping[str, str]

    def told(self, name: str) -> Markup:
        value = self.said[name]
        match name, value:
            case "person", str():
                return escape(self.names[value]) if value in self.names else self.language.say(NAMELESS)
            case "topic", str():
                return self.lookup.name("topic", value)
            case "topics", [*topics]:
                return Markup(", ").join(self.lookup.name("topic", topic) for topic in topics)
            case "lines", [*lines]:
                return escape(self.language.number(len(lines)))
            case "requested_at", str():
                return escape(self.language.day(value))
            case "title" | "name", dict():
                return self.language.name(value)
        for kind in KINDS.get(name, ()):
            if self.lookup.knows(kind, value):
                return self.lookup.name(kind, value)
        telling = facts.Telling(self.language, self.lookup, self.ref, {}, call=self.lookup.name)
        return telling.value(name, value, self.said)


def _payload(event: Recorded[Any] | None) -> Said:
    return facts.payload(event) if event else {}


def _of_id(ref: Ref) -> dict[str, str]:
    """What the id is made of."""
    found = re.fullmatch(OF.get(f"{ref.service}.{ref.entity}", ""), ref.id)
    return found.groupdict() if found else {}


def _capital(name: Markup) -> Markup:
    return name[:1].upper() + name[1:]


def headings(visit: Visit, lookup: Lookup) -> Headings:
    async def called(service: str, entity: str, persons: Iterable[str]) -> Mapping[str, str]:
        own = {visit.person.person: visit.person.shown}
        sees = readers.sees_persons(visit.person, service, entity, own=False)
        if not (sees and visit.person.holds(*people.KNOW_ALL)):
            return own
        return own | await visit.tools.people.called(persons)

    return Headings(visit.language, lookup, visit.tools.sealed.versions, called)
