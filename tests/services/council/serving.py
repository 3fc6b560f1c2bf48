"""The council service in a test's own process, on a real server: it dies and comes back as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nats
from nats.aio.client import Client

from services.council.main import SERVICE
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.policies import Policies
from shared.kernel.provision import LOG_STREAM, provision
from shared.testing.servers import NatsServer
from tests.services.council.polling import ZONE, Case, Paper, Polling

MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@dataclass
class Council:
    """The service in this process; `kill` and `start` are its death and its return."""

    nc: Client
    codec: Codec
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.log = JetStreamLog(self.nc, self.codec)
        self.handler = Handler(self.log, ZONE)

    def start(self) -> None:
        policies = Policies(self.nc, SERVICE, self.handler, self.codec, again_after=0.3)
        self.running = asyncio.create_task(policies.run(asyncio.Event()))

    async def kill(self) -> None:
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
            self.running = None

    async def told(self, entity: Any, id: str) -> list[Any]:
        return [event.data for event in await self.log.load(entity.ref(id))]

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(20):
            while not await holds():
                await asyncio.sleep(0.05)

    async def all_followed(self) -> None:
        """The policies have nothing left to do."""

        async def holds() -> bool:
            info = await self.nc.jetstream().consumer_info(LOG_STREAM, "policies-council")
            return info.num_pending == 0 and info.num_ack_pending == 0

        await self.until(holds)


@asynccontextmanager
async def serving(data: Path) -> AsyncIterator[Council]:
    async with NatsServer(data) as server:
        nc = await nats.connect(server.url)
        await provision(nc)
        async with KeyRing(nc, MASTER_KEY) as keys:
            council_ = Council(nc, Codec(VOCABULARY, keys))
            yield council_
            await council_.kill()
        await nc.close()


def polling(service: Council, id: str, **changes: Any) -> Polling:
    case = Case.of(id)
    return Polling(Case(id, case.data | changes), service.log, service.handler)


async def held(election: Polling, papers: list[Paper]) -> None:
    """Up to the count."""
    await election.furnish()
    await election.called()
    await election.nominated()
    await election.listed()
    await election.voted(papers)
    await election.counted(papers)
