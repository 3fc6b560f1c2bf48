"""By what is the project measured: its results, its indicators, and the query over events behind each?"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Indicator(TypedDict):
    indicator: str
    title: dict[str, str]
    baseline: int
    target: int
    yearly: bool
    """The target is one for each year."""
    unit: dict[str, str]
    measured_by: str
    """The measure: a named query over events."""
    source: dict[str, str]
    """The source of verification."""


class Result(TypedDict):
    result: str
    title: dict[str, str]
    indicators: list[Indicator]


class Logframe(Searchable):
    version: int
    title: dict[str, str]
    starts_on: str
    ends_on: str
    results: list[Result]
    activity: dict[str, Any] | None
    """What the IATI export says of the action."""


def defined(_: Logframe | None, event: Recorded[outreach.LogframeDefined]) -> Logframe:
    fact: Any = event.data.model_dump(mode="json", exclude={"defined_by", "defined_on"})
    logframe: Logframe = fact
    return logframe


def texts(logframe: Logframe) -> Texts:
    indicators = (indicator for result in logframe["results"] for indicator in result["indicators"])
    results = (result["title"] for result in logframe["results"])
    return (logframe["title"], *results, *(indicator["title"] for indicator in indicators))


LOGFRAMES = Projection(
    database="portal",
    name="logframes",
    version=2,
    document=Logframe,
    title="Logframes: results, indicators, targets",
    on=searchable(texts, {outreach.LogframeDefined: fold(defined)}),
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("logframes", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    return await db.find("logframes", sort=[("starts_on", -1), ("_id", 1)])
