"""How does a process keep all read models of a service?

`project` is the whole life of it: wait for the lease, end what a dead predecessor left open in MongoDB,
keep every read model, answer the control subjects; begin again when the lease was lost.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
from collections.abc import Callable, Sequence

import structlog
from nats.aio.client import Client

from shared.kernel.builder import Source
from shared.kernel.codec import Codec
from shared.kernel.control import answering
from shared.kernel.event import Vocabulary
from shared.kernel.lease import lead
from shared.kernel.metrics import LAG_EVENTS, LAG_SECONDS, PARKED, POSITION
from shared.kernel.mongo import Mongo, MongoError
from shared.kernel.past import Past
from shared.kernel.projection import Projection
from shared.kernel.provision import LOG_STREAM
from shared.kernel.rebuild import Keeper, Standing

log = structlog.get_logger()

LEASE = "projector"
NOTICED = 500
"""Ids at most in one notice; beyond, readers are told that any document may have changed."""
OBSERVED_EVERY = 1.0

Observe = Callable[[Sequence[Standing]], None]


class Projector:
    """The read models of a service, kept while `run` runs."""

    def __init__(
        self,
        source: Source,
        mongo: Mongo,
        projections: Sequence[Projection],
        observe: Observe = lambda standings: None,
    ) -> None:
        self._nc, self._mongo, self._observe = source.nc, mongo, observe
        past = Past(source)
        self.keepers = {p.full_name: Keeper(source, mongo, p, self._changed, past) for p in projections}

    async def run(self, stop: asyncio.Event) -> None:
        """Keeps every read model until stopped."""
        await self._end_stale()
        async with asyncio.TaskGroup() as group, answering(self._nc, self.keepers):
            for keeper in self.keepers.values():
                group.create_task(keeper.run(stop))
            while not stop.is_set():
                _measure(self.standings())
                self._observe(self.standings())
                await asyncio.wait({stopping := asyncio.ensure_future(stop.wait())}, timeout=OBSERVED_EVERY)
                stopping.cancel()

    def standings(self) -> list[Standing]:
        """How each read model stands that MongoDB has answered for."""
        return [s for keeper in self.keepers.values() if (s := keeper.standing())]

    async def _end_stale(self) -> None:
        try:
            ended = await self._mongo.end_stale_transactions()
        except MongoError as error:  # the keepers wait for MongoDB; a stale lock costs them time, no more
            log.warning("projector.stale_transactions_unknown", error=repr(error))
            return
        if ended:
            log.info("projector.ended_stale_transactions", count=ended)

    async def _changed(self, projection: Projection, ids: Sequence[str] | None) -> None:
        """Tells live pages, after the commit, what to read again. A notice may be lost; a page asks again."""
        few = ids if ids is not None and len(ids) <= NOTICED else None
        if self._nc.is_connected:
            await self._nc.publish(f"changed.{projection.full_name}", json.dumps({"ids": few}).encode())


def _measure(standings: Sequence[Standing]) -> None:
    for standing in standings:
        if standing.lag_events is not None:
            LAG_EVENTS.labels(standing.read_model).set(standing.lag_events)
        LAG_SECONDS.labels(standing.read_model).set(standing.lag_seconds)
        POSITION.labels(standing.read_model).set(standing.position)
        PARKED.labels(standing.read_model).set(standing.parked)


async def project(
    nc: Client,
    vocabulary: Vocabulary,
    mongo: Mongo,
    projections: Sequence[Projection],
    stop: asyncio.Event,
    *,
    observe: Observe = lambda standings: None,
) -> None:
    """Keeps the read models whenever this process holds the lease, until stopped.

    Events are read without keys: what a read model shows must survive that a person is forgotten.
    `observe` is given the standings each second while this process is the active one.
    """
    holder = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    source = Source(nc, LOG_STREAM, Codec(vocabulary).decode)

    async def work(over: asyncio.Event) -> None:
        try:
            await Projector(source, mongo, projections, observe).run(over)
        finally:  # another one is active now: what this one measured last means nothing any more
            observe(())
            for gauge in (LAG_EVENTS, LAG_SECONDS, POSITION, PARKED):
                gauge.clear()

    await lead(nc, LEASE, holder, stop, work)
