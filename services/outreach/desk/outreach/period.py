"""Of which days are the figures? As somebody typed them, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from services.outreach.desk.findings import DAY
from services.outreach.desk.forms.reading import day
from services.outreach.portal.marking import N_

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
BACKWARDS = N_("The last day is before the first one. Change one of them.")


@dataclass(frozen=True, slots=True)
class Period:
    first: str = ""
    last: str = ""
    """Both days belong to it; empty: open on that side."""
    typed: Mapping[str, str] | None = None
    wrong: Mapping[str, str] | None = None
    """What was typed, and by field what is wrong with it."""

    def has(self, day: str | None) -> bool:
        return day is not None and self.first <= day[:10] and (not self.last or day[:10] <= self.last)

    def has_month(self, month: str) -> bool:
        """Any day of it."""
        return self.first[:7] <= month and (not self.last or month <= self.last[:7])

    def rows(self, found: Iterable[Any], field: str) -> list[Any]:
        return [row for row in found if self.has(row[field])]

    @property
    def query(self) -> str:
        """For an address."""
        return urlencode({name: value for name, value in (("from", self.first), ("to", self.last)) if value})


def period(query: Mapping[str, str]) -> Period:
    typed = {name: query.get(name, "").strip()[:40] for name in ("from", "to")}
    days = {name: _day(text) for name, text in typed.items()}
    wrong = {name: DAY for name, found in days.items() if found is None}
    first, last = days["from"] or "", days["to"] or ""
    if not wrong and last and last < first:
        wrong = {"to": BACKWARDS}
    return Period(typed=typed, wrong=wrong) if wrong else Period(first, last, typed)


def year(of: str) -> Period:
    return Period(f"{of}-01-01", f"{of}-12-31")


def _day(text: str) -> str | None:
    """ "21.4.2015" and "2015-04-21" are days; nothing is none; None: it is no day."""
    found = day(text)
    if not text:
        return ""
    try:
        return date.fromisoformat(found).isoformat() if ISO.fullmatch(found) else None
    except ValueError:
        return None
