"""Which reports to the donor are in the making, and where does each stand?"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.reports import Action, Figure, Section
from shared.contracts import outreach
from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Report(TypedDict):
    logframe: str
    title: dict[str, str]
    period_from: str
    period_to: str
    languages: list[str]
    due_on: str | None
    state: Literal["open", "closed", "frozen", "submitted"]
    """closed: nothing is written any more, the figures are being counted."""
    since: str
    """The day of its latest step."""
    sections: list[Section]
    figures: list[Figure]
    counted_to: int | None
    sha256: str | None
    action: Action | None
    """What the logframe says of the action, kept when it was frozen."""
    by: list[str]
    """Ids of everybody who opened, wrote, closed or handed it in."""


def opened(_: Report | None, event: Recorded[outreach.ReportOpened]) -> Report:
    fact: Any = event.data.model_dump(mode="json")
    return Report(
        logframe=fact["logframe"],
        title=fact["title"],
        period_from=fact["period_from"],
        period_to=fact["period_to"],
        languages=fact["languages"],
        due_on=fact["due_on"],
        state="open",
        since=fact["opened_on"],
        sections=[],
        figures=[],
        counted_to=None,
        sha256=None,
        action=None,
        by=[fact["opened_by"]],
    )


def written(report: Report, event: Recorded[outreach.SectionWritten]) -> Report:
    fact: Any = event.data.model_dump(mode="json")
    section = Section(section=fact["section"], title=fact["title"], text=fact["text"])
    others = {old["section"]: old for old in report["sections"]}
    return {
        **report,
        "sections": [*{**others, section["section"]: section}.values()],
        "since": fact["written_on"],
        "by": _with(report, fact["written_by"]),
    }


def moved(report: Report, event: Recorded[Event]) -> Report:
    fact: Any = event.data.model_dump(mode="json")
    match event.data:
        case outreach.ReportClosed():
            by = _with(report, fact["closed_by"])
            return {**report, "state": "closed", "since": fact["closed_on"], "by": by}
        case outreach.ReportFrozen():
            frozen: Report = {**report, "state": "frozen", "since": fact["frozen_on"]}
            return {
                **frozen,
                "figures": fact["figures"],
                "counted_to": fact["counted_to"],
                "sha256": fact["sha256"],
                "action": fact["action"],
            }
        case outreach.ReportSubmitted():
            by = _with(report, fact["submitted_by"])
            return {**report, "state": "submitted", "since": fact["submitted_on"], "by": by}
        case _:
            return report


def _with(report: Report, person: str) -> list[str]:
    return report["by"] if person in report["by"] else [*report["by"], person]


REPORT_REGISTER = Projection(
    database="reporting",
    name="reports",
    version=2,
    document=Report,
    title="Reports to the donor, from the first section on",
    on={
        outreach.ReportOpened: fold(opened),
        outreach.SectionWritten: fold(written),
        outreach.ReportClosed: fold(moved),
        outreach.ReportFrozen: fold(moved),
        outreach.ReportSubmitted: fold(moved),
    },
    indexes=(Index((("logframe", 1), ("period_to", -1))),),
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("reports", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    return await db.find("reports", sort=[("period_to", -1), ("_id", 1)])
