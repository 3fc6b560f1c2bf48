"""The four services as real processes: a test starts and kills them beside a log that outlives them."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import nats
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import NotFoundError

from shared.contracts import VOCABULARY
from shared.embedded.server_process import ServerProcess
from shared.kernel.codec import Codec
from shared.kernel.entity import Elsewhere
from shared.kernel.event import Recorded, Ref
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.log import NewEvent, Stamp
from shared.kernel.provision import LOG_STREAM, TIMER_STREAM, provision
from shared.kernel.token import new_key, public_keys
from shared.testing.servers import NatsServer

SERVICES = ("membership", "council", "grants", "outreach")
CONSUMERS = tuple(
    (stream, f"{kind}-{service}")
    for stream, kind in ((LOG_STREAM, "policies"), (TIMER_STREAM, "timers"))
    for service in SERVICES
)
"""By which each service hears of facts and of timers."""
MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
PATIENCE = 90


@dataclass
class Processes:
    """All services, alive or dead."""

    nc: Client
    folder: Path
    settings: dict[str, str]
    _running: list[ServerProcess] = field(default_factory=list)
    _last: dict[Ref, Recorded[Any]] = field(default_factory=dict)

    @asynccontextmanager
    async def log(self) -> AsyncIterator[JetStreamLog]:
        """With the keys as they are now."""
        async with KeyRing(self.nc, MASTER_KEY) as keys:
            yield JetStreamLog(self.nc, Codec(VOCABULARY, keys))

    async def start(self) -> None:
        told = [f"CIVIKOS_{name}={value}" for name, value in self.settings.items()]
        for service in SERVICES:
            command = ["/usr/bin/env", *told, sys.executable, "-m", f"services.{service}.main"]
            self._running.append(ServerProcess(command, self.folder / f"{service}.log"))
        for process in self._running:
            await process.until(lambda p=process: "process.started" in p.output or None)  # type: ignore[misc]

    async def kill(self) -> None:
        """kill -9 of each."""
        await asyncio.gather(*(process.kill9() for process in self._running))
        self._running.clear()

    # ── what stands in the log ──────────────────────────────────────────────────────────────────
    async def tell(self, log: JetStreamLog, fact: Elsewhere, at: datetime) -> None:
        """Records a fact as of then, as the service whose fact it is did before it died."""
        before = self._last.get(fact.ref)
        version, chain = (before.version + 1, before.chain) if before else (1, "")
        id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{fact.ref}/{version}"))
        stamp = Stamp("p-somebody", at, at, id, "Tell", id, id)
        (self._last[fact.ref],) = await log.append(
            [NewEvent(fact.ref, version, fact.event, id, chain, stamp)]
        )

    async def everything(self) -> list[Recorded[Any]]:
        async with self.log() as log:
            return [event async for batch in log.read() for event in batch]

    # ── what they have heard ────────────────────────────────────────────────────────────────────
    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not await holds():
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError([process.output[-2000:] for process in self._running]) from None

    async def idle(self, kind: str = "") -> bool:
        """All that these consumers were told is answered, and nothing new came of it meanwhile."""
        js = self.nc.jetstream()
        before = (await js.stream_info(LOG_STREAM)).state.messages
        asked = [row for row in CONSUMERS if row[1].startswith(kind)]
        answered = [await self._answered(*row) for row in asked]
        return all(answered) and (await js.stream_info(LOG_STREAM)).state.messages == before

    async def _answered(self, stream: str, consumer: str) -> bool:
        try:
            info = await self.nc.jetstream().consumer_info(stream, consumer)
        except NotFoundError:
            return False  # its service is just starting
        return not info.num_pending and not info.num_ack_pending

    async def hold_timers(self) -> None:
        """What rings stays with the server, which hands it to nobody."""
        until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        for stream, name in CONSUMERS:
            if stream == TIMER_STREAM:
                subjects = [f"civikos.due.{name.removeprefix('timers-')}.>"]
                held = ConsumerConfig(
                    name=name,
                    durable_name=name,
                    filter_subjects=subjects,
                    ack_policy=AckPolicy.EXPLICIT,
                    pause_until=until,
                )
                await self.nc.jetstream().add_consumer(stream, held)

    async def rung(self) -> set[str]:
        """The timers that have rung: service, policy and key."""
        info = await self.nc.jetstream().stream_info(TIMER_STREAM, subjects_filter="civikos.due.>")
        return {subject.removeprefix("civikos.due.") for subject in info.state.subjects or {}}

    async def tell_again(self) -> None:
        """All facts and timers from the beginning; what a dead process had been handed comes at once, too."""
        for stream, consumer in CONSUMERS:
            await self.nc.jetstream().delete_consumer(stream, consumer)


@asynccontextmanager
async def processes(folder: Path, mongo_url: str) -> AsyncIterator[Processes]:
    """Not yet started; a nats-server of their own runs."""
    async with NatsServer(folder / "nats") as server:
        nc = await nats.connect(server.url)
        await provision(nc)
        desk = new_key()
        settings = {
            "NATS_URL": server.url,
            "NATS_MONITOR": server.monitor,
            "MONGO_URL": mongo_url,
            "MASTER_KEY": MASTER_KEY,
            "TOKEN_KEYS": public_keys(new_key(), short=(desk,)),
            "DESK_KEY": desk,
        }
        made = Processes(nc, folder, settings)
        try:
            yield made
        finally:
            await made.kill()
            await nc.close()
