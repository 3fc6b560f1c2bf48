"""Who takes part and who falls silent, what was reported, how far is the plan? For staff and the auditor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.visit import Visit
from services.outreach.portal import names
from services.outreach.projections import READERS
from services.outreach.projections.reporting import internships, participation, plan, trainings
from services.outreach.projections.reporting.participation import report_state
from shared.kernel.mongo import Database

MODEL = "reporting.participation"
"""Who may read it may read what is counted from it."""
DAYS, MONTHS, MOST = 180, 24, 60


async def taking_part(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return visit.not_allowed(READERS[MODEL])
    reporting, portal = visit.tools.mongo.database("reporting"), visit.tools.mongo.database("portal")
    today = visit.at.astimezone(visit.language.zone).date()
    everyone = await participation.everyone(reporting)
    days = _days(visit.request.query_params.get("days", ""))
    silent = participation.silent(everyone, today, days)
    overdue = _overdue(everyone, today)
    organisations = {one.organisation for one in silent} | {row["organisation"] for row in overdue}
    return visit.show(
        "desk/participation.html",
        days=days,
        silent=silent[:MOST],
        silent_count=len(silent),
        states=Counter(state for _, _, state in _reports(everyone, today)),
        overdue=overdue[:MOST],
        attendance=_latest(participation.attendance(everyone)),
        plans=await _plans(reporting, portal),
        trainings=trainings.figures(await trainings.everyone(reporting)),
        internships=internships.figures(await internships.everyone(reporting)),
        names=await names.of_holders(portal, (), more=organisations),
    )


def _days(asked: str) -> int:
    return int(asked) if asked.isdecimal() and 0 < int(asked[:5]) < 10_000 else DAYS


def _reports(everyone: Iterable[Any], today: date) -> list[tuple[str, Any, str]]:
    return [
        (one["_id"], report, report_state(report, today)) for one in everyone for report in one["reports"]
    ]


def _overdue(everyone: Iterable[Any], today: date) -> list[Any]:
    """The longest overdue first."""
    found = [
        {**report, "organisation": id}
        for id, report, state in _reports(everyone, today)
        if state == "overdue"
    ]
    return sorted(found, key=lambda report: (report["due_on"], report["organisation"]))


def _latest(rows: list[participation.Presence]) -> list[participation.Presence]:
    """The latest month first."""
    return sorted(sorted(rows, key=lambda row: row.body), key=lambda row: row.month, reverse=True)[:MONTHS]


async def _plans(reporting: Database, portal: Database) -> list[plan.Progress]:
    found = [await plan.progress_of(reporting, portal, one["year"]) for one in await plan.everyone(reporting)]
    return [progress for progress in found if progress is not None]
