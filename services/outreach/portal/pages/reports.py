"""Reports to the donor: every figure with the events behind it, frozen, beside the report before."""

from __future__ import annotations

from typing import Any

from services.outreach.portal import donor_report, linked, names
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.portal.pages.logframes import all_so_far
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history, logframes
from services.outreach.projections.portal import reports as read


async def reports(ask: Ask) -> Page:
    found = await logframes.everyone(ask.db)
    return Page(
        "reports.html",
        {
            "reports": await read.everyone(ask.db),
            "logframes": found,
            "so_far": await all_so_far(ask, found),
        },
    )


async def report(ask: Ask) -> Page:
    found = await _found(ask)
    entries = await history.about(ask.db, f"report:{ask.id}")
    told = Teller(ask.language, await names.of_entries(ask.db, entries)).tell(entries)
    shown = await donor_report.shown(ask, found)
    return Page("report.html", {**shown, "history": told, "linked": linked.report(ask, found)})


async def report_pdf(ask: Ask) -> File:
    return await donor_report.paper(ask, await _found(ask))


async def report_workbook(ask: Ask) -> File:
    return await donor_report.book(ask, await _found(ask))


async def report_iati(ask: Ask) -> File:
    return await donor_report.activity(ask, await _found(ask))


async def _found(ask: Ask) -> Any:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    return found
