"""What may have happened in council: calls for input, what came in, and what the institution answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from shared.contracts.council.act import ActKind, Station
from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event

InputOutcome = Literal["accepted", "partly", "refused"]


class InputGroup(Value):
    """Inputs that say the same, under one heading."""

    title: Text
    inputs: tuple[Id, ...]


class MatrixRow(Value):
    """One input in the response matrix."""

    input: Id
    outcome: Literal["accepted", "partly", "refused", "unanswered"]


# call — id: a slug
class CallOpened(Event, name="council.CallOpened"):
    title: Text
    document: ActKind
    reference: str = ""
    institution: Id
    deadline: datetime
    opened_on: date
    follows: tuple[Station, ...] = ()
    """The decisions or positions that it came from."""


class CallOpenedByPosition(Event, name="council.CallOpenedByPosition"):
    """A position that answers no call is an input of its own, and an answer to it is owed."""

    position: Id
    title: Text
    opened_on: date


class CallExtended(Event, name="council.CallExtended"):
    earlier: datetime
    deadline: datetime
    reason: str
    extended_on: date


class InputReceived(Event, name="council.InputReceived"):
    """5900001-1-2 is the second input of that organisation; a position's is named after it."""

    input: Id
    organisation: Id | None = None
    position: Id | None = None
    """The position of the platform that it is; then no single organisation is its author."""
    part: str = ""
    text: Text
    received_on: date


class InputWithdrawn(Event, name="council.InputWithdrawn"):
    """By its author, while input was received: nobody answers it; that it was there stays on record."""

    input: Id
    organisation: Id
    reason: str = ""
    withdrawn_on: date


class CallClosed(Event, name="council.CallClosed"):
    inputs: int
    closed_at: datetime
    closed_on: date


class InputsConsolidated(Event, name="council.InputsConsolidated"):
    groups: tuple[InputGroup, ...]
    consolidated_on: date


class InputsTransmitted(Event, name="council.InputsTransmitted"):
    institution: Id
    inputs: int
    answer_by: datetime
    transmitted_on: date


class InputAnswered(Event, name="council.InputAnswered"):
    input: Id
    outcome: InputOutcome
    reason: Text
    late: bool = False
    answered_on: date


class CallAnswered(Event, name="council.CallAnswered"):
    """Every input has its answer."""

    inputs: int
    answered_on: date


class InputsUnanswered(Event, name="council.InputsUnanswered"):
    """At the answer deadline no answer to these was on record."""

    inputs: tuple[Id, ...]
    answer_by: datetime
    found_on: date


class CallReported(Event, name="council.CallReported"):
    """The response matrix is complete: every input once."""

    matrix: tuple[MatrixRow, ...]
    summary: Text | None = None
    reported_on: date


# reception — id: the position's
class PositionReceived(Event, name="council.PositionReceived"):
    call: Id
    input: Id
    instead_of: Id | None = None
    """The call it was meant for, if that could not take it any more."""
    title: Text | None = None
    proposed_by: Id | None = None
    """The member that proposed it, and when, if membership told that."""
    proposed_on: date | None = None
    received_on: date
