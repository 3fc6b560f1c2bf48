"""Is one process active at a time, and does another take over soon?"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager

from shared.kernel.lease import BUCKET, lead
from tests.shared.kernel.shops import World, eventually


class Holder:
    """Somebody who wants to lead, and notes when it does."""

    def __init__(self, world: World, name: str) -> None:
        self.leads, self.stop = False, asyncio.Event()
        self.task = asyncio.create_task(lead(world.nc, "test", name, self.stop, self._work))

    async def _work(self, over: asyncio.Event) -> None:
        self.leads = True
        await over.wait()
        self.leads = False

    async def end(self) -> None:
        self.stop.set()
        await self.task

    async def is_leading(self) -> bool:
        return self.leads

    async def is_not_leading(self) -> bool:
        return not self.leads


@asynccontextmanager
async def holders(world: World, *names: str):
    everybody = []
    for name in names:
        everybody.append(Holder(world, name))
        if name == names[0]:
            await eventually(everybody[0].is_leading)
    yield everybody
    for holder in everybody:
        await holder.end()


async def test_only_one_leads_for_as_long_as_it_renews(world: World):
    async with holders(world, "a", "b") as (first, second):
        for _ in range(6):
            await asyncio.sleep(1)
            assert (first.leads, second.leads) == (True, False)


async def test_an_orderly_end_hands_over_at_once(world: World):
    async with holders(world, "a", "b") as (first, second):
        began = time.monotonic()
        await first.end()
        await eventually(second.is_leading, 5)
        assert time.monotonic() - began < 1.5


async def test_a_holder_whose_lease_another_took_stops(world: World):
    async with holders(world, "a") as (first,):
        bucket = await world.nc.jetstream().key_value(BUCKET)
        await bucket.put("test", b"somebody else")
        await eventually(first.is_not_leading, 3)
        await eventually(first.is_leading, 8)


async def test_a_holder_without_a_server_stops_by_itself_and_leads_again_later(fragile: World):
    async with holders(fragile, "a") as (first,):
        await fragile.nats.kill9()
        await eventually(first.is_not_leading, 6)
        await fragile.nats.restart()
        await eventually(first.is_leading, 10)
