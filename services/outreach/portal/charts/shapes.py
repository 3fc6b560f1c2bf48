"""The few forms that our charts take, as Vega-Lite views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.outreach.portal.charts.chart import Rows

BAR, GAP, LEGEND = 18, 12, 40
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
    figure = {"text": {"field": value}}
    return {
        "height": (BAR + GAP) * max(1, len(rows)),
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
    """One bar for each name, made of its parts; `order` of a row says where a part stands, and `tone` which
    of the series' colours it has (left out: by its order)."""
    parts = {row[part]: row.get("tone", row["order"]) for row in sorted(rows, key=lambda r: int(r["order"]))}
    return {
        "height": (BAR + GAP) * max(1, len({row[name] for row in rows})) + LEGEND,
        "mark": {"type": "bar", "height": BAR},
        "encoding": {
            "y": {"field": name, "type": "nominal", "axis": {"title": None}},
            "x": {"field": value, "type": "quantitative", "axis": WHOLE},
            "color": {"field": part, "type": "nominal", "sort": [*parts], "scale": tones(parts)},
            "order": {"field": "order", "type": "quantitative"},
        },
    }


def tones(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Which colour each part has, by its place in the series; the picture puts the colours of its page in."""
    return {"domain": [*parts], "range": [*parts.values()]}
