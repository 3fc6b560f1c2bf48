"""What are the things called that a page speaks of? Read models hold ids; names are joined here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from services.outreach.projections.portal import (
    bodies,
    consultations,
    dialogues,
    documents,
    institutions,
    internships,
    organisations,
    positions,
    publications,
    strategies,
    timeline,
    trainings,
)
from shared.kernel.mongo import Database

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; an id without a name (not recorded yet) is shown as the id."""

    organisations: dict[str, Text] = field(default_factory=dict)
    institutions: dict[str, Text] = field(default_factory=dict)
    bodies: dict[str, Text] = field(default_factory=dict)
    documents: dict[str, Text] = field(default_factory=dict)
    strategies: dict[str, Text] = field(default_factory=dict)
    commitments: dict[str, Any] = field(default_factory=dict)
    """Whole documents: a commitment is named by its text, and by who owes it."""
    meetings: dict[str, Any] = field(default_factory=dict)
    """Whole documents: a meeting is named by its body and day."""
    titles: dict[str, dict[str, Text]] = field(default_factory=dict)
    """By kind of entity and id; see `TITLED`."""
    elections: dict[str, Any] = field(default_factory=dict)
    """Whole documents: a sentence counts seats and candidates."""

    def title(self, kind: str, id: str) -> Text:
        return self.titles.get(kind, {}).get(id, {"en": id})

    def holder(self, holder: Any) -> Text:
        known = self.organisations if holder["kind"] == "organisation" else self.institutions
        return known.get(holder["id"], {"en": holder["id"]})

    def organisation(self, id: str) -> Text:
        return self.organisations.get(id, {"en": id})

    def institution(self, id: str) -> Text:
        return self.institutions.get(id, {"en": id})

    def body(self, id: str) -> Text:
        return self.bodies.get(id, {"en": id})

    def election(self, id: str) -> Text:
        return self.elections[id]["title"] if id in self.elections else {"en": id}


async def of_holders(db: Database, holders: Iterable[Any], more: Iterable[str] = ()) -> Names:
    """The names of holders of seats, and of further organisations, and of every body."""
    ids: dict[str, set[str]] = {"organisation": set(more), "institution": set()}
    for holder in holders:
        if holder:
            ids[holder["kind"]].add(holder["id"])
    return Names(
        organisations=await organisations.names(db, ids["organisation"]),
        institutions=await institutions.names(db, ids["institution"]),
        bodies=await of_bodies(db),
    )


async def of_bodies(db: Database) -> dict[str, Text]:
    return {body["_id"]: body["name"] for body in await bodies.everyone(db)}


async def of_entries(db: Database, entries: Iterable[Any]) -> Names:
    """The names that the sentences about these entries of the history need."""
    entries = list(entries)
    ids = {kind: {e["id"] for e in entries if e["entity"] in kinds} for kind, kinds in _KINDS.items()}
    holders = [e["facts"][key] for e in entries for key in ("holder", "proposer") if key in e["facts"]]
    holders += [{"kind": "institution", "id": id} for id in _named(entries, "institution")]
    owed = await db.find("commitments", {"_id": {"$in": sorted(ids["commitments"])}})
    holders += [{"kind": "institution", "id": one["institution"]} for one in owed]
    accepted = _named(entries, "document")
    hosts = {e["facts"]["host"] for e in entries if e["entity"] == "internship"}
    named = ids["organisations"] | _named(entries, "organisation") | hosts | _in_lists(entries)
    seats = await of_holders(db, holders, more=named)
    meetings = await db.find("meetings", {"_id": {"$in": sorted(ids["meetings"])}})
    elections = await db.find("elections", {"_id": {"$in": sorted(ids["elections"])}})
    return Names(
        organisations=seats.organisations,
        institutions=seats.institutions,
        bodies=seats.bodies,
        documents=await documents.names(db, ids["documents"] | accepted),
        strategies=await strategies.titles(db, ids["strategies"]),
        commitments={one["_id"]: one for one in owed},
        meetings={meeting["_id"]: meeting for meeting in meetings},
        titles=await _titles(db, entries),
        elections={election["_id"]: election for election in elections},
    )


async def _titles(db: Database, entries: list[Any]) -> dict[str, dict[str, Text]]:
    """Asked for together, and only where an entry names one."""
    wanted = {kind: ids for kind in TITLED if (ids := _named(entries, kind))}
    found = await asyncio.gather(*(TITLED[kind](db, ids) for kind, ids in wanted.items()))
    return dict(zip(wanted, found, strict=True))


def _named(entries: Iterable[Any], kind: str) -> set[str]:
    """The ids of this kind that entries are about, or name under it among their facts."""
    about = {e["id"] for e in entries if e["entity"] == kind}
    return about | {e["facts"][kind] for e in entries if e["facts"].get(kind)}


def _in_lists(entries: Iterable[Any]) -> set[str]:
    """The organisations between which a lot was drawn, and those that were elected."""
    named: set[str] = set()
    for facts in (entry["facts"] for entry in entries):
        named |= {id for key in ("tied", "drawn") for id in facts.get(key, ())}
        named |= {row["organisation"] for row in facts.get("elected", ())}
    return named


_KINDS = {
    "organisations": ("organisation", "membership", "acceptance", "activity"),
    "documents": ("document",),
    "strategies": ("strategy",),
    "meetings": ("meeting", "minutes"),
    "commitments": ("commitment",),
    "elections": ("election", "roll"),
}

Titles = Callable[[Database, Iterable[str]], Awaitable[dict[str, Text]]]
TITLED: dict[str, Titles] = {
    "position": positions.titles,
    "training": trainings.titles,
    "internship": internships.titles,
    "publication": publications.titles,
    "call": consultations.titles,
    "dialogue": dialogues.titles,
    "act": timeline.titles,
}
"""Kinds of entity that are called by a title; a new kind is a row here."""
