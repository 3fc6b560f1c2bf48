"""Is personal data unreadable without its key, and gone everywhere once the key is destroyed?"""

from __future__ import annotations

import asyncio
import base64
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client

from shared.kernel.codec import Codec
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import STREAM, Forgotten, KeyMissing, KeyRing
from shared.kernel.log import Misconfigured
from shared.kernel.personal import Personal, about
from shared.kernel.provision import provision
from shared.testing.servers import NatsServer
from tests.shared.kernel.ledger import VOCABULARY, Opened
from tests.shared.kernel.records import new, ref

MASTER = secrets.token_urlsafe(32)


@pytest.fixture
async def ring(nc: Client) -> AsyncIterator[KeyRing]:
    async with KeyRing(nc, MASTER) as opened:
        yield opened


async def until(true: Callable[[], bool], within: float = 5.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, f"not within {within:g} s"
        await asyncio.sleep(0.01)


async def test_what_is_sealed_is_opened_by_every_process(nc: Client, ring: KeyRing) -> None:
    await ring.ready(["p-1"])
    sealed = ring.seal("p-1", "Arta Sample")
    async with KeyRing(nc, MASTER) as other:
        assert other.open("p-1", sealed) == "Arta Sample"


async def test_sealed_data_belongs_to_its_person(ring: KeyRing) -> None:
    await ring.ready(["p-1", "p-2"])
    with pytest.raises(Misconfigured, match="not sealed with the key"):
        ring.open("p-2", ring.seal("p-1", "Arta Sample"))


async def test_the_same_text_never_looks_the_same(ring: KeyRing) -> None:
    await ring.ready(["p-1"])
    assert ring.seal("p-1", "Arta Sample") != ring.seal("p-1", "Arta Sample")


async def test_a_key_that_is_not_here_yet_is_not_mistaken_for_a_forgotten_person(ring: KeyRing) -> None:
    with pytest.raises(KeyMissing):
        ring.open("p-nobody", "")


async def test_of_many_processes_that_make_a_person_s_key_all_use_one(nc: Client) -> None:
    async with AsyncExitStack() as stack:
        rings = [await stack.enter_async_context(KeyRing(nc, MASTER)) for _ in range(8)]
        await asyncio.gather(*(ring.ready(["p-1"]) for ring in rings))
        sealed = [ring.seal("p-1", "Arta Sample") for ring in rings]
        assert {ring.open("p-1", s) for ring in rings for s in sealed} == {"Arta Sample"}


async def test_another_master_key_opens_nothing(nc: Client, ring: KeyRing) -> None:
    await ring.ready(["p-1"])
    async with KeyRing(nc, secrets.token_urlsafe(32)) as stranger:
        with pytest.raises(Misconfigured, match="another master key"):
            stranger.seal("p-1", "x")


@pytest.mark.parametrize("key", ["", "short", "ä" * 43, secrets.token_urlsafe(31)])
def test_a_master_key_that_is_none_is_refused_at_once(key: str) -> None:
    with pytest.raises(Misconfigured, match="32 bytes"):
        KeyRing(Client(), key)


async def test_every_process_notices_that_a_person_is_forgotten(nc: Client, ring: KeyRing) -> None:
    async with KeyRing(nc, MASTER) as other:
        heard: list[str] = []
        other.on_forget(lambda: heard.append("forgotten"))
        await ring.ready(["p-1"])
        sealed = ring.seal("p-1", "Arta Sample")
        await other.ready(["p-1"])
        assert other.open("p-1", sealed) == "Arta Sample"
        await ring.forget("p-1")
        assert ring.open("p-1", sealed) is None
        await until(lambda: other.open("p-1", sealed) is None)
        assert heard == ["forgotten"]


async def test_nothing_more_can_be_sealed_for_a_forgotten_person(nc: Client, ring: KeyRing) -> None:
    await ring.forget("p-never-had-a-key")
    for person in ("p-never-had-a-key", "p-1"):
        await ring.ready([person])
        await ring.forget(person)
        await ring.forget(person)
        await ring.ready([person])
        with pytest.raises(Forgotten, match=person):
            ring.seal(person, "x")
    async with KeyRing(nc, MASTER) as later:
        await later.ready(["p-1"])
        with pytest.raises(Forgotten):
            later.seal("p-1", "x")


async def test_no_event_says_anything_new_of_a_forgotten_person(nc: Client, ring: KeyRing) -> None:
    codec = Codec(VOCABULARY, ring)
    await ring.ready(["p-1"])
    await ring.forget("p-1")
    with pytest.raises(Forgotten, match="p-1 has been forgotten"):
        codec.encode(new("a", 1, Opened(owner=about("p-1", "Arta Sample"))), "")
    assert codec.encode(new("a", 1, Opened(owner=Personal[str](person="p-1"))), "").payload


async def test_a_log_that_came_without_its_keys_reads_as_forgotten(nc: Client, ring: KeyRing) -> None:
    await ring.ready(["p-1"], create=False)
    assert ring.open("p-1", "c2VhbGVk") is None
    await ring.ready(["p-1"])
    assert ring.open("p-1", ring.seal("p-1", "x")) == "x"


async def test_a_watch_survives_the_death_of_the_server(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        nc = await nats.connect(
            server.url, reconnect_time_wait=0.05, max_reconnect_attempts=-1, error_cb=_ignore
        )
        await provision(nc)
        async with KeyRing(nc, MASTER) as ring, KeyRing(nc, MASTER) as other:
            await ring.ready(["p-1"])
            await other.ready(["p-1"])
            sealed = ring.seal("p-1", "Arta Sample")
            await server.kill9()
            await server.restart()
            await until(lambda: nc.is_connected)
            await ring.forget("p-1")
            await until(lambda: other.open("p-1", sealed) is None, within=15)
        await nc.close()


async def test_neither_the_name_nor_the_destroyed_key_is_on_the_disk(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        nc = await nats.connect(server.url)
        await provision(nc)
        async with KeyRing(nc, MASTER) as ring:
            log = JetStreamLog(nc, Codec(VOCABULARY, ring))
            await log.append([new("a", 1, Opened(owner=about("p-1", "Arta Sample")))])
            wrapped = (await nc.jetstream().get_last_msg(STREAM, "$KV.civikos_keys.p-1")).data
            assert wrapped is not None
            assert wrapped in _disk(tmp_path)
            await ring.forget("p-1")
            (read,) = await log.load(ref("a"))
            assert read.data == Opened(owner=Personal[str](person="p-1"))
        await nc.close()
        await server.stop()
        for secret in (wrapped, base64.b64encode(wrapped), b"Arta", base64.b64encode(b"Arta Sample")):
            assert secret not in _disk(tmp_path)
        assert b"p-1" in _disk(tmp_path)


def _disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


async def _ignore(_: Exception) -> None:
    """The server dies on purpose."""
