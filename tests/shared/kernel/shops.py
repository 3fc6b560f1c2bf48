"""A small world of shops, without a word of the platform's domain, on real servers."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import NotRequired

import nats
import pytest_asyncio
from nats.aio.client import Client
from typing_extensions import TypedDict

from shared.kernel.builder import Source
from shared.kernel.codec import Codec
from shared.kernel.event import Event, Recorded, Ref, Vocabulary
from shared.kernel.feed import feed
from shared.kernel.log import NewEvent, Stamp
from shared.kernel.mongo import Mongo
from shared.kernel.projection import Index, Projection, fold
from shared.kernel.projector import Projector
from shared.kernel.provision import LOG_STREAM, provision
from shared.kernel.replay import Difference, compare
from shared.kernel.replay import fold as fold_log
from shared.testing.servers import MongoServer, NatsServer

APP = "civikos-test-projector"


class Opened(Event, name="trade.Opened"):
    owner: str


class Sold(Event, name="trade.Sold"):
    cents: int


class Closed(Event, name="trade.Closed"):
    pass


class Painted(Event, name="trade.Painted"):
    """No read model here wants it."""


VOCABULARY = Vocabulary([Opened, Sold, Closed, Painted])


class Shop(TypedDict):
    owner: str
    cents: int
    sales: int
    last: datetime
    tags: list[str]
    note: NotRequired[str | None]


def opened(shop: Shop | None, recorded: Recorded[Opened]) -> Shop:
    return {"owner": recorded.data.owner, "cents": 0, "sales": 0, "last": recorded.at, "tags": ["new"]}


def sold(shop: Shop, recorded: Recorded[Sold]) -> Shop:
    sales = shop["sales"] + 1
    return {**shop, "cents": shop["cents"] + recorded.data.cents, "sales": sales, "last": recorded.at}


def closed(shop: Shop, recorded: Recorded[Closed]) -> None:
    return None


def shops(database: str, version: int = 1, indexes: tuple[Index, ...] = (), selling=sold) -> Projection:
    on = {Opened: fold(opened), Sold: fold(selling), Closed: fold(closed)}
    return Projection(database, "shops", version, Shop, on, indexes, "Shops")


def shop(id: str) -> Ref:
    return Ref("trade", "shop", id)


def trade(shops_: int, each: int) -> list:
    """Openings and sales, mixed over the shops."""
    opened = [(f"s{i}", Opened(owner=f"o{i}")) for i in range(shops_)]
    return opened + [(f"s{i}", Sold(cents=i + j)) for j in range(each) for i in range(shops_)]


@dataclass
class World:
    """Servers, a connection to each, and a log to write to."""

    nats: NatsServer
    mongod: MongoServer
    nc: Client
    mongo: Mongo
    database: str
    versions: dict[Ref, int] = field(default_factory=dict)

    @property
    def db(self):
        return self.mongo.database(self.database)

    async def record(self, id: str, *events: Event) -> int:
        """Appends events to one shop; the position of the last."""
        return await self.record_all([(id, event) for event in events])

    async def record_all(self, pairs: Sequence[tuple[str, Event]]) -> int:
        codec, js = Codec(VOCABULARY), self.nc.jetstream()
        for start in range(0, len(pairs), 500):
            wires = [codec.encode(self._new(shop(i), e), "") for i, e in pairs[start : start + 500]]
            acks = await asyncio.gather(
                *(js.publish(w.subject, w.payload, headers=dict(w.headers), timeout=10) for w in wires)
            )
        return acks[-1].seq

    async def read(
        self, after: int = 0, until: int | None = None, subjects: Sequence[str] = ()
    ) -> AsyncIterator[list[Recorded]]:
        """The log as a fold in memory reads it."""
        end = (await self.nc.jetstream().stream_info(LOG_STREAM)).state.last_seq if until is None else until
        decode = Codec(VOCABULARY).decode
        async with aclosing(feed(self.nc, LOG_STREAM, subjects, decode, after, asyncio.Event())) as batches:
            async for batch in batches:
                yield [event for event in batch.events if event.position <= end]
                if batch.position >= end:
                    return

    def _new(self, ref: Ref, event: Event) -> NewEvent:
        version = self.versions[ref] = self.versions.get(ref, 0) + 1
        now, command = datetime.now(UTC), str(uuid.uuid4())
        stamp = Stamp("p-1", now, now, command, "Try", command, command)
        return NewEvent(ref, version, event, str(uuid.uuid4()), "", stamp)

    def source(self, size: int = 10_000) -> Source:
        return Source(self.nc, LOG_STREAM, Codec(VOCABULARY).decode, size)

    @asynccontextmanager
    async def projecting(self, *projections: Projection, size: int = 10_000) -> AsyncIterator[Projector]:
        """Runs a projector without a lease."""
        stop = asyncio.Event()
        projector = Projector(self.source(size), self.mongo, projections)
        task = asyncio.create_task(projector.run(stop))
        try:
            yield projector
        finally:
            stop.set()
            await task

    async def at(self, position: int, seconds: float = 15.0, model: str = "shops") -> None:
        """Waits until the read model says that it has this position."""

        async def there() -> bool:
            entry = await self.db.find_one("_projections", {"_id": model})
            return entry is not None and entry["position"] >= position

        await eventually(there, seconds)

    async def documents(self, name: str = "shops") -> dict[str, dict]:
        return {d["_id"]: d for d in await self.db.find(name)}

    async def differences(self, projection: Projection) -> list[Difference]:
        """Where the read model is not what a fold of the whole log in memory says."""
        return compare(await self.db.find(projection.name), await fold_log(projection, self))


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
        await asyncio.sleep(0.02)


@asynccontextmanager
async def a_world(nats_server: NatsServer, mongod: MongoServer) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        nc = await nats.connect(
            nats_server.url, reconnect_time_wait=0.1, max_reconnect_attempts=-1, error_cb=_quiet
        )
        stack.push_async_callback(nc.close)
        await provision(nc)
        mongo = await stack.enter_async_context(Mongo(mongod.url, APP))
        yield World(nats_server, mongod, nc, mongo, f"t{uuid.uuid4().hex[:12]}")


async def _quiet(error: Exception) -> None:
    """A server that is killed on purpose is no news."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_mongod(tmp_path_factory) -> AsyncIterator[MongoServer]:
    async with MongoServer(tmp_path_factory.mktemp("mongod")) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path, shared_mongod: MongoServer) -> AsyncIterator[World]:
    """A log of its own, a database of its own."""
    async with NatsServer(tmp_path / "nats") as server, a_world(server, shared_mongod) as world:
        yield world


@pytest_asyncio.fixture(loop_scope="session")
async def fragile(tmp_path: Path) -> AsyncIterator[World]:
    """Servers of its own, to be killed."""
    async with (
        NatsServer(tmp_path / "nats") as server,
        MongoServer(tmp_path) as mongod,
        a_world(server, mongod) as world,
    ):
        yield world


@contextmanager
def a_process(world: World, slowness: float, version: int = 1, size: int = 10_000) -> Iterator[Popen[bytes]]:
    """A projector as a process of its own; killed at the end, if not before."""
    arguments = [world.nats.url, world.mongod.url, world.database, str(slowness), str(version), str(size)]
    command = [sys.executable, "-m", "tests.shared.kernel.shops_projector", *arguments]
    process = Popen(command, cwd=Path(__file__).parents[3], stdout=DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
