"""What follows from a transmitted position, from a call that opens, from inputs that wait for answers?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.council.domain.call import CALL
from services.council.domain.calling import CloseCall, FlagUnanswered
from services.council.domain.reception import ReceivePosition
from services.council.policies.consultation import CATCHING_UP, POLICIES
from shared.contracts import council, membership
from shared.kernel.event import Event, Ref
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from tests.services.council.given_consultation import (
    AFTER,
    ANSWER_BY,
    CALL_ID,
    DEADLINE,
    POSITION,
    RECEIVE,
    TODAY,
    opened,
    position_transmitted,
    transmitted,
)

extended = council.CallExtended(earlier=DEADLINE, deadline=AFTER, reason="", extended_on=TODAY)
LONG_AFTER = datetime(2026, 3, 2, tzinfo=UTC)


def follows(fact: Event, ref: Ref, recorded_at: datetime | None = None) -> list[Any]:
    told = recorded(fact, ref, recorded_at=recorded_at)
    return [one for policy in POLICIES if policy.on is type(fact) for one in policy.then(told)]


def test_a_transmitted_position_is_received() -> None:
    position = Ref("membership", "position", POSITION)
    assert follows(position_transmitted, position) == [RECEIVE]
    meant = position_transmitted.model_copy(update={"call": CALL_ID})
    assert isinstance(meant, membership.PositionTransmitted)
    (command,) = follows(meant, position)
    assert isinstance(command, ReceivePosition)
    assert command.call == CALL_ID


@pytest.mark.parametrize(
    ("fact", "due", "command"),
    [
        (opened, DEADLINE, CloseCall(call=CALL_ID)),
        (extended, AFTER, CloseCall(call=CALL_ID)),
        (transmitted, ANSWER_BY, FlagUnanswered(call=CALL_ID)),
    ],
)
def test_a_deadline_rings_at_its_time(fact: Event, due: datetime, command: Any) -> None:
    assert follows(fact, CALL.ref(CALL_ID)) == [Later(CALL_ID, due, command)]


@pytest.mark.parametrize("fact", [opened, transmitted])
def test_history_entered_after_the_deadline_has_time_to_be_completed(fact: Event) -> None:
    (later,) = follows(fact, CALL.ref(CALL_ID), LONG_AFTER)
    assert later.due == LONG_AFTER + CATCHING_UP
    assert timedelta(minutes=5) < CATCHING_UP < timedelta(days=1)


def test_the_timer_of_an_extension_takes_the_place_of_the_first() -> None:
    names = {policy.name for policy in POLICIES if policy.on in (council.CallOpened, council.CallExtended)}
    assert len(names) == 1
