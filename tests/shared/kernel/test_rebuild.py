"""Can a read model be rebuilt while people read it, and does the code's version decide which they see?"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager

from shared.kernel.event import Recorded
from shared.kernel.projection import Index
from tests.shared.kernel.shops import (
    Opened,
    Shop,
    Sold,
    World,
    a_process,
    eventually,
    shops,
    sold,
    trade,
)


def twice(shop: Shop, recorded: Recorded[Sold]) -> Shop:
    """What version 2 makes of a sale."""
    return sold(sold(shop, recorded), recorded)


async def live(world: World) -> dict:
    return await world.db.find_one("_projections", {"_id": "shops"}) or {}


async def generation_is(world: World, number: int) -> bool:
    return (await live(world)).get("generation") == number


@asynccontextmanager
async def a_reader(world: World):
    """Reads the view all the time; an error or an empty answer fails the test."""
    sizes: list[int] = []
    done = asyncio.Event()

    async def read() -> None:
        while not done.is_set():
            sizes.append(len(await world.db.find("shops")))

    task = asyncio.create_task(read())
    yield sizes
    done.set()
    await task


async def test_no_read_fails_or_comes_back_empty_while_a_read_model_is_rebuilt_under_writes(world: World):
    projection = shops(world.database)
    await world.record_all(trade(100, 20))
    async with world.projecting(projection, size=200) as projector:
        await world.at(2100)
        async with a_reader(world) as sizes:
            for number in (2, 3):
                projector.keepers[projection.full_name].rebuild()
                while not await generation_is(world, number):
                    last = await world.record("s1", Sold(cents=1))
            await world.at(last)
        assert len(sizes) > 20
        assert min(sizes) == 100
    assert await world.differences(projection) == []


async def test_the_generation_before_is_kept_and_older_ones_are_dropped(world: World):
    projection = shops(world.database)
    await world.record_all(trade(5, 5))
    async with world.projecting(projection) as projector:
        await world.at(30)
        for number in (2, 3):
            projector.keepers[projection.full_name].rebuild()
            await eventually(lambda n=number: generation_is(world, n))
        await eventually(lambda: dropped(world, "shops__g1"))
    collections = await world.db.collections()
    assert collections["shops"] == "shops__g3"
    assert "shops__g2" in collections


async def dropped(world: World, collection: str) -> bool:
    return collection not in await world.db.collections()


async def test_code_of_another_version_rebuilds_by_itself_and_readers_keep_the_old_view(world: World):
    await world.record_all(trade(5, 2))
    async with world.projecting(shops(world.database)):
        await world.at(15)
    before = await world.documents()
    release = asyncio.Event()
    async with (
        held_back(world, release),
        world.projecting(shops(world.database, 2, selling=twice)) as projector,
    ):
        await asyncio.sleep(0.3)
        assert await world.documents() == before
        release.set()
        await eventually(lambda: generation_is(world, 2))
        await world.at(await world.record("s0", Sold(cents=7)))
        (standing,) = projector.standings()
    assert (standing.version, standing.state, standing.rebuild) == (2, "following", None)
    assert (await world.documents())["s0"]["sales"] == 6
    assert await world.differences(shops(world.database, 2, selling=twice)) == []


@asynccontextmanager
async def held_back(world: World, release: asyncio.Event):
    """Makes every event take a while to arrive, until released."""
    original = world.source

    def slow(size: int = 10_000):
        source = original(1)
        decode = source.decode

        def waiting(message):
            if not release.is_set():
                time.sleep(0.05)
            return decode(message)

        source.decode = waiting
        return source

    world.source = slow
    yield
    world.source = original


async def test_a_return_to_the_old_code_brings_the_kept_generation_back(world: World):
    await world.record_all(trade(5, 2))
    one, two = shops(world.database), shops(world.database, 2, selling=twice)
    async with world.projecting(one):
        await world.at(15)
    async with world.projecting(two):
        await eventually(lambda: generation_is(world, 2))
    last = await world.record("s0", Sold(cents=1))
    async with world.projecting(one):
        await eventually(lambda: generation_is(world, 1))
        await world.at(last)
    assert (await live(world))["events"] == 16, "it was brought up to date, not built anew"
    assert await world.differences(one) == []


async def test_a_killed_rebuild_goes_on_where_it_was(world: World):
    await world.record_all(trade(50, 40))
    async with world.projecting(shops(world.database)):
        await world.at(2050)
    with a_process(world, slowness=0.001, version=2, size=100):
        await eventually(lambda: building_has(world, 300))
    assert (await live(world))["generation"] == 1
    done = (await world.db.find_one("_projections", {"state": "building"}))["events"]
    assert 300 <= done < 2050
    async with world.projecting(shops(world.database, 2), size=100):
        await eventually(lambda: generation_is(world, 2))
    assert (await live(world))["events"] == 2050, "nothing was folded twice or left out"
    assert await world.differences(shops(world.database, 2)) == []


async def building_has(world: World, events: int) -> bool:
    entry = await world.db.find_one("_projections", {"state": "building"})
    return entry is not None and entry["events"] >= events


async def test_a_death_between_switching_the_view_and_saying_so_is_mended(world: World):
    projection = shops(world.database)
    await world.record_all(trade(5, 2))
    async with world.projecting(projection) as projector:
        await world.at(15)
        projector.keepers[projection.full_name].rebuild()
        await eventually(lambda: generation_is(world, 2))
    await world.db.delete("_projections", {"_id": "shops__g1"})
    entry = await live(world)
    await world.db.delete("_projections", {"_id": "shops"})
    await world.db.insert("_projections", {**entry, "_id": "shops__g2", "state": "building"})
    await world.db.insert("_projections", {**entry, "generation": 1, "applied": 3})
    async with world.projecting(projection):
        await eventually(lambda: generation_is(world, 2))
    assert (await world.db.collections())["shops"] == "shops__g2"
    assert await world.differences(projection) == []


async def test_the_progress_of_a_rebuild_is_told(world: World):
    projection = shops(world.database)
    await world.record_all(trade(50, 40))
    async with world.projecting(projection, size=50) as projector:
        await world.at(2050)
        projector.keepers[projection.full_name].rebuild()
        seen = []
        while not await generation_is(world, 2):
            (standing,) = projector.standings()
            if standing.rebuild and standing.rebuild.eta_seconds is not None:
                seen.append(standing.rebuild.progress)
    assert seen == sorted(seen)
    assert any(0 < progress < 1 for progress in seen)


async def test_the_indexes_stand_once_a_generation_is_loaded(world: World):
    projection = shops(world.database, indexes=(Index((("owner", 1), ("last", -1))),))
    await world.record_all(trade(5, 2))
    async with world.projecting(projection):
        await eventually(lambda: is_loaded(world))
    assert await world.db.indexes("shops__g1") == [(("_id", 1),), (("owner", 1), ("last", -1))]


async def is_loaded(world: World) -> bool:
    return bool((await live(world)).get("loaded"))


async def test_a_document_that_breaks_a_unique_index_parks_its_entity_only(world: World):
    projection = shops(world.database, indexes=(Index((("owner", 1),), unique=True),))
    async with world.projecting(projection):
        await world.at(await world.record("s1", Opened(owner="a")))
        await eventually(lambda: is_loaded(world))
        await world.record("s2", Opened(owner="a"))
        await world.at(await world.record("s3", Opened(owner="b")))
        (parked,) = await world.db.find("_parked")
    assert sorted(await world.documents()) == ["s1", "s3"]
    assert "duplicate key" in parked["error"]
