"""What the log promises, asked of both: the one on JetStream and the one in memory."""

from __future__ import annotations

import asyncio

import pytest
from nats.aio.client import Client

from shared.kernel.codec import Codec
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Conflict, Log, TooLarge
from shared.kernel.subject import NotAToken
from shared.testing.memory_log import MemoryLog
from tests.shared.kernel.ledger import VOCABULARY, Paid
from tests.shared.kernel.records import new, ref


@pytest.fixture(params=["memory", "jetstream"])
def log(request: pytest.FixtureRequest, nc: Client) -> Log:
    return MemoryLog(VOCABULARY) if request.param == "memory" else JetStreamLog(nc, Codec(VOCABULARY))


async def all_of(log: Log, **bounds: int) -> list[int]:
    return [event.position async for batch in log.read(**bounds) for event in batch]


async def test_what_was_appended_is_loaded_in_order(log: Log) -> None:
    for version in (1, 2, 3):
        await log.append([new("a", version)])
    assert [e.data for e in await log.load(ref("a"))] == [Paid(coins=1), Paid(coins=2), Paid(coins=3)]


async def test_an_entity_without_events_is_empty_and_at_version_zero(log: Log) -> None:
    assert await log.load(ref("nobody")) == []
    assert await log.head(ref("nobody")) == 0


async def test_the_envelope_comes_back_as_it_was_given(log: Log) -> None:
    (written,) = await log.append([new("a", 1)])
    assert await log.load(ref("a")) == [written]
    assert (written.by, written.command_name, written.version) == ("p-teller", "Pay", 1)


async def test_a_version_is_given_once(log: Log) -> None:
    await log.append([new("a", 1)])
    with pytest.raises(Conflict):
        await log.append([new("a", 1)])
    assert await log.head(ref("a")) == 1


async def test_the_same_append_again_answers_the_same_records(log: Log) -> None:
    event, pair = new("a", 1), [new("b", 1), new("c", 1)]
    first, both = await log.append([event]), await log.append(pair)
    assert await log.append([event]) == first
    assert await log.append(pair) == both
    assert await log.end() == 3


async def test_an_append_over_several_entities_is_all_or_nothing(log: Log) -> None:
    await log.append([new("fund", 1)])
    with pytest.raises(Conflict):
        await log.append([new("claim", 1), new("fund", 1)])
    assert await log.load(ref("claim")) == []
    assert await log.end() == 1


async def test_several_events_of_one_entity_stand_side_by_side(log: Log) -> None:
    written = await log.append([new("a", 1), new("b", 1), new("a", 2)])
    assert [e.position for e in written] == [1, 2, 3]
    assert await log.head(ref("a")) == 2


async def test_loading_goes_on_behind_a_version(log: Log) -> None:
    await log.append([new("a", version) for version in range(1, 200)])
    assert [e.version for e in await log.load(ref("a"), after=120)] == list(range(121, 200))


async def test_an_entity_of_more_than_a_thousand_events_is_loaded_whole(log: Log) -> None:
    for start in range(0, 2100, 100):
        await log.append([new("a", start + version) for version in range(1, 101)])
    assert [e.version for e in await log.load(ref("a"))] == list(range(1, 2101))


async def test_an_append_that_is_too_large_is_refused_whole(log: Log) -> None:
    with pytest.raises(TooLarge):
        await log.append([new("a", version) for version in range(1, 1002)])
    assert await log.end() == 0


async def test_of_many_writers_of_one_version_one_wins(log: Log) -> None:
    async def write() -> bool:
        try:
            await log.append([new("a", 1)])
        except Conflict:
            return False
        return True

    assert sum(await asyncio.gather(*(write() for _ in range(50)))) == 1
    assert await log.end() == 1


async def test_reading_goes_from_behind_a_position_to_an_end(log: Log) -> None:
    for version in range(1, 8):
        await log.append([new("a", version)])
    assert await all_of(log) == [1, 2, 3, 4, 5, 6, 7]
    assert await all_of(log, after=2, until=5) == [3, 4, 5]
    assert await all_of(log, after=7) == []


async def test_the_chain_links_each_event_to_all_before_it(log: Log) -> None:
    await log.append([new("a", 1), new("a", 2)])
    first, second = await log.load(ref("a"))
    again = Codec(VOCABULARY).encode_all([new("a", 1, event_id=first.id), new("a", 2, event_id=second.id)])
    assert [wire.chain for wire in again] == [first.chain, second.chain]
    assert first.chain != second.chain


@pytest.mark.parametrize("id", ["", "a.b", "a b", "*", ">", "ä", "x" * 81])
async def test_an_id_that_a_subject_cannot_hold_is_refused(log: Log, id: str) -> None:
    with pytest.raises(NotAToken):
        await log.append([new(id, 1)])
