"""What follows from what: a position becomes an input, a deadline closes its call, silence is flagged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from services.council.domain.calling import CloseCall, FlagUnanswered
from services.council.domain.reception import ReceivePosition
from shared.contracts import council, membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy

CATCHING_UP = timedelta(hours=1)
"""History that is entered late, when its time is over, gets as long to be completed."""


def receive_position(transmitted: Recorded[membership.PositionTransmitted]) -> list[ReceivePosition]:
    fact = transmitted.data
    return [
        ReceivePosition(
            position=transmitted.ref.id,
            title=fact.title,
            text=fact.text,
            call=fact.call,
            transmitted_on=fact.transmitted_on,
        )
    ]


def close_later(opened: Recorded[council.CallOpened]) -> list[Later]:
    return _close_at(opened, opened.data)


def close_even_later(extended: Recorded[council.CallExtended]) -> list[Later]:
    return _close_at(extended, extended.data)


def _close_at(
    recorded: Recorded[council.CallOpened] | Recorded[council.CallExtended],
    fact: council.CallOpened | council.CallExtended,
) -> list[Later]:
    call = recorded.ref.id
    return [Later(key=call, due=_due(recorded, fact.deadline), command=CloseCall(call=call))]


def flag_later(transmitted: Recorded[council.InputsTransmitted]) -> list[Later]:
    call, end = transmitted.ref.id, transmitted.data.answer_by
    return [Later(key=call, due=_due(transmitted, end), command=FlagUnanswered(call=call))]


def _due(recorded: Recorded[Any], end: datetime) -> datetime:
    return end if end > recorded.recorded_at else recorded.recorded_at + CATCHING_UP


POLICIES = (
    Policy("transmitted-position-is-an-input", membership.PositionTransmitted, receive_position),
    Policy("call-closes-at-its-deadline", council.CallOpened, close_later),
    # the same name, so the new deadline takes the place of the old
    Policy("call-closes-at-its-deadline", council.CallExtended, close_even_later),
    Policy("silence-is-flagged", council.InputsTransmitted, flag_later),
)
