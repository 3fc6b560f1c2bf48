"""The few forms that our charts take, as Vega-Lite views."""

from __future__ import annotations

from typing import Any

from services.outreach.portal.charts.chart import Rows

BAR, GAP = 18, 12
STEP = BAR + GAP
SCALE = 34
"""What an axis takes with its figures."""
WHOLE = {
    "title": None,
    "tickMinStep": 1,
    "labelExpr": "datum.value % 1 ? '' : format(datum.value, ',d')",
}
"""The axis of what is counted: a scale that ends at one has places between, and says nothing there."""
FORMS = {"year": "%Y", "month": "%m/%Y"}


def area(day: str, value: str, every: str) -> dict[str, Any]:
    """A quantity over time that stays until it changes; `every`: what the axis names, each once."""
    axis = {
        "title": None,
        "format": FORMS[every],
        "tickCount": every,
        "labelOverlap": True,
        "labelSeparation": 6,
    }
    return {
        "mark": {"type": "area", "line": True, "interpolate": "step-after", "opacity": 0.75},
        "encoding": {
            "x": {"field": day, "type": "temporal", "axis": axis},
            "y": {"field": value, "type": "quantitative", "axis": WHOLE},
        },
    }


def bars(rows: Rows, name: str, value: str) -> dict[str, Any]:
    """One bar for each row, in their order, with its figure behind it."""
    figure = {"text": {"field": value, "type": "quantitative", "format": ",.1~f"}}
    return {
        "height": STEP * max(1, len(rows)),
        "encoding": {
            "y": {"field": name, "type": "nominal", "sort": None, "axis": {"title": None}},
            "x": {"field": value, "type": "quantitative", "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar", "height": BAR}},
            {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": figure},
        ],
    }


def stacked(rows: Rows, name: str, value: str, part: str) -> dict[str, Any]:
    """One bar for each name, in the order of the rows, made of its parts."""
    return {
        "height": STEP * max(1, len({row[name] for row in rows})) + SCALE,
        "mark": {"type": "bar", "height": BAR},
        "encoding": {
            "y": {"field": name, "type": "nominal", "sort": None, "axis": {"title": None}},
            "x": {"field": value, "type": "quantitative", "axis": WHOLE},
            **parts(rows, part),
        },
    }


def paired(rows: Rows, name: str, value: str, part: str) -> dict[str, Any]:
    """For each name, in the order of the rows, a bar for each part beside the others."""
    told = parts(rows, part)
    beside = {"field": part, "type": "nominal", "sort": told["color"]["sort"]}
    axis = {"title": None, "labelAngle": -60, "labelOverlap": True}
    return {
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": name, "type": "ordinal", "sort": None, "axis": axis},
            "xOffset": beside,
            "y": {"field": value, "type": "quantitative", "axis": WHOLE},
            "color": told["color"],
        },
    }


def parts(rows: Rows, part: str) -> dict[str, Any]:
    """The parts of a bar: `order` of a row says where a part stands, and `tone` which of the series' colours
    it has (left out: by its order); the picture puts the colours of its page in."""
    tones = {row[part]: row.get("tone", row["order"]) for row in sorted(rows, key=lambda r: int(r["order"]))}
    scale = {"domain": [*tones], "range": [*tones.values()]}
    return {
        "color": {"field": part, "type": "nominal", "sort": [*tones], "scale": scale},
        "order": {"field": "order", "type": "quantitative"},
    }
