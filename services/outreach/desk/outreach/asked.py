"""What were the hubs asked, month by month, and how long did an answer take?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from services.outreach.desk.forms.fields import humanised
from services.outreach.desk.outreach.period import Period
from services.outreach.projections.reporting import hubs
from services.outreach.projections.reporting.hubs import Figures


@dataclass
class Month:
    """Of one hub: what came in it, and what was answered in it, whenever that had come."""

    month: str
    received: int = 0
    days: list[int] = field(default_factory=list)
    """Of each answer that was given in it."""

    @property
    def median(self) -> float | None:
        return median(self.days) if self.days else None

    @property
    def longest(self) -> int | None:
        return max(self.days, default=None)


@dataclass(frozen=True, slots=True)
class Hub:
    figures: Figures
    """Of what came in the time that is asked about."""
    longest: int | None
    months: list[Month]
    """The latest first."""


def section(enquiries: Iterable[Any], period: Period) -> dict[str, Any]:
    found = list(enquiries)
    asked = period.rows(found, "logged_on")
    return {
        "hubs": [_hub(figures, found, period) for figures in hubs.figures(asked)],
        "topics": Counter(row["topic"] for row in asked).most_common(),
        "channels": Counter(humanised(row["channel"]) for row in asked).most_common(),
    }


def _hub(figures: Figures, enquiries: Iterable[Any], period: Period) -> Hub:
    own = [row for row in enquiries if row["hub"] == figures.hub]
    days = [row["days"] for row in period.rows(own, "logged_on") if row["days"] is not None]
    return Hub(figures, max(days, default=None), months(own, period)[::-1])


def months(enquiries: Iterable[Any], period: Period) -> list[Month]:
    """Those in which something came or was answered, in order."""
    found: dict[str, Month] = {}
    for row in enquiries:
        if period.has(row["logged_on"]):
            found.setdefault(row["logged_on"][:7], Month(row["logged_on"][:7])).received += 1
        if period.has(row["answered_on"]):
            found.setdefault(row["answered_on"][:7], Month(row["answered_on"][:7])).days.append(row["days"])
    return [found[month] for month in sorted(found)]
