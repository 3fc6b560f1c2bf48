"""Which reports were handed in to the donor, and what do they say? As they were frozen, for ever."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Figure(TypedDict):
    result: str
    indicator: str
    title: dict[str, str]
    unit: dict[str, str]
    measured_by: str
    source: dict[str, str]
    baseline: int
    target: int
    yearly: bool
    in_period: int
    """The value in the period of the report."""
    to_date: int
    """The value from the first day of the action to the last day of the period."""
    evidence: list[int]
    """The positions in the log of the events of the period."""
    before: int
    """How many earlier events count to date."""


class Section(TypedDict):
    section: str
    title: dict[str, str]
    text: dict[str, str]


class ResultTitle(TypedDict):
    result: str
    title: dict[str, str]


class Action(TypedDict):
    """What the logframe said of the action when the report was closed."""

    version: int
    title: dict[str, str]
    starts_on: str
    ends_on: str
    results: list[ResultTitle]
    activity: dict[str, Any] | None
    """What the IATI export says of it."""


class Report(Searchable):
    logframe: str
    title: dict[str, str]
    period_from: str
    period_to: str
    sections: list[Section]
    figures: list[Figure]
    counted_to: int
    """The position in the log up to which was counted."""
    sha256: str
    """Over all that the report says."""
    submitted_to: str
    submitted_on: str
    position: int
    """The place in the log where it was handed in."""
    action: Action | None
    """By which it was counted; reports frozen earlier did not keep it."""


def submitted(_: Report | None, event: Recorded[outreach.ReportSubmitted]) -> Report:
    fact: Any = event.data.model_dump(mode="json", exclude={"submitted_by"})
    report: Report = fact | {"position": event.position}
    return report


def texts(report: Report) -> Texts:
    said = (text for section in report["sections"] for text in (section["title"], section["text"]))
    return (report["title"], *said, *(figure["title"] for figure in report["figures"]))


REPORTS = Projection(
    database="portal",
    name="reports",
    version=4,
    document=Report,
    title="Reports handed in to the donor, with figures and evidence",
    on=searchable(texts, {outreach.ReportSubmitted: fold(submitted)}),
    indexes=(Index((("logframe", 1), ("period_to", -1))),),
)


async def everyone(db: Database) -> list[Any]:
    """The latest period first."""
    return await db.find("reports", sort=[("period_to", -1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("reports", {"_id": id})


async def before(db: Database, report: Any) -> Any:
    """The report on the period before, by the same logframe, as far as it was handed in by the counting."""
    earlier = {
        "logframe": report["logframe"],
        "period_to": {"$lt": report["period_from"]},
        "position": {"$lt": report["counted_to"]},
    }
    return await db.find_one("reports", earlier, sort=[("period_to", -1), ("position", -1)])
