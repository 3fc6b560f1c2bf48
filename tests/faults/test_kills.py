"""kill -9 of anything at any moment: nothing acknowledged is lost, nothing takes effect twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from shared.cli.demo import FILES
from shared.cli.programme import commands
from shared.cli.reach import reach
from tests.platform import Platform

VICTIMS = ("grants", "projector", "membership", "nats-server", "mongod", "council", "outreach", "projector")
PAUSE = 1.5


@pytest.fixture
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("faults") / "data")
    await running.start()
    yield running
    await running.stop()


async def replay(platform: Platform) -> None:
    """The demo programme, continued as often as its connection is killed under it."""
    for _ in range(30):
        code, said = await platform.civikos("demo", "--in-flight", "4")
        if code == 0:
            return
        assert "the demo programme stops at" not in said, said
        await asyncio.sleep(0.5)
    raise AssertionError(said)


async def alive(platform: Platform, name: str) -> bool:
    return any(part["name"] == name and part["pid"] for part in platform.run.get("processes", ()))


async def kill_one_after_another(platform: Platform, done: asyncio.Task[None]) -> int:
    kills = 0
    for name in VICTIMS:
        await asyncio.sleep(PAUSE)
        if done.done():
            return kills
        if await alive(platform, name):
            platform.kill(name)
            kills += 1
    return kills


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
    replaying = asyncio.create_task(replay(platform))
    kills = await kill_one_after_another(platform, replaying)
    await replaying
    assert kills == len(VICTIMS), "the replay was over too soon to prove anything"
    await whole_again(platform)

    rows = {row.id for wave in commands(FILES, datetime.now(UTC).date()) for row in wave}
    events = await stored(platform)
    given = [subject for subject, command in events if command in rows]
    assert rows == {command for _, command in events if command in rows}, "an acknowledged command is lost"
    assert len(given) == len(set(given))
    code, said = await platform.civikos("verify")
    assert code == 0, said
    code, said = await platform.civikos("demo")
    assert code == 0, said
    assert "all of it was there already" in said, "a second replay recorded something anew"
    assert await stored(platform) == events
