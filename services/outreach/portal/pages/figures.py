"""Figures: the dialogue counted and drawn; every picture has its table and says what it is counted from."""

from __future__ import annotations

from typing import Any

from services.outreach.portal.charts import meetings, members
from services.outreach.portal.charts.chart import Chart
from services.outreach.portal.charts.draw import draw
from services.outreach.portal.page import Ask, File, NotFound, Page

CHARTS: tuple[Chart, ...] = (
    members.OVER_TIME,
    members.BY_REGION,
    meetings.BY_YEAR,
    meetings.ATTENDANCE,
)
"""In the order of the page."""


async def figures(ask: Ask) -> Page:
    return Page("figures.html", {"charts": [await _shown(ask, chart) for chart in CHARTS]})


async def picture(ask: Ask) -> File:
    chart = next((chart for chart in CHARTS if chart.id == ask.id), None)
    if chart is None:
        raise NotFound
    svg = await draw(chart, await chart.rows(ask), ask.language, dark="dark" in ask.query)
    return File(svg, "image/svg+xml", f"{chart.id}.svg")


async def _shown(ask: Ask, chart: Chart) -> dict[str, Any]:
    rows = await chart.rows(ask)
    cells = [[column.said(ask.language, row[column.key]) for column in chart.columns] for row in rows]
    return {"chart": chart, "cells": cells}
