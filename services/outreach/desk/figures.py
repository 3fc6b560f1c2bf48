"""How far has the money gone, and how long do claims wait? For staff, finance and the auditor."""

from __future__ import annotations

from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.visit import Visit
from services.outreach.portal.charts import draw, money
from services.outreach.portal.charts.chart import Chart
from services.outreach.portal.charts.shown import shown
from services.outreach.portal.page import Ask, NotFound
from services.outreach.projections import READERS
from shared.kernel.problem import STATUS, NotAllowed

CHARTS: tuple[Chart, ...] = (money.HEADINGS, money.BURN, money.TURNAROUND)
MODEL = "reporting.funds"
"""Who may read it may read what is counted from it."""


async def figures(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return visit.not_allowed(READERS[MODEL])
    ask = _ask(visit)
    return visit.show("desk/figures.html", charts=[await shown(chart, ask) for chart in CHARTS])


async def picture(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return Response(status_code=STATUS[NotAllowed])
    try:
        file = await draw.picture(CHARTS, _ask(visit))
    except NotFound:
        return Response(status_code=404)
    return Response(file.content, media_type=file.media_type, headers={"Cache-Control": "no-store"})


def _ask(visit: Visit) -> Ask:
    reporting = visit.tools.mongo.database("reporting")
    id = visit.request.path_params.get("id", "")
    return Ask(reporting, visit.language, visit.at, id, visit.request.query_params)
