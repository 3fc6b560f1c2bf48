"""Figures: the dialogue counted and drawn; every picture has its table and says what it is counted from."""

from __future__ import annotations

from services.outreach.portal.charts import commitments, draw, enquiries, meetings, members
from services.outreach.portal.charts.chart import Chart
from services.outreach.portal.charts.shown import shown
from services.outreach.portal.page import Ask, File, Page

CHARTS: tuple[Chart, ...] = (
    commitments.BY_INSTITUTION,
    members.OVER_TIME,
    members.BY_REGION,
    meetings.BY_YEAR,
    meetings.ATTENDANCE,
    enquiries.BY_HUB,
)
"""In the order of the page."""


async def figures(ask: Ask) -> Page:
    return Page("figures.html", {"charts": [await shown(chart, ask) for chart in CHARTS]})


async def picture(ask: Ask) -> File:
    return await draw.picture(CHARTS, ask)
