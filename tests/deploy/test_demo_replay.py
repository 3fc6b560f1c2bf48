"""Does the demo programme come in through the real doors, once, and does it stop at a refusal?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from faststream.nats import NatsBroker

from services.membership.doors import DOORS
from shared.cli.demo import FILES, Replay
from shared.cli.programme import Wave, commands
from shared.cli.programme.rows import ZONE
from shared.cli.reach import Reach
from shared.cli.trouble import Trouble
from shared.contracts import VOCABULARY
from shared.kernel.doors import add_doors, drain
from shared.kernel.handler import Handler
from shared.kernel.service import Service
from shared.kernel.settings import Settings
from shared.kernel.token import Verifier, new_key, public_keys
from shared.testing.memory_log import MemoryLog
from shared.testing.servers import nats_server

WAVES = [
    wave
    for wave in commands(FILES, date(2026, 3, 2))
    if wave[0].service == "membership" and wave[0].at.year < 2009
]
"""The first two years: about two hundred commands of one service."""


@pytest.fixture
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Reach, MemoryLog]]:
    """A real nats-server, and the real doors of membership over a log in memory."""
    key, log = new_key(), MemoryLog(VOCABULARY)
    async with nats_server(tmp_path_factory.mktemp("nats")) as server:
        broker = NatsBroker(server.url)
        service = Service("membership", VOCABULARY, DOORS)
        add_doors(broker, service, Handler(log, ZONE), Verifier(public_keys(key), "civikos"))
        await broker.start()
        yield Reach(Settings(nats_url=server.url), key, {}), log
        await drain(broker)
        await broker.stop()


async def _replay(reached: Reach, waves: list[Wave], before: int) -> Replay:
    async with reached.nats() as nc:
        replay = Replay(nc, reached, before, asyncio.Semaphore(32))
        await replay.run(waves)
        return replay


async def test_a_second_replay_records_nothing_and_says_so(platform: tuple[Reach, MemoryLog]) -> None:
    reached, log = platform
    first = await _replay(reached, WAVES, 0)
    end = await log.end()
    second = await _replay(reached, WAVES, end)
    total = sum(len(wave) for wave in WAVES)
    assert (first.recorded, first.known) == (total, 0)
    assert (second.recorded, second.known) == (0, total)
    assert await log.end() == end
    assert "all of it was there already" in second.summary(1)


async def test_a_refusal_stops_it_and_the_next_time_continues(platform: tuple[Reach, MemoryLog]) -> None:
    reached, log = platform
    unknown = replace(WAVES[1][0], body={**WAVES[1][0].body, "municipality": "atlantis"})
    with pytest.raises(Trouble) as stopped:
        await _replay(reached, [WAVES[0], (unknown,)], 0)
    assert unknown.key in str(stopped.value)
    assert "RegisterOrganisation of 02 May 2007" in str(stopped.value)
    continued = await _replay(reached, WAVES, await log.end())
    assert continued.known == len(WAVES[0])
