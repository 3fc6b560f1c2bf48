"""Who may be chosen where a command takes a person, and what is each called? (ADR 6)

Ids, roles and organisations stand in a read model; the names are read from the log each time, opened with
each person's key and kept nowhere. Who is forgotten has no name any more, and is offered no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.outreach.desk import naming, readers
from services.outreach.desk.accounts import Account
from services.outreach.desk.lookup import Lookup
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from shared.contracts.roles import BOUND
from shared.kernel.event import Event, Ref
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.mongo import Mongo
from shared.kernel.personal import Personal

Where = Mapping[str, Any]
Choices = list[tuple[str, str]]
MOST = 5_000
"""Persons that a field offers."""
KNOW_ALL = (*readers.STAFF, "finance")
NEW = N_("Somebody who is not in this list: the name is written below")
NAMED_BESIDE = {
    "person": ("person_name", "name"),
    "candidate": ("candidate_name",),
    "witness": ("witness_name",),
    "traveller": ("traveller_name",),
}
"""Fields for a person, and those for that person's name beside them."""


class People:
    def __init__(self, log: JetStreamLog, mongo: Mongo) -> None:
        """`log`: one that opens what is about persons."""
        self._log, self._db = log, mongo.database("reporting")

    async def known(self, where: Where) -> list[tuple[dict[str, Any], str]]:
        """Everybody of whom this is true and who has a name, with it; by name."""
        found = await self._db.find("persons", where, sort=[("_id", 1)], limit=MOST)
        names = await self._names(found)
        named = [(person, names[person["_id"]]) for person in found if person["_id"] in names]
        return sorted(named, key=lambda one: one[1].casefold())

    async def called(self, persons: Iterable[str]) -> dict[str, str]:
        """What each is called; who has no name (any more) is left out."""
        ids = sorted({*persons})
        return await self._names(await self._db.find("persons", {"_id": {"$in": ids}})) if ids else {}

    async def _names(self, persons: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        places = {person["_id"]: person["named_in"] for person in persons}
        versions = {(Ref(p["service"], p["entity"], p["id"]), p["version"]) for p in places.values()}
        events = {(e.ref, e.version): e.data for e in await self._log.versions(sorted(versions))}
        names = {}
        for id, place in places.items():
            event = events.get((Ref(place["service"], place["entity"], place["id"]), place["version"]))
            if event is not None and (name := _name(event, id)):
                names[id] = name
        return names


def _name(event: Event, person: str) -> str | None:
    for field, value in event:
        if field.endswith("name") and isinstance(value, Personal) and value.person == person:
            return value.value
    return None


def within(account: Account) -> Where:
    """Whose names this person may know: staff everybody's, others those of whom they act for."""
    if account.holds(*KNOW_ALL):
        return {}
    things = [grant.bound_to for grant in account.grants if grant.bound_to]
    of = [{"organisations": {"$in": things}}, {"roles.bound_to": {"$in": things}}]
    return {"$or": [{"_id": account.person}, *of]}


async def choices(
    people: People, account: Account, language: Language, lookup: Lookup, where: Where
) -> Choices:
    """Those of whom it is true and whose names this person may know, each with roles and organisations."""
    found = await people.known({"$and": [within(account), where]})
    await lookup.fetch("organisation", [id for person, _ in found for id in person["organisations"]])
    for role, kind in BOUND.items():
        held = [held["bound_to"] for person, _ in found for held in person["roles"] if held["role"] == role]
        await lookup.fetch(kind, held)
    return [(person["_id"], _shown(language, lookup, person, name)) for person, name in found]


def _shown(language: Language, lookup: Lookup, person: Mapping[str, Any], name: str) -> str:
    roles = [held for held in person["roles"] if held["role"] not in BOUND]
    bound = [(BOUND[held["role"]], held["bound_to"]) for held in person["roles"] if held["role"] in BOUND]
    things = dict.fromkeys([*bound, *(("organisation", id) for id in person["organisations"])])
    said = [
        *(naming.role(language, held["role"]) for held in roles),
        *(lookup.name(kind, id).striptags() for kind, id in things if id),
    ]
    return f"{name} ({', '.join(said)})" if said else name
