"""Does the feed give every wanted event once, in order, whatever happens to its consumer?"""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing

import pytest

from shared.kernel.codec import Codec
from shared.kernel.feed import Batch, feed
from shared.kernel.log import Misconfigured
from shared.kernel.provision import INTEGRATOR, LOG_STREAM
from tests.shared.kernel.shops import VOCABULARY, Opened, Painted, Sold, World, trade

SALES = ("civikos.log.trade.*.*.*.Sold",)
EVERYTHING = ()


class Reader:
    """Reads in the background and keeps what came."""

    def __init__(self, world: World, subjects=EVERYTHING, after: int = 0, size: int = 1000) -> None:
        self.batches: list[Batch] = []
        self.stop, self.arrival = asyncio.Event(), asyncio.Event()
        decode = Codec(VOCABULARY).decode
        self._feed = feed(world.nc, LOG_STREAM, subjects, decode, after, self.stop, size=size)
        self.task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async with aclosing(self._feed) as batches:
            async for batch in batches:
                self.batches.append(batch)
                self.arrival.set()

    @property
    def positions(self) -> list[int]:
        return [event.position for batch in self.batches for event in batch.events]

    async def until(self, position: int, seconds: float = 10) -> None:
        deadline = time.monotonic() + seconds
        while not self.batches or self.batches[-1].position < position:
            assert time.monotonic() < deadline, f"at {self.positions[-1:]}, not at {position}"
            await asyncio.sleep(0.01)

    async def end(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 2)


async def consumers(world: World) -> list[str]:
    """Those of readers; the integrators' one is always there."""
    found = await world.nc.jetstream().consumers_info(LOG_STREAM)
    return [info.name for info in found if info.name != INTEGRATOR]


async def test_batches_are_in_order_and_at_most_as_large_as_asked_for(world: World):
    last = await world.record_all(trade(100, 30))
    reader = Reader(world, size=250)
    await reader.until(last)
    await reader.end()
    assert reader.positions == list(range(1, last + 1))
    assert max(len(batch.events) for batch in reader.batches) == 250
    assert reader.batches[0].pending == last - 250


async def test_it_begins_behind_a_position_and_gives_only_the_wanted_types(world: World):
    await world.record("s1", Opened(owner="a"), Sold(cents=1), Painted(), Sold(cents=2), Painted())
    reader = Reader(world, SALES, after=2)
    await reader.until(5)
    await reader.end()
    assert reader.positions == [4]


async def test_it_tells_once_that_nothing_is_left_even_of_an_empty_log(world: World):
    reader = Reader(world)
    await asyncio.sleep(1.5)
    await reader.end()
    assert reader.batches == [Batch((), 0, 0, None)]


async def test_an_event_arrives_the_moment_it_is_recorded(world: World):
    reader = Reader(world)
    last = await world.record("s1", Opened(owner="a"))
    await reader.until(last)
    took = []
    for i in range(30):
        await asyncio.sleep(0.01)
        reader.arrival.clear()
        began = time.perf_counter()
        await world.record("s1", Sold(cents=i))
        await reader.arrival.wait()
        took.append(time.perf_counter() - began)
    await reader.end()
    assert sorted(took)[15] < 0.05


async def test_a_deleted_consumer_is_created_again_without_a_gap(world: World):
    last = await world.record_all(trade(20, 5))
    reader = Reader(world)
    await reader.until(last)
    for name in await consumers(world):
        await world.nc.jetstream().delete_consumer(LOG_STREAM, name)
    last = await world.record("s1", Sold(cents=1), Sold(cents=2))
    await reader.until(last)
    await reader.end()
    assert reader.positions == list(range(1, last + 1))


async def test_a_message_that_was_lost_on_the_way_is_read_again(world: World):
    reader = Reader(world)
    await reader.until(await world.record("s1", Opened(owner="a")))
    # a message taken away from the consumer by a second reader of it is lost to the first
    (name,) = await consumers(world)
    thief = await world.nc.jetstream().pull_subscribe_bind(consumer=name, stream=LOG_STREAM)
    stealing = asyncio.create_task(thief.fetch(1, timeout=3))
    await asyncio.sleep(0.2)
    for i in range(4):
        last = await world.record("s1", Sold(cents=i))
    assert len(await stealing) == 1
    await reader.until(last)
    await reader.end()
    await thief.unsubscribe()
    assert reader.positions == list(range(1, last + 1))


async def test_a_killed_server_leaves_no_gap(fragile: World):
    last = await fragile.record_all(trade(20, 5))
    reader = Reader(fragile, size=10)
    await reader.until(30)
    await fragile.nats.kill9()
    await fragile.nats.restart()
    last = await fragile.record("s1", Sold(cents=1))
    await reader.until(last, 20)
    await reader.end()
    assert reader.positions == list(range(1, last + 1))


async def test_a_log_that_ends_before_the_position_is_an_error_and_not_a_wait(world: World):
    reader = Reader(world, after=100)
    with pytest.raises(Misconfigured, match="ends at 0, before 100"):
        await reader.task


async def test_it_stops_at_once_and_leaves_no_consumer_behind(world: World):
    reader = Reader(world)
    await reader.until(await world.record("s1", Opened(owner="a")))
    began = time.monotonic()
    await reader.end()
    assert time.monotonic() - began < 0.3
    assert await consumers(world) == []
