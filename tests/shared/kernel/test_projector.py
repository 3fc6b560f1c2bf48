"""Does every event take effect exactly once in the read model, whoever dies?"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace

import pytest

from shared.kernel.projector import project
from tests.shared.kernel.shops import (
    VOCABULARY,
    Closed,
    Opened,
    Painted,
    Sold,
    World,
    a_process,
    eventually,
    shop,
    shops,
    trade,
)


async def test_a_read_model_holds_what_a_fold_of_the_log_says(world: World):
    projection = shops(world.database)
    await world.record_all(trade(20, 5))
    async with world.projecting(projection):
        last = await world.record("s3", Closed())
        await world.at(last)
    assert await world.differences(projection) == []
    documents = await world.documents()
    assert len(documents) == 19
    assert documents["s4"]["cents"] == 4 + 5 + 6 + 7 + 8


async def test_an_empty_log_gives_an_empty_read_model_at_once(world: World):
    async with world.projecting(shops(world.database)) as projector:
        await eventually(lambda: has_view(world))
        assert await world.db.find("shops") == []
        await eventually(lambda: is_state(projector, "following"))


async def has_view(world: World) -> bool:
    return "shops" in await world.db.collections()


async def is_state(projector, state: str) -> bool:
    return [s.state for s in projector.standings()] == [state]


async def test_the_position_passes_events_that_nobody_wants(world: World):
    async with world.projecting(shops(world.database)) as projector:
        last = await world.record("s1", Opened(owner="a"), *[Painted()] * 5)
        await world.at(last, 3.0)
        (standing,) = projector.standings()
        assert (standing.lag_events, standing.lag_seconds) == (0, 0.0)


async def test_a_started_projector_goes_on_where_the_last_one_stopped(world: World):
    projection = shops(world.database)
    await world.record_all(trade(5, 2))
    async with world.projecting(projection):
        await world.at(15)
    last = await world.record("s1", Sold(cents=1000))
    async with world.projecting(projection):
        await world.at(last)
    assert await world.differences(projection) == []


async def test_two_projectors_at_once_double_nothing(world: World):
    projection = shops(world.database)
    async with world.projecting(projection, size=7), world.projecting(projection, size=11):
        for _ in range(5):
            last = await world.record_all([(f"s{i}", Opened(owner="x")) for i in range(10)])
            last = await world.record_all(trade(10, 6)[10:])
        await world.at(last, 30)
    assert await world.differences(projection) == []
    assert (await world.documents())["s9"]["sales"] == 6


async def test_a_commit_is_noticed_with_the_ids_that_changed(world: World):
    notices = await world.nc.subscribe(f"changed.{world.database}.shops")
    async with world.projecting(shops(world.database)):
        await world.record("s7", Opened(owner="a"))
        assert json.loads((await notices.next_msg(5)).data) == {"ids": ["s7"]}


async def test_the_operator_is_told_how_each_read_model_stands(world: World):
    async with world.projecting(shops(world.database)):
        last = await world.record("s7", Opened(owner="a"))
        await world.at(last)
        answer = await world.nc.request("civikos.control.projector.status", b"{}", 5)
        (standing,) = json.loads(answer.data)["read_models"]
        assert standing["read_model"] == f"{world.database}.shops"
        assert (standing["position"], standing["state"]) == (last, "following")
        unknown = await world.nc.request("civikos.control.projector.rebuild", b'{"read_model": "x.y"}', 5)
        assert "there is no read model 'x.y'" in json.loads(unknown.data)["problem"]


async def test_an_event_is_in_the_read_model_within_milliseconds(world: World):
    async with world.projecting(shops(world.database)):
        await world.at(await world.record("s0", Opened(owner="a")))
        notices = await world.nc.subscribe(f"changed.{world.database}.shops")
        took = []
        for i in range(30):
            began = time.perf_counter()
            await world.record("s0", Sold(cents=i))
            await notices.next_msg(5)
            took.append(time.perf_counter() - began)
    assert sorted(took)[15] < 0.15


async def test_the_published_shape_stands_beside_the_read_model_and_is_its_validator(world: World):
    def wrongly(document, recorded):
        return {**document, "cents": "many"}

    projection = shops(world.database, selling=wrongly)
    async with world.projecting(projection):
        await world.record("s1", Opened(owner="a"), Sold(cents=1))
        await world.at(await world.record("s2", Opened(owner="b")))
        entry = await world.db.find_one("_projections", {"_id": "shops"})
        assert json.loads(entry["schema"])["properties"]["cents"]["type"] == "integer"
        (parked,) = await world.db.find("_parked")
        assert (await world.documents())["s2"]["owner"] == "b"
    assert parked["ref"] == list(shop("s1"))
    assert "validation" in parked["error"]


async def has_entry(world: World) -> bool:
    return await world.db.find_one("_projections", {"_id": "shops"}) is not None


async def test_a_projector_killed_in_the_middle_of_a_batch_leaves_no_trace(world: World):
    projection = shops(world.database)
    last = await world.record_all(trade(50, 20))
    for pause in (0.15, 0.4, 0.8):
        with a_process(world, slowness=0.002):  # the batch of 1,050 events takes two seconds
            await eventually(lambda: has_entry(world))
            await asyncio.sleep(pause)
    assert (await world.db.find_one("_projections", {"_id": "shops"}))["position"] < last
    began = time.monotonic()
    async with world.projecting(projection):
        await world.at(last, 20)
    assert time.monotonic() - began < 10, "the dead process's transaction was in the way"
    assert await world.differences(projection) == []


async def test_a_standby_takes_over_from_a_killed_projector(world: World):
    projection = shops(world.database)
    stop = asyncio.Event()
    with a_process(world, slowness=0.0) as active:
        await world.at(await world.record_all(trade(5, 1)))
        standby = asyncio.create_task(project(world.nc, VOCABULARY, world.mongo, [projection], stop))
        await asyncio.sleep(0.3)
        active.kill()
        last = await world.record("s1", Sold(cents=5))
        await world.at(last, 10)
    stop.set()
    await standby
    assert await world.differences(projection) == []


@pytest.mark.parametrize("victim", ["mongod", "nats"])
async def test_a_killed_server_costs_nothing_but_time(fragile: World, victim: str):
    projection = shops(fragile.database)
    server = getattr(fragile, victim)
    async with fragile.projecting(projection, size=25) as projector:
        for round in range(2):
            new = [(f"r{round}-{id}", event) for id, event in trade(30, 10)]
            recording = asyncio.create_task(fragile.record_all(new))
            if victim == "mongod":
                await asyncio.sleep(0.05)
            else:
                await recording  # what the log does when it is killed is the log's own test
            await server.kill9()
            await server.restart()
            last = await recording
        await fragile.at(last, 40)
        assert [s.lag_events for s in projector.standings()] == [0]
    assert await fragile.differences(projection) == []


async def test_a_projector_that_starts_before_its_database_waits_for_it(fragile: World):
    last = await fragile.record_all(trade(3, 3))
    await fragile.mongod.stop()
    async with fragile.projecting(shops(fragile.database)) as projector:
        await asyncio.sleep(0.3)
        assert projector.standings() == []
        await fragile.mongod.restart()
        await fragile.at(last, 30)


async def test_two_read_models_follow_the_log_side_by_side(world: World):
    one, other = shops(world.database), replace(shops(world.database), name="stalls")
    async with world.projecting(one, other):
        last = await world.record_all(trade(4, 4))
        await world.at(last)
        await world.at(last, model="stalls")
    assert await world.documents() == await world.documents("stalls")
