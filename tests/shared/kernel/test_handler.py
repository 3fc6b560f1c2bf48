"""What happens to a command: once for ever, never on stale knowledge, all or nothing."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta

import pytest
from nats.aio.client import Client

from shared.kernel.access import Door
from shared.kernel.codec import Codec
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.kernel.handler import Answer, Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Log, Misconfigured, Unavailable
from shared.kernel.problem import CommandIdReused, NotAllowed
from shared.testing.memory_log import MemoryLog
from shared.testing.spec import KOSOVO
from tests.shared.kernel.ledger import (
    ACCOUNT,
    MOVE,
    OPEN,
    PAY,
    VOCABULARY,
    Account,
    Move,
    Open,
    Paid,
    Pay,
    TooFew,
)
from tests.shared.kernel.records import NOW, new, ref

TELLER = Actor("p-teller", (Grant("teller"),))


@pytest.fixture(params=["memory", "jetstream"])
def log(request: pytest.FixtureRequest, nc: Client) -> Log:
    return MemoryLog(VOCABULARY) if request.param == "memory" else JetStreamLog(nc, Codec(VOCABULARY))


def service(log: Log) -> Handler:
    """One process of the service, with a memory of its own."""
    return Handler(log, KOSOVO)


async def give(
    handler: Handler, door: Door, command: Command, id: str = "", actor: Actor = TELLER, at: datetime = NOW
) -> Answer:
    return await handler.handle(door, Order(command, id or str(uuid.uuid4()), actor, at))


async def opened(log: Log, *accounts: str, coins: int = 0) -> Handler:
    handler = service(log)
    for account in accounts:
        await give(handler, OPEN, Open(account=account, owner="p-1", name="Somebody"))
        if coins:
            await give(handler, PAY, Pay(account=account, coins=coins))
    return handler


async def coins(log: Log, account: str) -> int:
    state = ACCOUNT.initial
    for event in await log.load(ref(account)):
        state = ACCOUNT.evolve(state, event.data)
    assert isinstance(state, Account)
    return state.coins


async def test_an_accepted_command_is_answered_with_what_was_recorded(log: Log) -> None:
    handler = await opened(log, "a")
    answer = await give(handler, PAY, Pay(account="a", coins=5))
    assert (answer.entity, answer.version, answer.position) == ("bank.account.a", 2, 2)
    assert [fact.type for fact in answer.events] == ["bank.Paid"]


async def test_a_command_that_changes_nothing_records_nothing(log: Log) -> None:
    handler = await opened(log, "a")
    answer = await give(handler, PAY, Pay(account="a", coins=0))
    assert (answer.version, answer.events) == (1, ())
    assert await log.end() == 1


async def test_a_repeated_command_id_gets_its_first_answer_again(log: Log) -> None:
    handler = await opened(log, "a")
    first = await give(handler, PAY, Pay(account="a", coins=5), id="once")
    await give(handler, PAY, Pay(account="a", coins=1))
    assert await give(handler, PAY, Pay(account="a", coins=5), id="once") == first
    assert await coins(log, "a") == 6


async def test_a_process_that_never_saw_the_first_one_answers_it_too(log: Log) -> None:
    first = await give(await opened(log, "a", "b", coins=9), MOVE, Move(account="a", to="b", coins=2), id="x")
    assert await give(service(log), MOVE, Move(account="a", to="b", coins=2), id="x") == first
    assert (await coins(log, "a"), await coins(log, "b")) == (7, 11)


async def test_a_process_that_never_saw_an_entity_opens_it_once(log: Log) -> None:
    wish = Open(account="a", owner="p-1", name="Somebody")
    first = await give(service(log), OPEN, wish, id="x")
    assert await give(service(log), OPEN, wish, id="x") == first
    with pytest.raises(NotNow, match="account is account"):
        await give(service(log), OPEN, wish)
    assert await log.end() == 1


async def test_a_process_that_never_saw_a_command_id_knows_whose_it_is(log: Log) -> None:
    wish = Open(account="a", owner="p-1", name="Somebody")
    await give(service(log), OPEN, wish, id="x")
    with pytest.raises(CommandIdReused):
        await give(service(log), OPEN, wish, id="x", actor=Actor("p-stranger", TELLER.grants))


async def test_a_new_entity_is_recorded_without_asking_for_it_first(log: Log) -> None:
    class Unread:
        """The log, of which nothing may be loaded."""

        append = log.append

    handler = Handler(Unread(), KOSOVO)  # type: ignore[arg-type]
    answer = await give(handler, OPEN, Open(account="a", owner="p-1", name="Somebody"))
    assert answer.version == 1


async def test_thirty_processes_at_once_open_an_account_once(log: Log) -> None:
    wish = Open(account="a", owner="p-1", name="Somebody")
    asked = (give(service(log), OPEN, wish) for _ in range(30))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(answer, Answer) for answer in answers) == 1
    assert sum(isinstance(answer, NotNow) for answer in answers) == 29
    assert await log.end() == 1


async def test_a_command_id_cannot_serve_for_another_command_or_person(log: Log) -> None:
    handler = await opened(log, "a", coins=3)
    await give(handler, PAY, Pay(account="a", coins=5), id="once")
    with pytest.raises(CommandIdReused):
        await give(handler, MOVE, Move(account="a", to="b", coins=5), id="once")
    stranger = Actor("p-stranger", TELLER.grants)
    with pytest.raises(CommandIdReused):
        await give(handler, PAY, Pay(account="a", coins=5), id="once", actor=stranger)


async def test_one_decision_over_two_entities_is_one_append(log: Log) -> None:
    handler = await opened(log, "a", "b", coins=10)
    await give(handler, MOVE, Move(account="a", to="b", coins=4))
    assert (await coins(log, "a"), await coins(log, "b")) == (6, 14)


async def test_a_refusal_says_its_sentence_and_records_nothing(log: Log) -> None:
    handler = await opened(log, "a", "b", coins=3)
    with pytest.raises(TooFew, match="only 3 coins"):
        await give(handler, MOVE, Move(account="a", to="b", coins=4))
    assert await log.end() == 4


async def test_who_lacks_the_role_is_refused(log: Log) -> None:
    handler = await opened(log, "a")
    with pytest.raises(NotAllowed, match="teller"):
        await give(handler, PAY, Pay(account="a", coins=1), actor=Actor("p-2", (Grant("guest"),)))


async def test_a_process_with_an_old_memory_does_not_refuse_on_it(log: Log) -> None:
    one, other = await opened(log, "a", "b", coins=1), service(log)
    with pytest.raises(TooFew):
        await give(other, MOVE, Move(account="a", to="b", coins=5))
    await give(one, PAY, Pay(account="a", coins=9))
    await give(other, MOVE, Move(account="a", to="b", coins=5))
    assert await coins(log, "a") == 5


async def test_a_process_with_an_old_memory_does_not_accept_on_it(log: Log) -> None:
    one, other = await opened(log, "a", "b", coins=5), service(log)
    await give(other, PAY, Pay(account="a", coins=0))
    await give(one, MOVE, Move(account="a", to="b", coins=5))
    with pytest.raises(TooFew, match="only 0 coins"):
        await give(other, MOVE, Move(account="a", to="b", coins=5))


async def test_moving_to_an_account_that_is_not_there_is_refused(log: Log) -> None:
    handler = await opened(log, "a", coins=5)
    with pytest.raises(NotNow, match="other account is absent"):
        await give(handler, MOVE, Move(account="a", to="nowhere", coins=1))


async def test_sixty_moves_at_once_by_two_processes_lose_and_double_nothing(log: Log) -> None:
    one = await opened(log, "a", "b", coins=30)
    handlers = (one, service(log))

    async def move(number: int) -> bool:
        source, target = ("a", "b") if number % 3 else ("b", "a")
        try:
            await give(handlers[number % 2], MOVE, Move(account=source, to=target, coins=1))
        except TooFew:
            return False
        return True

    done = sum(await asyncio.gather(*(move(number) for number in range(60))))
    assert await coins(log, "a") + await coins(log, "b") == 60
    assert await log.end() == 4 + 2 * done


async def test_history_entered_late_is_dated_when_it_happened(log: Log) -> None:
    handler = await opened(log, "a")
    await give(handler, PAY, Pay(account="a", coins=1), at=NOW - timedelta(days=400))
    last = (await log.load(ref("a")))[-1]
    assert last.at == NOW - timedelta(days=400)
    assert last.recorded_at > last.at


async def test_an_event_of_somebody_else_s_append_is_seen_on_conflict(log: Log) -> None:
    handler = await opened(log, "a")
    await log.append([new("a", 2, Paid(coins=7))])
    assert (await give(handler, PAY, Pay(account="a", coins=1))).version == 3
    assert await coins(log, "a") == 8


async def test_an_entity_with_a_hole_is_not_decided_on(log: Log) -> None:
    await log.append([new("a", 2)])
    with pytest.raises(Misconfigured, match="version 1 is missing"):
        await give(service(log), PAY, Pay(account="a", coins=1))


async def test_a_turn_that_does_not_come_in_time_is_answered_in_time(log: Log) -> None:
    await opened(log, "a")

    class Stuck:
        def __getattr__(self, name: str) -> object:
            return getattr(log, name)

        async def append(self, _: object) -> object:
            await asyncio.sleep(1)
            raise Unavailable("away")

    slow = Handler(Stuck(), KOSOVO, patience=0.3)  # type: ignore[arg-type]
    began = asyncio.get_running_loop().time()
    commands = (give(slow, PAY, Pay(account="a", coins=1)) for _ in range(6))
    answers = await asyncio.gather(*commands, return_exceptions=True)
    assert all(isinstance(answer, Unavailable) for answer in answers)
    assert asyncio.get_running_loop().time() - began < 2
