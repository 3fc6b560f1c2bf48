"""What follows from measures, decisions and due days; on a real server, with the service killed too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.commitment import COMMITMENT, MarkOverdue, RecordCommitment
from services.council.domain.institution import INSTITUTION
from services.council.domain.meeting import MEETING
from services.council.domain.strategy import STRATEGY
from services.council.main import SERVICE
from services.council.policies.commitments import POLICIES, tell_overdue
from shared.contracts import council
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Grant
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO, Spec
from tests.services.council.given import (
    ADOPT,
    ATTEND,
    COUNCIL,
    DECIDE,
    ESTABLISH,
    FILL,
    HOLD,
    MEETING_ID,
    MORNING,
    OPM,
    REGISTER,
    SCHEDULE,
    SET_AGENDA,
    STRATEGY_ID,
    TODAY,
    adopted,
    institution_registered,
)
from tests.services.council.given_commitments import (
    ADD_MEASURE,
    DUE,
    LATER_DUE,
    REPLAN,
    made,
    measure_added,
    midnight,
    replanned,
)
from tests.services.council.serving import Council, serving


def then(event: Any, ref: Any, **envelope: Any) -> list[Any]:
    fact = recorded(event, ref, **envelope)
    return [c for policy in POLICIES if isinstance(event, policy.on) for c in policy.then(fact)]


# ── pure ────────────────────────────────────────────────────────────────────────────────────────
def test_a_measure_becomes_a_commitment() -> None:
    (command,) = then(measure_added, STRATEGY.ref(STRATEGY_ID))
    assert isinstance(command, RecordCommitment)
    assert command.commitment == f"{STRATEGY_ID}-measure-1"
    spec = Spec(COMMITMENT).given_at(INSTITUTION, "opm", institution_registered)
    spec.given_at(STRATEGY, STRATEGY_ID, adopted, measure_added).when(command).then(made)


def test_a_decision_becomes_a_commitment_only_if_it_binds_an_institution_to_a_day() -> None:
    plain = council.DecisionTaken(decision=3, text={"en": "x"}, consensus=True, quorate=True, taken_on=TODAY)
    assert then(plain, MEETING.ref(MEETING_ID)) == []
    bound = plain.model_copy(update={"institution": "opm", "deadline": DUE})
    (command,) = then(bound, MEETING.ref(MEETING_ID))
    assert (command.commitment, command.due, command.made_on) == (f"{MEETING_ID}-decision-3", DUE, TODAY)


def test_the_due_day_is_told_when_it_is_over_and_a_new_one_takes_the_timer_s_place() -> None:
    (first,) = then(made, COMMITMENT.ref("c"), recorded_at=MORNING)
    (second,) = then(replanned(), COMMITMENT.ref("c"), recorded_at=MORNING)
    assert first == Later("c", midnight(DUE), MarkOverdue(commitment="c", due=DUE))
    assert second == Later("c", midnight(LATER_DUE), MarkOverdue(commitment="c", due=LATER_DUE))
    assert len({policy.name for policy in POLICIES if policy.then is tell_overdue}) == 1


@pytest.mark.parametrize(("days", "waits"), [(1, 8.64), (10, 86.4), (4000, 600)])
def test_a_due_day_that_was_entered_late_lets_the_rest_of_its_history_go_first(
    days: int, waits: float
) -> None:
    late = midnight(DUE) + timedelta(days=days)
    (later,) = then(made, COMMITMENT.ref("c"), recorded_at=late)
    assert later.due == late + timedelta(seconds=waits)


# ── on a real server ────────────────────────────────────────────────────────────────────────────
@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Council]:
    async with serving(tmp_path / "nats") as council_:
        yield council_


async def give(service: Council, command: Any, at: datetime = MORNING) -> None:
    door = SERVICE.door(type(command).__name__)
    actor = Actor("p-1", (Grant("secretariat"),))
    await service.handler.handle(door, Order(command, f"{command!r}", actor, at))


async def told(service: Council, commitment: str) -> list[str]:
    return [type(event).__name__ for event in await service.told(COMMITMENT, commitment)]


async def until(service: Council, commitment: str, *names: str) -> None:
    async def holds() -> bool:
        return await told(service, commitment) == [*names]

    await service.until(holds)


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


async def test_a_measure_and_a_decision_are_owed_and_overdue_once_across_deaths_of_the_service(
    service: Council,
) -> None:
    today = datetime.now(KOSOVO).date()
    yesterday = today - timedelta(days=1)
    noon = datetime(yesterday.year, yesterday.month, yesterday.day, 10, tzinfo=UTC)
    await give(service, REGISTER)
    await give(service, ADOPT)
    await give(service, ESTABLISH)
    await give(service, changed(FILL, seat="gov-1", holder=OPM, ground="office"))
    for command in (SCHEDULE, SET_AGENDA, ATTEND, HOLD):
        await give(service, command, MORNING + timedelta(hours=3))
    await give(service, changed(DECIDE, institution="opm", deadline=DUE), MORNING + timedelta(hours=3))
    measure, decision = f"{STRATEGY_ID}-measure-1", f"{MEETING_ID}-decision-1"

    service.start()  # it wakes up after the decision was taken
    await until(service, decision, "CommitmentMade")
    await service.kill()

    await give(service, changed(ADD_MEASURE, due=yesterday), noon)
    service.start()
    await until(service, measure, "CommitmentMade")
    await service.kill()  # the timer is planned, and rings while nobody is there
    await asyncio.sleep(0.1)
    await give(service, changed(REPLAN, commitment=decision, new_due=today + timedelta(days=30)), noon)
    service.start()
    await until(service, measure, "CommitmentMade", "CommitmentOverdue")
    await service.kill()
    service.start()  # nothing is told again
    await asyncio.sleep(0.5)
    assert await told(service, measure) == ["CommitmentMade", "CommitmentOverdue"]
    assert await told(service, decision) == ["CommitmentMade", "CommitmentOverdue", "CommitmentReplanned"]
    assert date.fromisoformat("2015-06-30") == DUE
    assert BODY.ref(COUNCIL).id == COUNCIL
