"""How many members has the platform, month by month, and where are they?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from services.outreach.portal.charts.chart import Chart, Column, Rows, number
from services.outreach.portal.charts.shapes import area, bars
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask
from services.outreach.projections.portal import organisations
from services.outreach.projections.portal.territory import places


async def _over_time(ask: Ask) -> Rows:
    """The members at the end of each quarter, from the first one's joining to today."""
    spells = await organisations.spells(ask.db)
    if not spells:
        return []
    first = date.fromisoformat(min(spell["joined_on"] for spell in spells))
    days = _quarter_ends(first, ask.now.astimezone(ask.language.zone).date())
    return [{"day": day.isoformat(), "members": _on(day.isoformat(), spells)} for day in days]


def _quarter_ends(first: date, last: date) -> Iterable[date]:
    year, quarter = first.year, (first.month - 1) // 3
    while (end := _quarter_end(year, quarter)) < last:
        yield end
        year, quarter = (year, quarter + 1) if quarter < 3 else (year + 1, 0)
    yield last


def _quarter_end(year: int, quarter: int) -> date:
    return date(year, 3 * quarter + 3, (31, 30, 30, 31)[quarter])


def _on(day: str, spells: list[Any]) -> int:
    return sum(s["joined_on"] <= day and (s["ended_on"] is None or s["ended_on"] > day) for s in spells)


async def _by_region(ask: Ask) -> Rows:
    counted = Counter(found["region"] for found in await organisations.members(ask.db))
    regions = (await places(ask.db)).regions
    return [
        {
            "region": ask.language.plain(regions.get(region, {"en": region})),
            "members": members,
            "to": f"organisations?{urlencode({'region': region, 'membership': 'member'})}",
        }
        for region, members in counted.most_common()
    ]


OVER_TIME = Chart(
    id="members-over-time",
    title=N_("Members over time"),
    unit=N_("member organisations at the end of each quarter"),
    source=N_("Counted from the days on which organisations became and ceased to be members."),
    columns=(
        Column("day", N_("Day"), lambda language, day: language.day(day)),
        Column("members", N_("Members"), number),
    ),
    rows=_over_time,
    marks=lambda rows, language: area("day", "members", every="year"),
)
BY_REGION = Chart(
    id="members-by-region",
    title=N_("Members by region"),
    unit=N_("member organisations today"),
    source=N_("Counted from the register of organisations, by the region of their seat."),
    columns=(Column("region", N_("Region")), Column("members", N_("Members"), number)),
    rows=_by_region,
    marks=lambda rows, language: bars(rows, "region", "members"),
)
