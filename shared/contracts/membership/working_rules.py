"""What may have happened in membership: the figures that positions, reports and advocacy go by."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event


class Principle(Value):
    """One item of the checklist that every advocacy initiative answers."""

    principle: Id
    text: Text


# working_rules — one entity, id "working-rules"
class WorkingRulesSet(Event, name="membership.WorkingRulesSet"):
    """The last one counts, from its moment on."""

    endorsements_needed: Annotated[int, Field(ge=1)]
    """Organisations that have to endorse a position for it to be adopted without the board."""
    report_days: Annotated[int, Field(ge=1)]
    """Days after a meeting within which a seat-holder reports."""
    report_for: tuple[Id, ...]
    """The kinds of body after whose meetings a report is owed."""
    checklist: tuple[Principle, ...]
    set_on: date
