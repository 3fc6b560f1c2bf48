"""What may have happened in membership: the plan that says what the membership should become."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Value
from shared.kernel.event import Event

Percent = Annotated[int, Field(ge=0, le=100)]


class Target(Value):
    """So many organisations should join: in all, in a region, or in a field of work."""

    of: Literal["all", "region", "field"] = "all"
    id: Id | None = None
    """The region or the field of work."""
    joining: Annotated[int, Field(ge=0)]


# plan — id: the year
class MembershipPlanAdopted(Event, name="membership.MembershipPlanAdopted"):
    year: int
    targets: tuple[Target, ...]
    retention: Percent
    """Of the members at the beginning of the year, how many should still be there at its end."""
    activity: Percent
    """Of the members, how many should give a sign of activity in the year."""
    decision_ref: str
    adopted_on: date


class MembershipPlanRevised(Event, name="membership.MembershipPlanRevised"):
    """The whole plan as it is from now on; the earlier one stays on record."""

    targets: tuple[Target, ...]
    retention: Percent
    activity: Percent
    reason: str
    revised_on: date
