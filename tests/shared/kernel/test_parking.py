"""Does one event that cannot be folded stop one entity only, and can it be healed?"""

from __future__ import annotations

import json

from shared.kernel.event import Recorded
from shared.kernel.projection import Projection
from tests.shared.kernel.shops import Opened, Shop, Sold, World, eventually, shop, shops, sold


class Fear(Exception):
    """This read model cannot fold that."""


def afraid_of(world: World, amounts: set[int]) -> Projection:
    def selling(document: Shop, recorded: Recorded[Sold]) -> Shop:
        if recorded.data.cents in amounts:
            raise Fear(f"not {recorded.data.cents}")
        return sold(document, recorded)

    return shops(world.database, selling=selling)


async def ask(world: World, question: str, **fields: str) -> dict:
    subject_ = f"civikos.control.projector.{question}"
    return json.loads((await world.nc.request(subject_, json.dumps(fields).encode(), 10)).data)


async def test_poison_parks_one_entity_in_order_and_everything_else_goes_on(world: World):
    projection = afraid_of(world, {13})
    async with world.projecting(projection):
        first = await world.record("s1", Opened(owner="a"), Sold(cents=1), Sold(cents=13), Sold(cents=2))
        await world.at(await world.record("s2", Opened(owner="b"), Sold(cents=5)))
        last = await world.record("s1", Sold(cents=3))
        await world.at(last)
        (line,) = (await ask(world, "parked"))["parked"]
        (shown,) = (await ask(world, "parked", ref="trade.shop.s1"))["parked"]
    documents = await world.documents()
    assert (documents["s1"]["cents"], documents["s2"]["cents"]) == (1, 5)
    assert (line["ref"], line["error"], line["waiting"]) == ("trade.shop.s1", "Fear: not 13", 3)
    assert [event["position"] for event in shown["events"]] == [first - 1, first, last]


async def test_a_retry_heals_what_can_be_folded_now(world: World):
    fears = {13}
    projection = afraid_of(world, fears)
    name = projection.full_name
    async with world.projecting(projection):
        last = await world.record("s1", Opened(owner="a"), Sold(cents=13), Sold(cents=2))
        await world.at(last)
        refused = await ask(world, "retry", read_model=name, ref="trade.shop.s1")
        assert refused == {"unparked": False, "error": "Fear: not 13"}
        fears.clear()
        assert await ask(world, "retry", read_model=name, ref="trade.shop.s1") == {
            "unparked": True,
            "error": "",
        }
        await world.at(await world.record("s1", Sold(cents=4)))
        assert (await ask(world, "parked"))["parked"] == []
    assert await world.differences(projection) == []
    assert (await world.documents())["s1"]["cents"] == 19


async def test_a_parked_entity_stays_parked_across_a_restart(world: World):
    projection = afraid_of(world, {13})
    async with world.projecting(projection):
        await world.at(await world.record("s1", Opened(owner="a"), Sold(cents=13)))
    async with world.projecting(projection) as projector:
        await world.at(await world.record("s1", Sold(cents=4)))
        assert [standing.parked for standing in projector.standings()] == [1]
    assert (await world.documents())["s1"]["sales"] == 0


async def test_a_record_that_cannot_be_read_parks_its_entity(world: World):
    projection = shops(world.database)
    async with world.projecting(projection):
        await world.record("s1", Opened(owner="a"))
        headers = {"ce-type": "trade.Sold"}
        where = f"civikos.log.{shop('s1')}.2.Sold"
        await world.nc.jetstream().publish(where, b'{"cents": "??"}', headers=headers)
        await world.at(await world.record("s2", Opened(owner="b")))
        (line,) = (await ask(world, "parked"))["parked"]
    assert line["ref"] == "trade.shop.s1"


async def test_a_rebuild_begins_with_nobody_parked(world: World):
    fears = {13}
    projection = afraid_of(world, fears)
    async with world.projecting(projection):
        await world.at(await world.record("s1", Opened(owner="a"), Sold(cents=13)))
        fears.clear()
        await ask(world, "rebuild", read_model=projection.full_name)
        await eventually(lambda: has_sale(world))
    assert await world.differences(projection) == []


async def has_sale(world: World) -> bool:
    return (await world.documents())["s1"]["sales"] == 1
