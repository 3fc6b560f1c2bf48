"""How does a chart become a Vega-Lite specification, in the portal's own colours, with no name cut off?

Beside a bar stands its name, in as many lines as it needs; on a telephone the name stands above the bar.
The height of a picture follows from its specification alone, so a page can keep its place before it is drawn.
"""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import Any

from services.outreach.portal.charts.chart import Chart, Rows
from services.outreach.portal.charts.shapes import BAR, STEP
from services.outreach.portal.language import Language

WIDTH, NARROW = 640, 340
"""On a telephone a picture of the full width would be scaled down until nobody can read it."""
LETTER, LINE, MARGIN = 7, 16, 6
"""What a letter of the picture is wide, as a rule, a line of them high, and what is free around them."""
BESIDE = 46
"""So many letters stand in a line beside a bar."""
KEY = 34
"""What a key of the legend needs besides its letters."""
ABOVE = {"labelAlign": "left", "labelBaseline": "bottom", "labelPadding": 0, "ticks": False}
"""Names that begin where the bars begin."""

LIGHT = {"ink": "#1b2226", "soft": "#525b60", "rule": "#d9d5c8", "paper": "#fbfaf6"}
DARK = {"ink": "#e7e9e6", "soft": "#a7b0b2", "rule": "#333d41", "paper": "#13181a"}
SERIES = {
    False: ("#0c5a63", "#b4690e", "#7a8b3c", "#8e2a22", "#5c6f9c", "#8c8f8a"),
    True: ("#74c7cb", "#f0c274", "#b9cf74", "#f0a79d", "#a9b8e0", "#7c878b"),
}
"""One order of colours everywhere; neighbours differ in lightness too, for who sees no colours."""


def specification(chart: Chart, rows: Rows, language: Language, dark: bool, narrow: bool) -> dict[str, Any]:
    """`width` and `height` of it are those of the picture."""
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": rows},
        "width": NARROW if narrow else WIDTH,
        "height": 240,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": theme(dark),
        **chart.marks(rows, language),
    }
    _key(spec, rows, dark, room=_name(spec, rows, narrow))
    return spec


def _name(spec: dict[str, Any], rows: Rows, narrow: bool) -> int:
    """Every name in lines, and as much height for it as they take; how much of the width they leave."""
    place = spec["encoding"]["y"]
    if place["type"] != "nominal":
        return int(spec["width"])
    field = place["field"]
    lines = {row[field]: wrap(row[field], NARROW // LETTER if narrow else BESIDE) for row in rows}
    most = max(map(len, lines.values()), default=1)
    spec["height"] += len(lines) * (most * LINE if narrow else max(0, most * LINE + MARGIN - STEP))
    place["axis"] |= {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0}
    if narrow:
        place["axis"] |= ABOVE | {"labelOffset": -(BAR // 2 + MARGIN) - LINE * (most - 1)}
        lines = {name: [""] * (most - len(said)) + said for name, said in lines.items()}
    spec["data"] = {"values": [{**row, field: "\n".join(lines[row[field]])} for row in rows]}
    longest = max((len(line) for said in lines.values() for line in said), default=0)
    return int(spec["width"]) - (0 if narrow else LETTER * longest)


def _key(spec: dict[str, Any], rows: Rows, dark: bool, room: int) -> None:
    """The legend in as many columns as have room, and the parts in the colours of this page."""
    colour = spec["encoding"].get("color")
    if colour is None:
        return
    parts = {row[colour["field"]] for row in rows}
    columns = max(1, room // (KEY + LETTER * max(map(len, parts), default=0)))
    colour["legend"] = {"columns": columns}
    spec["height"] += LINE * (1 + ceil(len(parts) / columns))
    if "scale" in colour:
        colour["scale"]["range"] = [SERIES[dark][int(tone)] for tone in colour["scale"]["range"]]


def theme(dark: bool) -> dict[str, Any]:
    colours = DARK if dark else LIGHT
    words = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": colours["soft"]}
    axis = {**words, "titleColor": colours["soft"], "titleFontWeight": "normal"}
    quiet = {"gridColor": colours["rule"], "domain": False, "tickColor": colours["rule"]}
    return {
        "background": colours["paper"],
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": axis | quiet,
        "axisX": {"grid": False, "domain": True, "domainColor": colours["rule"]},
        "legend": {
            **words,
            "title": None,
            "orient": "top",
            "symbolType": "square",
            "labelLimit": 0,
        },
        "range": {"category": list(SERIES[dark]), "ramp": [colours["rule"], SERIES[dark][0]]},
        "mark": {"color": SERIES[dark][0]},
        "bar": {"color": SERIES[dark][0]},
        "text": {"color": colours["ink"], "fontSize": 13},
    }
