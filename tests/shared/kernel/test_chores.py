"""Is work that a fact asks for done at least once: after a failure, after a kill, after an orderly stop?"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from nats.aio.client import Client

from shared.kernel import chores, consume
from shared.kernel.chores import Again, Alive, Chore, Chores
from shared.kernel.codec import Codec
from shared.kernel.event import Recorded
from shared.kernel.jetstream import JetStreamLog
from tests.shared.kernel.ledger import VOCABULARY, Paid
from tests.shared.kernel.records import new

Do = Callable[[Recorded[Any], Alive], Awaitable[None]]


class Worker:
    """A process that does one chore, until it is stopped or killed."""

    def __init__(self, nc: Client, do: Do) -> None:
        codec = Codec(VOCABULARY)
        self.log = JetStreamLog(nc, codec)
        self._chores = Chores(nc, "bank", codec, [Chore("greet", (Paid,), do)])
        self._stop = asyncio.Event()
        self._task = asyncio.ensure_future(self._chores.run(self._stop))

    async def stop(self) -> None:
        self._stop.set()
        await asyncio.wait_for(self._task, 10)

    async def kill(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


async def opened(log: JetStreamLog) -> str:
    account = f"a{secrets.token_hex(4)}"
    await log.append([new(account, 1)])
    return account


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.02)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (chores, consume):
        monkeypatch.setattr(module, "LEFT_AFTER", 1.0)
    monkeypatch.setattr(chores, "AGAIN_AFTER", 0.2)


async def test_what_fails_or_is_put_off_is_done_again_and_holds_up_nobody(nc: Client) -> None:
    tries: list[str] = []

    async def do(fact: Recorded[Any], alive: Alive) -> None:
        tries.append(fact.ref.id)
        if tries.count(fact.ref.id) == 1 and fact.ref.id == first:
            raise Again(0.2, "not yet")
        if tries.count(fact.ref.id) == 2 and fact.ref.id == first:
            raise ValueError("broken")

    worker = Worker(nc, do)
    first = await opened(worker.log)
    second = await opened(worker.log)
    await until(lambda: tries.count(first) == 3)
    await worker.stop()
    assert tries.count(second) == 1
    assert tries.index(second) < 2 or tries[:2] == [first, second]


async def test_work_of_a_killed_process_is_taken_over(nc: Client) -> None:
    done: list[str] = []
    begun = asyncio.Event()

    async def die(fact: Recorded[Any], alive: Alive) -> None:
        begun.set()
        await asyncio.Event().wait()

    async def do(fact: Recorded[Any], alive: Alive) -> None:
        done.append(fact.ref.id)

    worker = Worker(nc, die)
    account = await opened(worker.log)
    await asyncio.wait_for(begun.wait(), 20)
    await worker.kill()
    second = Worker(nc, do)
    await until(lambda: account in done)
    await second.stop()


async def test_long_work_and_what_waits_behind_it_stay_with_a_process_that_lives(nc: Client) -> None:
    begun, done = list[str](), list[str]()
    go_on = asyncio.Event()

    async def do(fact: Recorded[Any], alive: Alive) -> None:
        begun.append(fact.ref.id)
        await go_on.wait()
        done.append(fact.ref.id)

    log = JetStreamLog(nc, Codec(VOCABULARY))
    accounts = [await opened(log), await opened(log)]
    one, other = Worker(nc, do), Worker(nc, do)
    await until(lambda: bool(begun))
    await asyncio.sleep(3)  # three times as long as a dead process would be waited for
    go_on.set()
    await until(lambda: set(accounts) <= set(done))
    await one.stop()
    await other.stop()
    assert [done.count(account) for account in accounts] == [1, 1]


async def test_what_waits_is_given_back_at_once_by_a_process_that_ends(
    nc: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "LEFT_AFTER", 600.0)
    begun, done = list[str](), list[str]()
    go_on = asyncio.Event()

    async def linger(fact: Recorded[Any], alive: Alive) -> None:
        begun.append(fact.ref.id)
        await go_on.wait()

    async def do(fact: Recorded[Any], alive: Alive) -> None:
        done.append(fact.ref.id)

    log = JetStreamLog(nc, Codec(VOCABULARY))
    accounts = [await opened(log) for _ in range(3)]
    one = Worker(nc, linger)
    await until(lambda: bool(begun))
    ending = asyncio.ensure_future(one.stop())
    await asyncio.sleep(0)
    go_on.set()
    await ending
    other = Worker(nc, do)
    await until(lambda: set(accounts) <= {*begun, *done})
    await other.stop()


async def test_long_work_stops_between_two_steps_and_the_next_process_goes_on(nc: Client) -> None:
    steps: list[int] = []

    async def do(fact: Recorded[Any], alive: Alive) -> None:
        for step in range(len(steps), 40):
            await alive.beat()
            steps.append(step)
            await asyncio.sleep(0.02)

    worker = Worker(nc, do)
    await opened(worker.log)
    await until(lambda: len(steps) > 5)
    await worker.stop()
    assert len(steps) < 40
    second = Worker(nc, do)
    await until(lambda: len(steps) == 40)
    await second.stop()
    assert steps == list(range(40))
