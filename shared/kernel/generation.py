"""Which generations does a read model have, which one do readers see, and how far is each?

`organisations` is a view; the documents stand in `organisations__g3`. `_projections` has one entry per
generation: `organisations` for the live one, `organisations__g4` for one that is being built, or was kept
when its successor took over. An entry is found by model and generation, so a follower does not notice
when its generation goes live.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from shared.kernel.mongo import Document, Mongo, Session, Taken
from shared.kernel.projection import Projection
from shared.kernel.shape import json_schema, validator

ENTRIES = "_projections"
PARKED = "_parked"

State = Literal["live", "building", "kept"]


class FenceLost(Exception):
    """Somebody else moved this generation, or dropped it: read its entry again."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One filling of a read model, as its entry says."""

    model: str
    number: int
    version: int
    state: State
    applied: int
    """The last event folded into it: the fence, and where following begins again."""
    position: int
    """Everything wanted up to here is in it: what readers wait for."""
    at: datetime
    events: int
    """How many were folded into it."""
    loaded: bool
    """It was at the end of the log once, and its indexes stand."""

    @property
    def collection(self) -> str:
        return f"{self.model}__g{self.number}"

    @property
    def key(self) -> dict[str, Any]:
        return {"model": self.model, "generation": self.number}

    @property
    def fence(self) -> dict[str, Any]:
        return {**self.key, "applied": self.applied}


class Generations:
    """The generations of one projection's read model."""

    def __init__(self, mongo: Mongo, projection: Projection) -> None:
        self.mongo, self.projection, self.model = mongo, projection, projection.name
        self.database = mongo.database(projection.database)

    async def all(self) -> list[Generation]:
        entries = await self.database.find(ENTRIES, {"model": self.model}, sort=[("generation", 1)])
        return [_generation(entry) for entry in entries]

    async def read(self, number: int) -> Generation | None:
        entry = await self.database.find_one(ENTRIES, {"model": self.model, "generation": number})
        return _generation(entry) if entry else None

    async def live(self) -> Generation:
        """The one that readers see; the first is created empty, so there is always one to read."""
        entry = await self.database.find_one(ENTRIES, {"_id": self.model})
        live = _generation(entry) if entry else await self._add(self.model, 1, "live")
        await self.database.create_view(self.model, live.collection)
        return await self._mended(live)

    async def _mended(self, live: Generation) -> Generation:
        """A predecessor that died between switching the view and saying so: says so."""
        shown = (await self.database.collections())[self.model]
        if shown == live.collection:
            return live
        for other in await self.all():
            if other.collection == shown and other.state == "building" and other.loaded:
                return await self._promote(other)
        await self.database.point_view(self.model, live.collection)
        return live

    async def begin(self, anew: bool) -> Generation:
        """The one to build: one under way, or one kept of this version (unless `anew`), or a new one."""
        everything = await self.all()
        version = self.projection.version
        for old in everything:
            if old.state == "building" and old.version == version:
                return old
            if old.state == "building":
                await self._drop(old)
        for old in everything:
            if old.state == "kept" and old.version == version and not anew:
                await self.database.update(ENTRIES, old.key, {"$set": {"state": "building"}})
                return replace(old, state="building")
        number = max(old.number for old in everything) + 1
        return await self._add(f"{self.model}__g{number}", number, "building")

    async def _add(self, id: str, number: int, state: State) -> Generation:
        entry: Document = {
            "_id": id,
            "model": self.model,
            "generation": number,
            "version": self.projection.version,
            "state": state,
            "applied": 0,
            "position": 0,
            "at": datetime.now(UTC),
            "started_at": datetime.now(UTC),
            "loaded": False,
            "events": 0,
            "title": self.projection.title,
            "schema": json.dumps(json_schema(self.projection)),
        }
        generation = _generation(entry)
        for stray in (ENTRIES, PARKED):
            await self.database.create(stray, None)
        await self.database.create(generation.collection, validator(self.projection))
        try:
            await self.database.insert(ENTRIES, entry)
        except Taken:
            return await self.read(number) or generation
        return generation

    async def finish_loading(self, generation: Generation) -> None:
        """Builds the indexes, after the load because that is faster.

        Raises:
            MongoError: documents contradict a unique index.
        """
        for index in self.projection.indexes:
            await self.database.index(generation.collection, [index.keys], index.unique)
        await self.database.update(ENTRIES, generation.key, {"$set": {"loaded": True}})

    async def switch(self, generation: Generation) -> Generation:
        """Shows readers this generation; its predecessor is kept. The view decides, the entries follow."""
        before = await self.live()
        await self.database.point_view(self.model, generation.collection)
        promoted = await self._promote(generation)
        for old in await self.all():
            if old.state == "kept" and old.number != before.number:
                await self._drop(old)
        return promoted

    async def _promote(self, generation: Generation) -> Generation:
        async def work(session: Session) -> None:
            found = await self.database.find_one(ENTRIES, generation.key, session=session)
            old = await self.database.find_one(ENTRIES, {"_id": self.model}, session=session)
            if found is None or old is None or found["state"] != "building":
                raise FenceLost
            kept = {**old, "_id": f"{self.model}__g{old['generation']}", "state": "kept"}
            await self.database.delete(ENTRIES, {"_id": found["_id"]}, session)
            await self.database.delete(ENTRIES, {"_id": old["_id"]}, session)
            await self.database.insert(ENTRIES, kept, session)
            await self.database.insert(ENTRIES, {**found, "_id": self.model, "state": "live"}, session)

        await self.mongo.transaction(work)
        return replace(generation, state="live")

    async def _drop(self, generation: Generation) -> None:
        await self.database.delete(ENTRIES, generation.key)
        await self.database.delete(PARKED, generation.key)
        await self.database.drop(generation.collection)

    async def fence(self, generation: Generation, to: int, events: int, session: Session) -> None:
        """First thing in every transaction that writes documents: exactly one writer gets past it.

        Raises:
            FenceLost: another one did.
        """
        change = {
            "$set": {"applied": to, "at": datetime.now(UTC)},
            "$max": {"position": to},
            "$inc": {"events": events},
        }
        if not await self.database.update(ENTRIES, generation.fence, change, session):
            raise FenceLost

    async def advance(self, generation: Generation, position: int) -> None:
        """Says that nothing wanted came up to a position; an event that comes late is still folded."""
        change = {"$set": {"at": datetime.now(UTC)}, "$max": {"position": position}}
        if not await self.database.update(ENTRIES, generation.fence, change):
            raise FenceLost

    async def load(
        self, generation: Generation, ids: Iterable[str], session: Session
    ) -> dict[str, Document | None]:
        """The documents with these ids as folds see them: without `_id`; None for one that is not there."""
        documents: dict[str, Document | None] = dict.fromkeys(ids)
        where = {"_id": {"$in": list(documents)}}
        for found in await self.database.find(generation.collection, where, session=session):
            documents[found.pop("_id")] = found
        return documents

    async def store(
        self, generation: Generation, documents: Mapping[str, Document | None], session: Session
    ) -> None:
        """Writes each document once. Raises RefusedDocument."""
        await self.database.replace(generation.collection, documents, session)


def _generation(entry: Document) -> Generation:
    return Generation(
        model=entry["model"],
        number=entry["generation"],
        version=entry["version"],
        state=entry["state"],
        applied=entry["applied"],
        position=entry["position"],
        at=entry["at"],
        events=entry["events"],
        loaded=entry["loaded"],
    )
