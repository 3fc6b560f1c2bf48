"""What does a page show of a chart: the place of its picture, and its table?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal.charts.chart import Chart
from services.outreach.portal.charts.specification import specification
from services.outreach.portal.page import Ask


async def shown(chart: Chart, ask: Ask) -> dict[str, Any]:
    """The chart, the cells of its table as a reader of this language reads them, each row with the address of
    what it counts, and how large the pictures are, so that nothing moves when they come."""
    rows = await chart.rows(ask)
    wide, narrow = (specification(chart, rows, ask.language, dark=False, narrow=n) for n in (False, True))
    return {
        "chart": chart,
        "rows": [
            ([column.said(ask.language, row[column.key]) for column in chart.columns], row.get("to"))
            for row in rows
        ],
        "wide": (wide["width"], wide["height"]),
        "narrow": (narrow["width"], narrow["height"]),
    }
