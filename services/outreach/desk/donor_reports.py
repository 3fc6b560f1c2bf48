"""What will the donor get? A report before it is handed in: a draft, or frozen, in each of its forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.visit import Visit, given_out
from services.outreach.portal import donor_report
from services.outreach.portal.page import Ask, File, NotFound
from services.outreach.projections import READERS
from services.outreach.projections.portal import logframes
from services.outreach.projections.reporting import indicators, reports

MODEL = "reporting.reports"
"""Who may read it may read what it will say."""
FORMATS: Mapping[str, Callable[[Ask, Any], Awaitable[File]]] = {
    "pdf": donor_report.paper,
    "xlsx": donor_report.book,
    "iati.xml": donor_report.activity,
}
HANDED_IN = "submitted"


async def preview(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return visit.not_allowed(READERS[MODEL])
    found = await _found(visit)
    if found is None:
        return visit.not_found()
    if found["state"] == HANDED_IN:
        return visit.go(_public(visit))
    return visit.show("desk/report.html", **await donor_report.shown(_ask(visit), found))


async def file(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return visit.not_allowed(READERS[MODEL])
    format = visit.request.path_params["format"]
    found = await _found(visit) if format in FORMATS else None
    if found is None:
        return visit.not_found()
    if found["state"] == HANDED_IN:
        return visit.go(f"{_public(visit)}.{format}")
    try:
        return given_out(await FORMATS[format](_ask(visit), found))
    except NotFound:
        return visit.not_found()


async def _found(visit: Visit) -> Any:
    """As it was frozen; until then with the figures as far as the log goes."""
    reporting = visit.tools.mongo.database("reporting")
    found = await reports.one(reporting, visit.request.path_params["id"])
    if found is None or found["sha256"]:
        return found
    logframe = await logframes.one(visit.tools.mongo.database("portal"), found["logframe"])
    position = await indicators.stands_at(reporting)
    first, last = date.fromisoformat(found["period_from"]), date.fromisoformat(found["period_to"])
    counted = await indicators.figures(reporting, logframe, first, last, position) if logframe else ()
    figures = [figure.model_dump(mode="json") for figure in counted]
    return {**found, "figures": figures, "counted_to": position, "action": logframe}


def _ask(visit: Visit) -> Ask:
    portal, base = visit.tools.mongo.database("portal"), visit.tools.settings.public_url.rstrip("/")
    id = visit.request.path_params["id"]
    return Ask(portal, visit.language, visit.at, id, visit.request.query_params, base)


def _public(visit: Visit) -> str:
    return f"/{visit.language.code}/reports/{visit.request.path_params['id']}"
