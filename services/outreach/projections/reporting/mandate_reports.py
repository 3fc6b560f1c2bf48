"""What did those report who sat somewhere for civil society? For the other organisations to read."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Moved(TypedDict):
    """An earlier last day, and why it was moved."""

    due_on: str
    reason: str


class MandateReport(TypedDict):
    meeting: str
    body: str
    organisation: str
    seat: str
    held_on: str
    due_on: str
    moved: list[Moved]
    filed_on: str | None
    summary: dict[str, str] | None
    represented: dict[str, str] | None
    next_steps: dict[str, str] | None


def owed(before: MandateReport | None, event: Recorded[membership.ReportOwed]) -> MandateReport:
    facts: Any = event.data.model_dump(mode="json", include=OWED)
    if before is not None:
        because = event.data.moved_because or ""
        moved = [*before["moved"], Moved(due_on=before["due_on"], reason=because)]
        return {**before, "due_on": facts["due_on"], "moved": moved}
    report: MandateReport = facts | {
        "moved": [],
        "filed_on": None,
        "summary": None,
        "represented": None,
        "next_steps": None,
    }
    return report


OWED = {"meeting", "body", "organisation", "seat", "held_on", "due_on"}
FILED = {"filed_on", "summary", "represented", "next_steps"}


def filed(report: MandateReport, event: Recorded[membership.MandateReportFiled]) -> MandateReport:
    facts: Any = event.data.model_dump(mode="json", include=FILED)
    return {**report, **facts}


MANDATE_REPORTS = Projection(
    database="reporting",
    name="mandate_reports",
    version=1,
    document=MandateReport,
    title="Reports of seat-holders from the meetings they attended",
    on={membership.ReportOwed: fold(owed), membership.MandateReportFiled: fold(filed)},
    indexes=(Index((("meeting", 1),)), Index((("organisation", 1), ("held_on", -1)))),
)


async def of_organisation(db: Database, organisation: str) -> list[Any]:
    """The latest meeting first."""
    return await db.find("mandate_reports", {"organisation": organisation}, sort=[("held_on", -1)])
