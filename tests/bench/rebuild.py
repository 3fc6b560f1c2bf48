"""How fast are read models built anew from the log?"""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import nats
from nats.aio.client import Client
from pymongo import MongoClient

from services.outreach.projections.portal.bodies import BODIES
from services.outreach.projections.portal.meetings import MEETINGS
from services.outreach.projections.portal.organisations import ORGANISATIONS
from services.outreach.projections.reporting.claims import CLAIMS
from shared.contracts import VOCABULARY
from shared.kernel.builder import Source
from shared.kernel.codec import Codec
from shared.kernel.connection import quick_headers
from shared.kernel.event import Event, Ref
from shared.kernel.log import Log, NewEvent, Stamp
from shared.kernel.mongo import Mongo
from shared.kernel.projector import Projector
from shared.kernel.provision import LOG_STREAM
from tests.bench import plain_projection
from tests.bench.chronicle import Told, chronicle
from tests.bench.figures import Goal, Section, alternating
from tests.bench.stage import Stage, stage

PROJECTIONS = (ORGANISATIONS, BODIES, MEETINGS, CLAIMS)
PATIENCE = 120.0
METHOD = """\
{events:,} events of 17 real types, written through the kernel's log (personal fields sealed), about a quarter
each for portal.organisations, portal.bodies, portal.meetings and reporting.claims, {documents:,} documents in
all; two thousand lives go on side by side, so a document is touched in several batches. Ours: the projector
in this process fills the four read models from nothing, at the same time, until all are at the end and
their indexes stand. It reads on a connection set up as the projector's (docs/adr/0014); the limit has the
client as it is. The limit: one consumer asked a batch ahead over the same events, `json.loads`, the last
payload as document, one bulk_write of ReplaceOne for each 10,000 events into one collection, written to
the journal as ours: no decoding to types, fold, load, transaction, validator or index. Event by event: one
awaited update_one for each of the first {few:,} events."""


class History:
    """Writes a chronicle down: versions and chains of every entity."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._heads: dict[Ref, tuple[int, str]] = {}

    async def write(self, told: Iterable[Told]) -> None:
        events = iter(told)
        while batch := [self._new(*one) for one in itertools.islice(events, 1000)]:
            for recorded in await self._log.append(batch):
                self._heads[recorded.ref] = recorded.version, recorded.chain

    def _new(self, ref: Ref, event: Event) -> NewEvent:
        version, chain = self._heads.get(ref, (0, ""))
        self._heads[ref] = version + 1, chain
        now, command = datetime.now(UTC), str(uuid.uuid4())
        stamp = Stamp("p-sara", now, now, command, "Sample", command, command)
        return NewEvent(ref, version + 1, event, str(uuid.uuid4()), chain, stamp)


class Rebuilds:
    """Builds everything anew, each time in databases of its own."""

    def __init__(self, made: Stage, quick: Client, mongo: Mongo, events: int, few: int) -> None:
        self._quick = quick
        self._made, self._mongo, self._events, self._few = made, mongo, events, few
        self._numbers = itertools.count()
        self.documents = 0

    async def ours(self, _: int) -> float:
        suffix = f"_{next(self._numbers)}"
        projections = [replace(p, database=p.database + suffix) for p in PROJECTIONS]
        source = Source(self._quick, LOG_STREAM, Codec(VOCABULARY).decode)
        stop, projector = asyncio.Event(), Projector(source, self._mongo, projections)
        began = time.perf_counter()
        running = asyncio.create_task(projector.run(stop))
        await asyncio.wait_for(self._finished(projector), PATIENCE)
        took = time.perf_counter() - began
        stop.set()
        await running
        for p in projections:
            self._check(await self._mongo.database(p.database).count(p.name), p.full_name)
        self._drop({p.database for p in projections})
        return self._events / took

    async def _finished(self, projector: Projector) -> None:
        def done() -> bool:
            standings = projector.standings()
            ready = [s for s in standings if s.state == "following" and not s.lag_events]
            return len(ready) == len(PROJECTIONS)

        while not done():
            await asyncio.sleep(0.02)

    def _check(self, documents: int, model: str) -> None:
        if not documents:
            raise RuntimeError(f"{model} is empty")

    def _drop(self, databases: Iterable[str]) -> None:
        with MongoClient[dict[str, object]](self._made.mongo_url) as client:
            for database in databases:
                client.drop_database(database)

    async def limit(self, _: int) -> float:
        name = f"plain-{next(self._numbers)}"
        began = time.perf_counter()
        nc, url = self._made.nc, self._made.mongo_url
        self.documents = await plain_projection.collapsed(nc, url, name, self._events)
        return self._events / (time.perf_counter() - began)

    async def single(self, _: int) -> float:
        name = f"single-{next(self._numbers)}"
        began = time.perf_counter()
        await plain_projection.event_by_event(self._made.nc, self._made.mongo_url, name, self._few)
        return self._few / (time.perf_counter() - began)


async def measure(*, quick: bool = False) -> Section:
    events, few, rounds = (30_000, 300, 1) if quick else (200_000, 1000, 5)
    async with stage(with_mongo=True) as made:
        await History(await made.log()).write(chronicle(events))
        quick = await nats.connect(made.server.url)
        quick_headers(quick)  # as the projector's own process does; the plain side has the client as it is
        rebuilds = Rebuilds(made, quick, await made.mongo(), events, few)
        sides = {"ours": rebuilds.ours, "limit": rebuilds.limit, "single": rebuilds.single}
        seen = await alternating(rounds, sides)
        await quick.close()
    figures = [
        seen.figure("rebuild", "ours", "events a second"),
        seen.figure("limit", "limit", "events a second"),
        seen.figure("event by event", "single", "events a second"),
        seen.ratio("rebuild : limit", "ours", "limit", Goal(0.5)),
        seen.ratio("rebuild : event by event", "ours", "single", Goal(10)),
    ]
    method = METHOD.format(events=events, documents=rebuilds.documents, few=few)
    return Section("rebuild", f"Rebuild of {events:,} mixed events", method, figures)
