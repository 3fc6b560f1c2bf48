"""Does each policy and each timer of every service take effect once, though its service is killed in between?

The facts are told while nobody lives. All services start, and are killed when the policies have acted and the
timers have rung, unheard. They start again, hear the timers, and are told every fact a second time; they are
killed, start, and are told all facts and timers once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.domain.account import ACCOUNT
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.main import SERVICE as OUTREACH
from shared.kernel.event import Recorded
from shared.kernel.policy import Later
from shared.testing.recorded import NOON, recorded
from shared.testing.servers import Server
from tests.faults.facts import TOLD
from tests.faults.facts.told import Told
from tests.faults.processes import Processes, processes
from tests.services.membership.given_accounts import PERSON, account_opened, forgotten

History = list[Recorded[Any]]
POLICIES = {
    (policy.name, policy.on): (service.name, policy.then)
    for service in (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH)
    for policy in service.policies
}
FORGETS = ("forgotten-person-loses-key", type(forgotten))
"""Records nothing; it has a test of its own."""
ROWS = [(name, told) for told in TOLD for name in told.then]


def timers(policy: str, told: Told) -> set[str]:
    """What this policy plans: service, policy and key."""
    service, then = POLICIES[policy, type(told.fact.event)]
    follows = then(recorded(told.fact.event, told.fact.ref, at=told.at))
    return {f"{service}.{policy}.{what.key}" for what in follows if isinstance(what, Later)}


def effects(log: History, policy: str, told: Told) -> History:
    """All that this policy brought about there."""
    where, what = told.then[policy]
    by = f"system:{policy}"
    return [event for event in log if (event.ref, type(event.data), event.by) == (where, what, by)]


@pytest.fixture(scope="module")
async def services(
    tmp_path_factory: pytest.TempPathFactory, mongo_server: Server
) -> AsyncIterator[Processes]:
    async with processes(tmp_path_factory.mktemp("restarts"), mongo_server.url) as made:
        yield made


@pytest.fixture(scope="module")
async def history(services: Processes) -> History:
    """The whole log, after three lives of all services."""
    await tell(services)
    await services.hold_timers()
    await live(services, every_timer_unheard=True)
    log = await services.everything()
    heard = [policy for policy, told in ROWS if timers(policy, told) and effects(log, policy, told)]
    assert heard == [], "they were killed between a timer's planning and its effect"
    for _ in range(2):
        await services.tell_again()
        await live(services)
    return await services.everything()


async def tell(services: Processes) -> None:
    account = (ACCOUNT.at(PERSON, account_opened()), ACCOUNT.at(PERSON, forgotten))
    async with services.log() as log:
        for told in TOLD:
            for fact in (*told.given, told.fact):
                await services.tell(log, fact, told.at)
        for fact in account:
            await services.tell(log, fact, NOON)
    assert await name_of_the_forgotten(services) == "Arta Shembull"


async def name_of_the_forgotten(services: Processes) -> str | None:
    async with services.log() as log:
        opened, _ = await log.load(ACCOUNT.ref(PERSON))
    return opened.data.name.value  # type: ignore[no-any-return]


async def live(services: Processes, *, every_timer_unheard: bool = False) -> None:
    """From the start of all to the death of all, when nothing is left to do."""
    expected = {timer for row in ROWS for timer in timers(*row)}

    async def nothing_left() -> bool:
        if every_timer_unheard:
            return await services.idle("policies") and await services.rung() >= expected
        return await services.idle()

    await services.start()
    await services.until(nothing_left)
    await services.kill()


def name(policy: str, told: Told) -> str:
    return f"{policy}-{type(told.fact.event).__name__}"


@pytest.mark.parametrize(("policy", "told"), [pytest.param(*row, id=name(*row)) for row in ROWS])
async def test_it_takes_effect_once_though_its_service_is_killed_in_between(
    history: History, policy: str, told: Told
) -> None:
    assert [event.ref for event in effects(history, policy, told)] == [told.then[policy][0]]


async def test_nothing_that_followed_from_a_fact_stands_there_twice(history: History) -> None:
    followed = [event for event in history if event.by.startswith("system:")]
    times = Counter((event.by, event.causation, event.ref, type(event.data)) for event in followed)
    assert [effect for effect, n in times.items() if n > 1] == []
    assert len(times) >= len(ROWS)


async def test_a_forgotten_person_loses_the_key_though_the_service_was_dead(
    services: Processes, history: History
) -> None:
    assert await name_of_the_forgotten(services) is None


def test_no_policy_of_any_service_is_missing_in_the_table() -> None:
    assert {(policy, type(told.fact.event)) for policy, told in ROWS} | {FORGETS} == POLICIES.keys()
