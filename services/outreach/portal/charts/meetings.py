"""How often do the bodies meet, and do both sides come?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, get_args
from urllib.parse import quote

from services.outreach.portal.charts.chart import Chart, Column, Row, Rows, alphabetical, number, percent
from services.outreach.portal.charts.shapes import BAR, SCALE, STEP, WHOLE, parts
from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask
from services.outreach.projections.portal import bodies, meetings
from shared.contracts.council import BodyKind

KINDS: tuple[str, ...] = get_args(BodyKind)


async def _by_year(ask: Ask) -> Rows:
    kinds = {body["_id"]: body["kind"] for body in await bodies.everyone(ask.db)}
    held = await meetings.last_held(ask.db, 0)
    counted = Counter((m["held_on"][:4], kinds.get(m["body"], "organ")) for m in held)
    return [
        {
            "year": year,
            "body": str(label(ask.language, "bodies", kind)),
            "meetings": n,
            "order": KINDS.index(kind),
            "to": f"meetings?year={year}",
        }
        for (year, kind), n in sorted(counted.items())
    ]


def _stacked(rows: Rows, language: Language) -> dict[str, Any]:
    return {
        "mark": {"type": "bar", "width": {"band": 0.6}},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}},
            "y": {"field": "meetings", "type": "quantitative", "axis": WHOLE},
            **parts(rows, "body"),
        },
    }


async def _attendance(ask: Ask) -> Rows:
    """For each body and side: of the seats held on the days of its meetings, the share that came."""
    sides = {body["_id"]: _sides(body) for body in await bodies.everyone(ask.db)}
    names = {body["_id"]: body["name"] for body in await bodies.everyone(ask.db)}
    came: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for meeting in await meetings.last_held(ask.db, 0):
        for seat in meeting["attendance"]:
            side = sides.get(meeting["body"], {}).get(seat["seat"])
            if side and seat["holder"]:
                came[meeting["body"], side].append(seat["presence"] in meetings.CAME)
    rows = [
        _share(ask.language, body, names[body], side, seats) for (body, side), seats in sorted(came.items())
    ]
    return alphabetical(rows, "body")


def _sides(body: Any) -> dict[str, str]:
    return {seat["seat"]: seat["side"] for seat in body["seats"]}


def _share(language: Language, id: str, body: dict[str, str], side: str, seats: list[bool]) -> Row:
    return {
        "body": language.plain(body),
        "side": str(label(language, "side", side)),
        "came": (came := round(100 * sum(seats) / len(seats))),
        "share": language.percent(came),
        "to": f"bodies/{quote(id)}",
    }


def _heat(rows: Rows, language: Language) -> dict[str, Any]:
    count = len({row["body"] for row in rows})
    place = {
        "y": {"field": "body", "type": "nominal", "sort": None, "axis": {"title": None}},
        "x": {
            "field": "side",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "orient": "top", "labelAngle": 0},
        },
    }
    shade = {"domain": [0, 100], "range": ["#f1efe8", "#0c5a63"]}
    ramp = {"field": "came", "type": "quantitative", "scale": shade, "legend": None}
    ink = {"condition": {"test": "datum.came > 55", "value": "white"}, "value": "#1b2226"}
    return {
        "height": STEP * max(1, count) + SCALE,
        "encoding": place,
        "layer": [
            {"mark": {"type": "rect", "height": BAR + 4}, "encoding": {"color": ramp}},
            {
                "mark": "text",
                "encoding": {"text": {"field": "share"}, "color": ink},
            },
        ],
    }


BY_YEAR = Chart(
    id="meetings-by-year",
    title=N_("Meetings held"),
    unit=N_("meetings a year, by kind of body"),
    source=N_("Counted from the meetings that were recorded as held."),
    columns=(
        Column("year", N_("Year")),
        Column("body", N_("Bodies")),
        Column("meetings", N_("Meetings"), number),
    ),
    rows=_by_year,
    marks=_stacked,
)
ATTENDANCE = Chart(
    id="attendance",
    title=N_("Who came to the meetings"),
    unit=N_("per cent of the filled seats that came, in person or by substitute"),
    source=N_("Counted from the attendance of every meeting that was held."),
    columns=(
        Column("body", N_("Body")),
        Column("side", N_("Side")),
        Column("came", N_("Came"), percent),
    ),
    rows=_attendance,
    marks=_heat,
)
