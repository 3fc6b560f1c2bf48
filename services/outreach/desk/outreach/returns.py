"""Which events did the hubs hold, and which monthly returns are owed, filed, late? All of it is public.

Owed is the return of a month that is over, once something happened in it or the hub was asked for it. It is
late when the month that follows is over, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.outreach.desk.outreach.period import Period


@dataclass(frozen=True, slots=True)
class Month:
    hub: str
    month: str
    events: int
    participants: int
    owed: bool
    filed_on: str | None
    late: bool

    @property
    def missing(self) -> bool:
        return self.owed and self.filed_on is None


@dataclass(frozen=True, slots=True)
class Total:
    """Of one hub, or of one month."""

    of: str
    events: int
    participants: int
    owed: int
    filed: int
    late: int
    missing: list[Month]


def section(hubs: Iterable[Any], period: Period, today: date) -> dict[str, Any]:
    found = [month for hub in hubs for month in _months(hub, today) if period.has_month(month.month)]
    by_hub = {month.hub: [m for m in found if m.hub == month.hub] for month in found}
    by_month = {month.month: [m for m in found if m.month == month.month] for month in found}
    return {
        "hubs": [_total(hub, months) for hub, months in by_hub.items()],
        "months": [_total(month, by_month[month]) for month in sorted(by_month, reverse=True)],
    }


def _months(hub: Any, today: date) -> Iterator[Month]:
    this = today.isoformat()[:7]
    for done in hub["months"]:
        month, filed = done["month"], done["filed_on"]
        yield Month(
            hub=hub["_id"],
            month=month,
            events=done["events"],
            participants=done["participants"],
            owed=month < this,
            filed_on=filed,
            late=(filed or this)[:7] > after(month),
        )


def after(month: str) -> str:
    """The month that follows."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _total(of: str, months: list[Month]) -> Total:
    return Total(
        of=of,
        events=sum(month.events for month in months),
        participants=sum(month.participants for month in months),
        owed=sum(month.owed for month in months),
        filed=sum(month.filed_on is not None for month in months),
        late=sum(month.late for month in months),
        missing=[month for month in months if month.missing],
    )
