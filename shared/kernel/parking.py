"""What happens to an event that a projection cannot fold?

Its entity is parked for that generation of the read model: this event and all its later ones are noted in
order, everything else goes on. The events themselves stay in the log; only their places are noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from shared.kernel.event import Ref
from shared.kernel.generation import PARKED, Generation, Generations
from shared.kernel.mongo import Document, Session
from shared.kernel.replay import Poison


async def parked_refs(generations: Generations, generation: Generation) -> set[Ref]:
    entries = await generations.database.find(PARKED, generation.key, fields=["ref"])
    return {Ref(*entry["ref"]) for entry in entries}


async def park(
    generations: Generations, generation: Generation, poison: Iterable[Poison], session: Session
) -> None:
    """Notes the events, behind those already noted for their entities; part of the batch's transaction."""
    in_order = sorted(poison, key=lambda one: (one.ref, one.position))
    for ref, events in groupby(in_order, key=lambda one: one.ref):
        noted = list(events)
        change = {
            "$setOnInsert": {**generation.key, "ref": list(ref), "since": datetime.now(UTC)}
            | {"error": noted[0].error},
            "$push": {"events": {"$each": [_place(one) for one in noted]}},
        }
        key = {"_id": _id(generation, ref)}
        await generations.database.update(PARKED, key, change, session, upsert=True)


async def still_poison(
    generations: Generations, generation: Generation, ref: Ref, error: str, session: Session
) -> None:
    """Notes why a retry failed."""
    change = {"$set": {"error": error, "tried_at": datetime.now(UTC)}}
    await generations.database.update(PARKED, {"_id": _id(generation, ref)}, change, session)


async def unpark(generations: Generations, generation: Generation, ref: Ref, session: Session) -> None:
    await generations.database.delete(PARKED, {"_id": _id(generation, ref)}, session)


async def listed(generations: Generations) -> list[Document]:
    """Every parked entity of the read model, with why and how many events wait; oldest first."""
    entries = await generations.database.find(PARKED, {"model": generations.model}, sort=[("since", 1)])
    return [_line(generations, entry) | {"waiting": len(entry["events"])} for entry in entries]


async def shown(generations: Generations, ref: Ref) -> list[Document]:
    """One entity with the places of its events; once per generation in which it is parked."""
    where = {"model": generations.model, "ref": list(ref)}
    entries = await generations.database.find(PARKED, where, sort=[("generation", 1)])
    return [_line(generations, entry) | {"events": entry["events"]} for entry in entries]


async def places(generations: Generations, generation: Generation, ref: Ref) -> list[int]:
    """The log positions of the events that wait, in order; none if the entity is not parked."""
    entry = await generations.database.find_one(PARKED, {"_id": _id(generation, ref)})
    return [event["position"] for event in entry["events"]] if entry else []


def _id(generation: Generation, ref: Ref) -> str:
    return f"{generation.collection}/{ref}"


def _place(poison: Poison) -> dict[str, Any]:
    place = asdict(poison)
    del place["ref"]
    return {key: value for key, value in place.items() if value != ""}


def _line(generations: Generations, entry: Document) -> Document:
    return {
        "read_model": generations.projection.full_name,
        "generation": entry["generation"],
        "ref": ".".join(entry["ref"]),
        "since": entry["since"].isoformat(),
        "error": entry["error"],
    }
