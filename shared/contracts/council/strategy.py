"""What may have happened in council: the Government Strategy and its objectives."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.values import Text, Value
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
