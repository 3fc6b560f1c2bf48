"""Is a fold in memory the same as the read model, and does it answer what was true then?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.kernel.event import Recorded
from shared.kernel.projection import EveryEvent, Projection, fold
from shared.kernel.replay import compare, fold_batch, subjects
from shared.kernel.replay import fold as fold_log
from tests.shared.kernel.shops import Closed, Opened, Shop, Sold, World, shop, shops

SHOPS = shops("portal")
DAY = datetime(2015, 4, 21, 12, tzinfo=UTC)


def recorded(id: str, version: int, data, position: int = 1) -> Recorded:
    at = DAY + timedelta(days=position)
    return Recorded(data, shop(id), version, position, "e", at, at, "p", "c", "C", "c", "c")


class Lines:
    """A log of given events."""

    def __init__(self, *events: Recorded) -> None:
        self.events = events

    async def read(self, after=0, until=None, subjects=()):
        yield [e for e in self.events if after < e.position and (until is None or e.position <= until)]


LOG = Lines(
    recorded("a", 1, Opened(owner="x"), 1),
    recorded("a", 2, Sold(cents=5), 2),
    recorded("a", 3, Sold(cents=7), 3),
    recorded("a", 4, Closed(), 4),
)


@pytest.mark.parametrize(("until", "cents"), [(1, 0), (2, 5), (3, 12)])
async def test_a_read_model_as_of_a_position(until: int, cents: int):
    assert (await fold_log(SHOPS, LOG, until=until))["a"]["cents"] == cents


@pytest.mark.parametrize(("at", "cents"), [(date(2015, 4, 23), 5), (date(2015, 4, 24), 12)])
async def test_a_read_model_as_of_the_end_of_a_day(at: date, cents: int):
    assert (await fold_log(SHOPS, LOG, at=at))["a"]["cents"] == cents


async def test_a_document_that_ended_is_not_there():
    assert await fold_log(SHOPS, LOG) == {}


async def test_a_comparison_names_each_document_that_differs_and_in_which_fields(world: World):
    projection = shops(world.database)
    async with world.projecting(projection):
        last = await world.record_all([(id, Opened(owner=id)) for id in ("same", "other", "gone")])
        await world.at(last)
    await world.db.replace("shops__g1", {"gone": None})
    await world.db.update("shops__g1", {"_id": "other"}, {"$set": {"cents": 1, "owner": "?"}})
    found = await world.differences(projection)
    assert [(d.id, d.fields) for d in found] == [("gone", []), ("other", ["cents", "owner"])]


async def test_folding_in_batches_of_any_size_gives_the_same(world: World):
    projection = shops(world.database)
    last = await world.record_all([("s1", Opened(owner="a"))] + [("s1", Sold(cents=i)) for i in range(50)])
    async with world.projecting(projection, size=3):
        await world.at(last)
    assert compare(await world.db.find("shops"), await fold_log(projection, world)) == []


def test_an_entity_that_raised_stays_aside_within_the_batch():
    events = [recorded("a", 1, Sold(cents=1), 1), recorded("a", 2, Opened(owner="x"), 2)]
    outcome = fold_batch(SHOPS, {}, [*events, recorded("b", 1, Opened(owner="y"), 3)])
    assert list(outcome.documents) == ["b"]
    assert [(p.position, bool(p.error)) for p in outcome.poison] == [(1, True), (2, False)]


def test_only_wanted_types_are_asked_of_the_server():
    assert subjects(SHOPS) == (
        "civikos.log.trade.*.*.*.Closed",
        "civikos.log.trade.*.*.*.Opened",
        "civikos.log.trade.*.*.*.Sold",
    )


def test_a_read_model_of_every_event_asks_for_the_whole_log():
    def count(document: Shop | None, recorded: Recorded) -> dict:
        return {"n": 1}

    everything: Projection = replace(SHOPS, on={EveryEvent: fold(count)})
    assert subjects(everything) == ()
