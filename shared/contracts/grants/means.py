"""What may have happened in grants: who has no means to travel."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.values import Id
from shared.kernel.event import Event


# means — id: the organisation's
class MeansDeclared(Event, name="grants.MeansDeclared"):
    year: int
    income_bracket: Literal["none", "below_5000", "below_20000", "above_20000"]
    other_support: str
    declared_by: Id
    declared_on: date


class MeansAssessed(Event, name="grants.MeansAssessed"):
    eligible: bool
    reason: str
    valid_until: date
    assessed_by: Id
    assessed_on: date
