"""What only a real server can do to a log: races, lost answers, sudden death, refusals, wrong set-ups."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import nats
import pytest
from nats.aio.client import Client

from shared.kernel.codec import Codec
from shared.kernel.event import Recorded, Vocabulary
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Conflict, Forbidden, Misconfigured, TooLarge, Unavailable
from shared.kernel.provision import LOG_STREAM, check, provision
from shared.testing.servers import MonitoredServer, NatsServer
from tests.shared.kernel.deaf_proxy import DeafProxy
from tests.shared.kernel.ledger import VOCABULARY, Paid, Taken
from tests.shared.kernel.records import new, ref

CODEC = Codec(VOCABULARY)


async def _ignore(_: Exception) -> None:
    """These servers and lines die on purpose."""


@asynccontextmanager
async def connected(url: str, **options: Any) -> AsyncIterator[Client]:
    patient = {"reconnect_time_wait": 0.05, "max_reconnect_attempts": -1, "error_cb": _ignore}
    client = await nats.connect(url, **{**patient, **options})
    try:
        yield client
    finally:
        with suppress(OSError):  # nats-py says so when the server is gone already
            await client.close()


async def wins(log: JetStreamLog, *events: Any) -> bool:
    try:
        await log.append(events)
    except Conflict:
        return False
    return True


async def test_of_fifty_connections_that_write_one_version_one_wins(
    nc: Client, nats_server: MonitoredServer
) -> None:
    clients = [await nats.connect(nats_server.url) for _ in range(50)]
    for version in (1, 2, 3):
        event = [Paid(coins=1), Taken(coins=1)]
        tries = (wins(JetStreamLog(c, CODEC), new("a", version, event[i % 2])) for i, c in enumerate(clients))
        assert sum(await asyncio.gather(*tries)) == 1
    assert [e.version for e in await JetStreamLog(nc, CODEC).load(ref("a"))] == [1, 2, 3]
    await asyncio.gather(*(client.close() for client in clients))


async def test_of_fifty_batches_for_one_version_of_a_fund_one_is_stored_whole(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    tries = (wins(log, new(f"claim-{i}", 1), new("fund", 1)) for i in range(50))
    assert sum(await asyncio.gather(*tries)) == 1
    assert await log.end() == 2


async def test_batches_and_single_events_do_not_pass_each_other(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    singles = (wins(log, new("fund", 1)) for _ in range(25))
    batches = (wins(log, new(f"claim-{i}", 1), new("fund", 1)) for i in range(25))
    assert sum(await asyncio.gather(*singles, *batches)) == 1
    assert await log.head(ref("fund")) == 1


@pytest.mark.parametrize("count", [1, 3], ids=["one event", "a batch"])
async def test_a_lost_acknowledgement_is_no_lost_event(
    nc: Client, nats_server: MonitoredServer, count: int
) -> None:
    events = [new("a", version) for version in range(1, count + 1)]
    async with DeafProxy(nats_server.url) as proxy, connected(proxy.url) as client:
        log = JetStreamLog(client, CODEC)
        await log.end()
        proxy.deaf = True
        appending = asyncio.ensure_future(log.append(events))
        there = JetStreamLog(nc, CODEC)
        while await there.head(ref("a")) < count:
            assert not appending.done()
        proxy.cut()
        proxy.deaf = False
        assert await appending == await there.load(ref("a"))
    assert await there.end() == count


async def test_whatever_was_acknowledged_survives_the_sudden_death_of_the_server(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server, connected(server.url) as client:
        await provision(client)
        log = JetStreamLog(client, CODEC)
        answers: dict[str, list[Recorded[Any]]] = {}

        async def write(name: str) -> None:
            for version in range(1, 31):
                answers[name] = answers.get(name, [])
                pair = [new(name, version), new(f"{name}-too", version)][: 1 + version % 2]
                if version % 2 == 0:
                    pair.append(new(f"{name}-too", version))
                answers[name] += await log.append(pair)

        writing = asyncio.gather(*(write(f"w-{i}") for i in range(8)))
        for _ in range(2):
            await asyncio.sleep(0.15)
            assert not writing.done()
            await server.kill9()
            await server.restart()
        await writing
        stored = [event async for batch in log.read() for event in batch]
        said = sorted((event for some in answers.values() for event in some), key=lambda e: e.position)
        assert stored == said
        assert len(stored) == 8 * 30 * 2


async def test_without_a_server_patience_ends_with_a_clear_word(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server, connected(server.url) as client:
        await provision(client)
        log = JetStreamLog(client, CODEC, patience=0.3)
        await server.kill9()
        with pytest.raises(Unavailable, match="not known whether it is recorded"):
            await log.append([new("a", 1)])
        with pytest.raises(Unavailable, match="does not answer"):
            await log.load(ref("a"))


async def test_an_id_that_stands_elsewhere_is_never_taken_for_success(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    await log.append([new("a", 1, event_id="event-1")])
    with pytest.raises(Conflict, match="used for another event"):
        await log.append([new("b", 1, event_id="event-1")])
    with pytest.raises(Conflict, match="used for another event"):
        await log.append([new("b", 1), new("c", 1, event_id="event-1")])
    assert await log.end() == 1


async def test_an_entity_larger_than_one_answer_of_the_server_is_loaded_whole(nc: Client) -> None:
    log = JetStreamLog(nc, Codec(Vocabulary([Wide])))
    for start in range(0, 80, 10):
        await log.append([new("a", start + version, Wide.of(900_000)) for version in range(1, 11)])
    assert [e.version for e in await log.load(ref("a"))] == list(range(1, 81))


async def test_news_of_a_long_entity_are_loaded_whole(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    await log.append([new("a", version) for version in range(1, 1001)])
    await log.append([new("a", version) for version in range(1001, 1201)])
    assert [e.version for e in await log.load(ref("a"), after=50)] == list(range(51, 1201))


async def test_many_entities_are_loaded_at_once_without_mixing_them(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    await asyncio.gather(*(log.append([new(f"e-{i}", v) for v in (1, 2, 3)]) for i in range(40)))
    loaded = await asyncio.gather(*(log.load(ref(f"e-{i}")) for i in range(40)))
    assert [[(e.ref, e.version) for e in events] for events in loaded] == [
        [(ref(f"e-{i}"), version) for version in (1, 2, 3)] for i in range(40)
    ]


async def test_reading_can_be_limited_to_what_one_wants(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    for version in range(1, 5):
        await log.append(
            [new("a", version, Paid(coins=1) if version % 2 else Taken(coins=1)), new("b", version)]
        )
    subjects = ["civikos.log.bank.*.*.*.Taken"]
    found = [event.data async for batch in log.read(subjects=subjects) for event in batch]
    assert found == [Taken(coins=1), Taken(coins=1)]


PERMISSIONS = """
authorization { users = [
  { user: admin, password: "a", permissions { publish: ">", subscribe: ">" } }
  { user: grants, password: "g", permissions {
      publish: ["civikos.log.grants.>", "$JS.API.>"], subscribe: "_INBOX.>" } }
] }
"""


async def test_a_user_who_may_not_write_there_is_told_so_at_once(tmp_path: Path) -> None:
    async with NatsServer(tmp_path, extra=PERMISSIONS) as server:
        async with connected(server.url, user="admin", password="a") as admin:
            await provision(admin)
        refused: list[Exception] = []

        async def hear(error: Exception) -> None:
            refused.append(error)

        async with connected(server.url, user="grants", password="g", error_cb=hear) as client:
            log = JetStreamLog(client, CODEC, refused=refused)
            for events in ([new("a", 1)], [new("a", 1), new("b", 1)]):
                with pytest.raises(Forbidden, match=r"civikos\.log\.bank\.account\.a\.1\.Paid"):
                    await asyncio.wait_for(log.append(events), 6)


async def test_an_event_larger_than_the_server_takes_is_refused_with_its_size(tmp_path: Path) -> None:
    async with NatsServer(tmp_path, extra="max_payload: 8KB\n") as server, connected(server.url) as client:
        await provision(client)
        log = JetStreamLog(client, CODEC)
        with pytest.raises(TooLarge, match="bytes: the server takes 8192"):
            await log.append([new("a", 1), new("a", 2, Wide.of(9000))])
        assert await log.end() == 0


class Wide(Paid, name="bank.Wide"):
    text: str

    @classmethod
    def of(cls, size: int) -> Wide:
        return cls(coins=1, text="x" * size)


async def test_a_full_log_says_that_there_is_no_room(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    await log.append([new("a", 1)])
    await _configure(nc, max_msgs=1)
    for events in ([new("a", 2)], [new("a", 2), new("b", 1)]):
        with pytest.raises(Unavailable, match="no room"):
            await log.append(events)
    assert await wins(log, new("a", 1)) is False


async def test_a_log_without_atomic_batches_is_a_mistake_of_set_up(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    await _configure(nc, allow_atomic=False)
    with pytest.raises(Misconfigured, match="run `civikos provision`"):
        await log.append([new("a", 1), new("b", 1)])


async def test_a_chain_goes_on_where_the_last_append_ended(nc: Client) -> None:
    log = JetStreamLog(nc, CODEC)
    (first,) = await log.append([new("a", 1)])
    second, third = [new("a", 2), new("a", 3)]
    await log.append([replace(second, chain=first.chain), replace(third, chain=first.chain)])
    wires = CODEC.encode_all([replace(second, chain=first.chain), replace(third, chain=first.chain)])
    assert [e.chain for e in await log.load(ref("a"), after=1)] == [wire.chain for wire in wires]


async def test_a_server_that_is_set_up_right_is_accepted(nc: Client, nats_server: MonitoredServer) -> None:
    await provision(nc)
    await check(nc, nats_server.monitor)


@pytest.mark.parametrize("change", [{"max_msgs": 5}, {"allow_atomic": False}, {"discard": "old"}])
async def test_a_log_stream_that_is_set_up_otherwise_is_refused_and_can_be_set_right(
    nc: Client, nats_server: MonitoredServer, change: dict[str, Any]
) -> None:
    await _configure(nc, **change)
    with pytest.raises(
        Misconfigured, match=f"{LOG_STREAM} is set up differently .{next(iter(change))} must be"
    ):
        await check(nc, nats_server.monitor)
    await provision(nc)
    await check(nc, nats_server.monitor)


async def test_a_missing_stream_is_refused(nc: Client, nats_server: MonitoredServer) -> None:
    await nc.jetstream().delete_stream(LOG_STREAM)
    with pytest.raises(Misconfigured, match=f"{LOG_STREAM} is missing"):
        await check(nc, nats_server.monitor)


async def test_a_server_that_may_lose_what_it_acknowledged_is_refused(tmp_path: Path) -> None:
    async with NatsServer(tmp_path, sync="2m") as server, connected(server.url) as client:
        await provision(client)
        with pytest.raises(Misconfigured, match="sync_interval: always"):
            await check(client, server.monitor)
        await check(client, server.monitor, lazy_sync=True)


async def test_a_server_that_nobody_can_look_at_is_refused(nc: Client) -> None:
    with pytest.raises(Misconfigured, match="CIVIKOS_NATS_MONITOR"):
        await check(nc, "http://127.0.0.1:1")


async def _configure(nc: Client, **changes: Any) -> None:
    info = json.loads((await nc.request(f"$JS.API.STREAM.INFO.{LOG_STREAM}", b"")).data)
    body = json.dumps({**info["config"], **changes}).encode()
    answer = json.loads((await nc.request(f"$JS.API.STREAM.UPDATE.{LOG_STREAM}", body)).data)
    assert "error" not in answer, answer
