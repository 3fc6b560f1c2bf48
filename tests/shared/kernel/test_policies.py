"""Facts lead to commands once each, and timers fire at their time, across restarts of anything."""

from __future__ import annotations

import asyncio
import dataclasses
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import nats
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from shared.kernel.codec import Codec
from shared.kernel.draft import Order
from shared.kernel.event import Recorded
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.policies import Policies
from shared.kernel.policy import Consequence, Forget, Later, Policy
from shared.kernel.provision import LOG_STREAM, TIMER_STREAM, provision
from shared.kernel.service import Service
from shared.kernel.timers import Due, schedule
from shared.testing.servers import NatsServer
from shared.testing.spec import KOSOVO
from tests.shared.kernel.ledger import MOVE, OPEN, PAY, VOCABULARY, Open, Opened, Paid, Pay
from tests.shared.kernel.records import NOW, new, ref
from tests.shared.kernel.test_handler import TELLER

GIFT = 7


def gift(recorded: Recorded[Opened]) -> Sequence[Consequence]:
    return [Pay(account=recorded.ref.id, coins=GIFT)]


def reminder(due: datetime) -> Policy:
    """Every payment plans one more, a single one, at `due`; paid by a timer, it plans nothing."""

    def then(recorded: Recorded[Paid]) -> Sequence[Consequence]:
        if recorded.by.startswith("system:"):
            return []
        return [Later(recorded.ref.id, due, Pay(account=recorded.ref.id, coins=GIFT))]

    return Policy("reminder", Paid, then)


class Bank:
    """The service in this process, with its policies running or not."""

    def __init__(self, nc: Client, *policies: Policy) -> None:
        codec = Codec(VOCABULARY)
        self.log = JetStreamLog(nc, codec)
        self.service = Service("bank", VOCABULARY, (OPEN, PAY, MOVE), policies)
        self.policies = Policies(nc, self.service, Handler(self.log, KOSOVO), codec, again_after=0.3)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self.policies.run(self._stop))

    async def stop(self) -> None:
        self._stop.set()
        assert self._task is not None
        await self._task

    def kill(self) -> None:
        assert self._task is not None
        self._task.cancel()

    async def open(self, account: str) -> None:
        command = Open(account=account, owner="p-1", name="Somebody")
        await self.policies.handler.handle(OPEN, Order(command, f"open-{account}", TELLER, NOW))

    async def pay(self, account: str, coins: int) -> None:
        command = Pay(account=account, coins=coins)
        await self.policies.handler.handle(PAY, Order(command, f"pay-{account}-{coins}", TELLER, NOW))

    async def paid(self, account: str) -> list[int]:
        events = await self.log.load(ref(account))
        return [event.data.coins for event in events if isinstance(event.data, Paid)]

    async def until(self, holds: Callable[[], Any], patience: float = 8.0) -> None:
        async with asyncio.timeout(patience):
            while not await holds():
                await asyncio.sleep(0.02)

    async def all_acknowledged(self, durable: str, stream: str = LOG_STREAM) -> None:
        async def holds() -> bool:
            try:
                info = await self.policies.nc.jetstream().consumer_info(stream, durable)
            except NotFoundError:
                return False  # the policies are just starting
            return info.num_pending == 0 and info.num_ack_pending == 0

        await self.until(holds)


async def test_a_fact_leads_to_its_command_with_its_causes_and_its_moment(nc: Client) -> None:
    bank = Bank(nc, Policy("gift", Opened, gift))
    bank.start()
    await bank.open("a")
    await bank.until(lambda: bank.paid("a"))
    opened, paid = await bank.log.load(ref("a"))
    assert paid.by == "system:gift"
    assert (paid.causation, paid.correlation, paid.at) == (opened.id, opened.correlation, opened.at)
    await bank.stop()


async def test_facts_delivered_again_from_the_beginning_change_nothing(nc: Client) -> None:
    bank = Bank(nc, Policy("gift", Opened, gift))
    bank.start()
    for number in range(20):
        await bank.open(f"a{number}")
    await bank.until(lambda: bank.paid("a19"))
    await bank.stop()
    await nc.jetstream().delete_consumer(LOG_STREAM, "policies-bank")
    other = Bank(nc, Policy("gift", Opened, gift))
    other.start()
    await asyncio.sleep(0.1)
    await other.all_acknowledged("policies-bank")
    assert [await other.paid(f"a{number}") for number in range(20)] == [[GIFT]] * 20
    await other.stop()


async def test_a_process_killed_again_and_again_in_the_middle_gives_each_command_once(nc: Client) -> None:
    accounts = [f"a{number}" for number in range(40)]
    for account in accounts:
        await Bank(nc).open(account)
    for _ in range(6):
        bank = Bank(nc, Policy("gift", Opened, gift))
        bank.start()
        await asyncio.sleep(0.03)
        bank.kill()
    await nc.jetstream().delete_consumer(LOG_STREAM, "policies-bank")  # what was handed out comes at once
    bank = Bank(nc, Policy("gift", Opened, gift))
    bank.start()
    await bank.until(lambda: bank.paid("a39"))
    await bank.all_acknowledged("policies-bank")
    assert [await bank.paid(account) for account in accounts] == [[GIFT]] * 40
    await bank.stop()


async def test_a_policy_that_fails_is_tried_again_later_while_others_go_on(nc: Client) -> None:
    tries: list[str] = []

    def moody(recorded: Recorded[Opened]) -> Sequence[Consequence]:
        tries.append(recorded.ref.id)
        if tries.count("a") == 1 and recorded.ref.id == "a":
            raise RuntimeError("a bug, this once")
        return gift(recorded)

    bank = Bank(nc, Policy("moody", Opened, moody))
    bank.start()
    await bank.open("a")
    await bank.open("b")
    await bank.until(lambda: bank.paid("a"))
    assert tries == ["a", "b", "a"]
    assert (await bank.paid("a"), await bank.paid("b")) == ([GIFT], [GIFT])
    await bank.stop()


async def test_facts_that_always_fail_do_not_starve_the_others(nc: Client) -> None:
    def bad(_: Recorded[Paid]) -> Sequence[Consequence]:
        raise RuntimeError("a bug, always")

    bank = Bank(nc, Policy("bad", Paid, bad), Policy("gift", Opened, gift))
    bank.policies = dataclasses.replace(bank.policies, again_after=60.0)
    await bank.open("a")
    for start in range(2, 302, 100):
        await bank.log.append([new("a", start + number) for number in range(100)])
    await bank.open("b")
    bank.start()
    await bank.until(lambda: bank.paid("b"), patience=40)
    await bank.stop()


async def test_a_fact_that_comes_again_late_does_not_undo_a_newer_plan(nc: Client) -> None:
    def due(position: int, hours: int) -> Due:
        moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
        names = {"policy": "reminder", "command": "Pay", "causation": "c", "correlation": "c"}
        return Due(due=moment, body={}, id=f"id-{position}", position=position, **names)

    first, second = due(1, 1), due(2, 5)
    for plan in (first, second, first):
        await schedule(nc, "bank", "reminder.a", plan)
    planned = await nc.jetstream().get_last_msg(TIMER_STREAM, "civikos.timer.bank.reminder.a")
    assert Due.model_validate_json(planned.data or b"") == second


async def test_a_timer_fires_at_its_time_and_its_command_is_dated_then(nc: Client) -> None:
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    bank = Bank(nc, reminder(due))
    bank.start()
    await bank.open("a")
    await bank.pay("a", 1)
    await bank.until(lambda: _holds(bank, "a", [1, GIFT]))
    last = (await bank.log.load(ref("a")))[-1]
    assert (last.at, last.by) == (due, "system:reminder")
    assert last.recorded_at >= due - timedelta(seconds=1)
    await bank.stop()


async def test_a_time_gone_by_is_due_at_once(nc: Client) -> None:
    bank = Bank(nc, reminder(datetime(2015, 5, 21, tzinfo=UTC)))
    bank.start()
    await bank.open("a")
    await bank.pay("a", 1)
    await bank.until(lambda: _holds(bank, "a", [1, GIFT]))
    await bank.stop()


async def test_planning_again_replaces_the_time(nc: Client) -> None:
    bank = Bank(nc, reminder(datetime.now(UTC) + timedelta(seconds=2)))
    bank.start()
    await bank.open("a")
    await bank.pay("a", 1)
    await bank.pay("a", 2)
    await bank.until(lambda: _holds(bank, "a", [1, 2, GIFT]))
    await asyncio.sleep(1.5)
    assert await bank.paid("a") == [1, 2, GIFT]
    await bank.stop()


async def test_a_timer_survives_kill_9_of_the_server_and_fires_once(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        nc = await nats.connect(
            server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=_quiet
        )
        await provision(nc)
        bank = Bank(nc, reminder(datetime.now(UTC) + timedelta(seconds=4)))
        bank.start()
        await bank.open("a")
        await bank.pay("a", 1)
        await bank.all_acknowledged("policies-bank")
        await server.kill9()
        await server.restart()
        await bank.until(lambda: _holds(bank, "a", [1, GIFT]), patience=15)
        await nc.jetstream().delete_consumer(TIMER_STREAM, "timers-bank")
        await asyncio.sleep(1.5)
        assert await bank.paid("a") == [1, GIFT], "delivered again, it takes no effect again"
        await bank.stop()
        await nc.close()


async def _holds(bank: Bank, account: str, coins: list[int]) -> bool:
    return await bank.paid(account) == coins


async def _quiet(_: Exception) -> None:
    """The server is killed on purpose."""


async def test_a_fact_that_forgets_a_person_destroys_the_key_after_any_restart(nc: Client) -> None:
    forgetting = Policy("forgetting", Opened, lambda opened: [Forget(opened.ref.id)])
    async with KeyRing(nc, secrets.token_urlsafe(32)) as ring:
        await ring.ready(["a"])
        sealed = ring.seal("a", "Arta")
        bank = Bank(nc, forgetting)
        bank.policies = dataclasses.replace(bank.policies, forget=_interrupted_once(ring.forget))
        bank.start()
        await bank.open("a")
        await bank.all_acknowledged("policies-bank")
        assert ring.open("a", sealed) is None
        await bank.stop()


def _interrupted_once(forget: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[None]]:
    tried: list[str] = []

    async def interrupted(person: str) -> None:
        tried.append(person)
        if len(tried) == 1:
            raise RuntimeError("killed in the middle")
        await forget(person)

    return interrupted
