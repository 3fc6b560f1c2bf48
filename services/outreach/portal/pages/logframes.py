"""How far has the project come: each indicator's value of this day, and the events behind it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.outreach.domain.measures import MEASURES
from services.outreach.portal import donor_report
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.projections.portal import logframes as read
from services.outreach.projections.portal.evidence import EVIDENCE
from services.outreach.projections.reporting import indicators
from shared.contracts.outreach import Figure


async def logframe(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    figures = await so_far(ask, found)
    return Page(
        "logframe.html",
        {
            "logframe": found,
            "figures": figures,
            "evidence": await donor_report.told(ask, [_latest(figure) for figure in figures.values()]),
            "told_at_most": donor_report.TOLD,
            "until": _until(ask, found),
            "counted_to": await indicators.stands_at(ask.db, EVIDENCE),
        },
    )


async def so_far(ask: Ask, found: Any) -> dict[str, Figure]:
    """By indicator, counted as in a report on all days since the first; money is told in reports alone."""
    first, last = date.fromisoformat(found["starts_on"]), date.fromisoformat(_until(ask, found))
    counted = await indicators.figures(
        ask.db, found, first, last, await indicators.stands_at(ask.db, EVIDENCE)
    )
    return {figure.indicator: figure for figure in counted if not MEASURES[figure.measured_by].money}


async def all_so_far(ask: Ask, found: Iterable[Any]) -> dict[str, dict[str, Figure]]:
    return {logframe["_id"]: await so_far(ask, logframe) for logframe in found}


def _latest(figure: Figure) -> dict[str, Any]:
    """With its newest events first."""
    return {"indicator": figure.indicator, "evidence": figure.evidence[::-1]}


def _until(ask: Ask, found: Any) -> str:
    """Today, while the action goes on."""
    ends: str = found["ends_on"]
    return min(ask.now.astimezone(ask.language.zone).date().isoformat(), ends)
