"""What may have happened in council: the Government Strategy, its objectives and its measures."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event


class Objective(Value):
    number: Annotated[int, Field(ge=1)]
    title: Text


# strategy — id: a slug
class StrategyAdopted(Event, name="council.StrategyAdopted"):
    title: Text
    starts_on: date
    ends_on: date
    objectives: tuple[Objective, ...]
    adopted_on: date


class MeasureAdded(Event, name="council.MeasureAdded"):
    measure: Annotated[int, Field(ge=1)]
    """1, 2, 3 … within the strategy."""
    objective: int
    institution: Id
    text: Text
    due: date
    added_on: date


class StrategyClosed(Event, name="council.StrategyClosed"):
    reason: str
    closed_on: date
