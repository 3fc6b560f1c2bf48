"""How does a chart become a picture? By Vega-Lite, on the server, in the portal's own colours.

A picture stands in an `<img>`, so no style or script of it concerns the page's security policy.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import vl_convert

from services.outreach.portal.charts.chart import Chart, Rows
from services.outreach.portal.language import Language
from services.outreach.portal.page import Ask, File, NotFound

WIDTH, NARROW = 640, 340
"""On a telephone a picture of the full width would be scaled down until nobody can read it."""
LEGEND = 40
"""What a legend of more lines takes."""
KEPT = 512
"""Pictures in memory: each takes about 15 kB and 70 ms."""

LIGHT = {"ink": "#1b2226", "soft": "#525b60", "rule": "#d9d5c8", "paper": "#fbfaf6"}
DARK = {"ink": "#e7e9e6", "soft": "#a7b0b2", "rule": "#333d41", "paper": "#13181a"}
SERIES = {
    False: ("#0c5a63", "#b4690e", "#7a8b3c", "#8e2a22", "#5c6f9c", "#8c8f8a"),
    True: ("#74c7cb", "#f0c274", "#b9cf74", "#f0a79d", "#a9b8e0", "#7c878b"),
}
"""One order of colours everywhere; neighbours differ in lightness too, for who sees no colours."""


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
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": rows},
        "width": NARROW if narrow else WIDTH,
        "height": 240,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": theme(dark, narrow),
        **chart.marks(rows, language),
    }
    colour = spec["encoding"].get("color", {})
    if narrow and colour:
        spec["height"] += LEGEND
    if "scale" in colour:
        colour["scale"]["range"] = [SERIES[dark][int(tone)] for tone in colour["scale"]["range"]]
    return await asyncio.to_thread(_svg, json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> bytes:
    return vl_convert.vegalite_to_svg(spec).encode()


def theme(dark: bool, narrow: bool) -> dict[str, Any]:
    colours = DARK if dark else LIGHT
    words = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": colours["soft"]}
    axis = {**words, "titleColor": colours["soft"], "titleFontWeight": "normal"}
    quiet = {"gridColor": colours["rule"], "domain": False, "tickColor": colours["rule"]}
    return {
        "background": colours["paper"],
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": axis | quiet | {"labelLimit": 130 if narrow else 300},
        "axisX": {"grid": False, "domain": True, "domainColor": colours["rule"]},
        "legend": {
            **words,
            "title": None,
            "orient": "top",
            "symbolType": "square",
            "columns": 2 if narrow else 5,
            "labelLimit": 140 if narrow else 260,
        },
        "range": {"category": list(SERIES[dark]), "ramp": [colours["rule"], SERIES[dark][0]]},
        "mark": {"color": SERIES[dark][0]},
        "bar": {"color": SERIES[dark][0]},
        "text": {"color": colours["ink"], "fontSize": 13},
    }
