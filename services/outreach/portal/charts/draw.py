"""How does a chart become a picture? By Vega-Lite, on the server.

A picture stands in an `<img>`, so no style or script of it concerns the page's security policy.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import vl_convert
from babel import Locale

from services.outreach.portal.charts.chart import Chart, Rows
from services.outreach.portal.charts.specification import specification
from services.outreach.portal.language import KNOWN, Language
from services.outreach.portal.page import Ask, File, NotFound

KEPT = 512
"""Pictures in memory: each takes about 15 kB and 70 ms."""


async def picture(charts: Sequence[Chart], ask: Ask) -> File:
    """The one that the address names, for a light or a dark page, for a telephone or a wider one.

    Raises:
        NotFound: there is none of this name.
    """
    chart = next((chart for chart in charts if chart.id == ask.id), None)
    if chart is None:
        raise NotFound
    rows = await chart.rows(ask)
    svg = await draw(chart, rows, ask.language, dark="dark" in ask.query, narrow="narrow" in ask.query)
    return File(svg, "image/svg+xml", f"{chart.id}.svg")


async def draw(chart: Chart, rows: Rows, language: Language, dark: bool, narrow: bool) -> bytes:
    spec = specification(chart, rows, language, dark, narrow)
    return await asyncio.to_thread(_svg, json.dumps(spec, sort_keys=True), language.code)


@lru_cache(maxsize=KEPT)
def _svg(spec: str, code: str) -> bytes:
    return vl_convert.vegalite_to_svg(spec, format_locale=_figures(code)).encode()


def _figures(code: str) -> dict[str, Any]:
    """How figures are written in this language, as d3-format wants it, by CLDR."""
    symbols = Locale.parse(KNOWN[code]).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
    }
