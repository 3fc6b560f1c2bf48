"""Where does a benchmark run? On servers of its own, with the platform's real processes beside it."""

from __future__ import annotations

import asyncio
import base64
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import nats
from nats.aio.client import Client

from shared.contracts import VOCABULARY
from shared.embedded.server_process import ServerProcess
from shared.kernel.codec import Codec
from shared.kernel.entity import Grant
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.mongo import Mongo
from shared.kernel.provision import provision
from shared.kernel.token import issue, new_key, public_keys
from shared.testing.servers import MongoServer, NatsServer

ZONE = ZoneInfo("Europe/Belgrade")


class Stage:
    """A nats-server that syncs always, if wanted a mongod, and processes that end with it."""

    def __init__(self, folder: Path, stack: AsyncExitStack, server: NatsServer, nc: Client) -> None:
        self.folder, self.server, self.nc = folder, server, nc
        self._stack = stack
        self._signing = new_key()
        self._master = base64.urlsafe_b64encode(os.urandom(32)).decode()
        self.mongod: MongoServer | None = None

    @property
    def mongo_url(self) -> str:
        assert self.mongod is not None, "this benchmark asked for no mongod"
        return self.mongod.url

    async def mongo(self) -> Mongo:
        return await self._stack.enter_async_context(Mongo(self.mongo_url, "bench"))

    async def log(self) -> JetStreamLog:
        keyring = await self._stack.enter_async_context(KeyRing(self.nc, self._master))
        return JetStreamLog(self.nc, Codec(VOCABULARY, keyring))

    async def handler(self) -> Handler:
        """What stands behind the doors of a service, in this process."""
        return Handler(await self.log(), ZONE)

    async def start(self, *module: str) -> None:
        """Starts `python -m …` with the settings of this stage, and waits until it says that it serves."""
        settings = {
            "NATS_URL": self.server.url,
            "NATS_MONITOR": self.server.monitor,
            "MONGO_URL": self.mongod.url if self.mongod else "",
            "MASTER_KEY": self._master,
            "TOKEN_KEYS": public_keys(self._signing),
        }
        told = [f"CIVIKOS_{name}={value}" for name, value in settings.items()]
        command = ["/usr/bin/env", *told, sys.executable, "-m", *module]
        process = ServerProcess(command, self.folder / f"{module[0]}.log")
        self._stack.push_async_callback(process.stop)
        await process.until(lambda: True if "process.started" in process.output else None)

    def token(self, person: str, role: str, as_of: datetime | None = None) -> str:
        return issue(self._signing, person, [Grant(role)], as_of=as_of)


@asynccontextmanager
async def stage(*, with_mongo: bool = False) -> AsyncIterator[Stage]:
    """Everything is in a temporary folder, and gone afterwards."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="civikos-bench-")))
        server = await stack.enter_async_context(NatsServer(folder / "nats"))
        nc = await nats.connect(server.url)
        stack.push_async_callback(nc.close)
        await provision(nc)
        made = Stage(folder, stack, server, nc)
        if with_mongo:
            made.mongod = await stack.enter_async_context(MongoServer(folder / "mongo"))
        yield made


async def in_flight(flights: int, tasks: Iterator[Callable[[], Awaitable[object]]]) -> float:
    """Runs the tasks, so many at a time; the seconds it took."""

    async def worker() -> None:
        for task in tasks:
            await task()

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(flights)))
    return time.perf_counter() - began
