"""kill -9 of anything at any moment: nothing acknowledged is lost, nothing takes effect twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from shared.cli.demo import FILES, Replay
from shared.cli.programme import Wave, commands
from shared.cli.programme.rows import Row
from shared.cli.reach import reach
from shared.cli.trouble import Trouble
from tests.platform import Platform

VICTIMS = ("grants", "projector", "membership", "nats-server", "mongod", "council", "outreach", "projector")


@pytest.fixture
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("faults") / "data")
    await running.start()
    yield running
    await running.stop()


class UnderFire(Replay):
    """The demo programme's replay; each victim dies at its share of the answers, with others in flight."""

    victims: list[tuple[int, str]]
    platform: Platform

    async def _give(self, row: Row) -> None:
        await super()._give(row)
        if self.victims and self.recorded + self.known >= self.victims[0][0]:
            _, name = self.victims.pop(0)
            await self.platform.until(lambda: alive(self.platform, name), 30)
            self.platform.kill(name)


async def replay_under_fire(platform: Platform, waves: list[Wave]) -> None:
    """From the beginning again, as often as its connection is killed under it."""
    reached, step = reach(platform.data), sum(map(len, waves)) // (len(VICTIMS) + 1)
    victims = [(step * place, name) for place, name in enumerate(VICTIMS, 1)]
    for _ in range(30):
        try:
            async with reached.nats() as nc:
                replay = UnderFire(nc, reached, 0, asyncio.Semaphore(8))
                replay.victims, replay.platform = victims, platform
                await replay.run(waves)
                assert not victims, "the replay was over too soon to prove anything"
                return
        except Trouble as trouble:
            said = str(trouble)
            assert "the demo programme stops at" not in said, said
        await asyncio.sleep(0.5)
    raise AssertionError(said)


def alive(platform: Platform, name: str) -> bool:
    return any(part["name"] == name and part["pid"] for part in platform.run.get("processes", ()))


async def whole_again(platform: Platform) -> None:
    for _ in range(60):
        code, said = await platform.civikos("status")
        if code == 0:
            return
        await asyncio.sleep(1)
    raise AssertionError(said)


async def stored(platform: Platform) -> list[tuple[str, str]]:
    """Subject and command id of every event in the log."""
    reached = reach(platform.data)
    async with reached.nats() as nc:
        js = nc.jetstream()
        subscription = await js.subscribe("civikos.log.>", ordered_consumer=True)
        end = (await js.stream_info("CIVIKOS_LOG")).state.messages
        events = [await subscription.next_msg(timeout=5) for _ in range(end)]
    return [(event.subject, (event.headers or {})["ce-commandid"]) for event in events]


async def test_a_replay_under_fire_leaves_what_an_undisturbed_one_leaves(platform: Platform) -> None:
    waves = commands(FILES, datetime.now(UTC).date())
    await replay_under_fire(platform, waves)
    await whole_again(platform)

    rows = {row.id for wave in waves for row in wave}
    events = await stored(platform)
    given = [subject for subject, command in events if command in rows]
    assert rows == {command for _, command in events if command in rows}, "an acknowledged command is lost"
    assert len(given) == len(set(given))
    code, said = await platform.civikos("verify")
    assert code == 0, said
    code, said = await platform.civikos("demo")
    assert code == 0, said
    assert "all of it was there already" in said, "a second replay recorded something anew"
    after = await stored(platform)
    assert after[: len(events)] == events
    recorded = {command for _, command in events}
    assert not recorded & {command for _, command in after[len(events) :]}, "recorded a second time"
