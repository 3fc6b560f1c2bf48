"""Which strategies were adopted, what are their objectives, and which measures were added?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Objective(TypedDict):
    number: int
    title: dict[str, str]


class Measure(TypedDict):
    measure: int
    objective: int
    institution: str
    text: dict[str, str]
    due: str
    added_on: str


class Strategy(Searchable):
    title: dict[str, str]
    starts_on: str
    ends_on: str
    objectives: list[Objective]
    adopted_on: str
    measures: list[Measure]
    """As they were added; what became of each is told by its commitment."""
    closed_on: str | None


def adopted(_: Strategy | None, event: Recorded[council.StrategyAdopted]) -> Strategy:
    facts: Any = event.data.model_dump(mode="json")
    document: Strategy = facts | {"measures": [], "closed_on": None}
    return document


def measure_added(strategy: Strategy, event: Recorded[council.MeasureAdded]) -> Strategy:
    measure: Any = event.data.model_dump(mode="json")
    return {**strategy, "measures": [*strategy["measures"], measure]}


def closed(strategy: Strategy, event: Recorded[council.StrategyClosed]) -> Strategy:
    return {**strategy, "closed_on": event.data.closed_on.isoformat()}


def texts(strategy: Strategy) -> Texts:
    measures = (measure["text"] for measure in strategy["measures"])
    return (strategy["title"], *(objective["title"] for objective in strategy["objectives"]), *measures)


STRATEGIES = Projection(
    database="portal",
    name="strategies",
    version=3,
    document=Strategy,
    title="Government strategies, their objectives and measures",
    on=searchable(
        texts,
        {
            council.StrategyAdopted: fold(adopted),
            council.MeasureAdded: fold(measure_added),
            council.StrategyClosed: fold(closed),
        },
    ),
)


async def everyone(db: Database) -> list[Any]:
    """The latest first."""
    return await db.find("strategies", {}, sort=[("starts_on", -1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("strategies", {"_id": id})


def objective(strategy: Any, number: int | None) -> Any:
    """The objective with that number, or None."""
    objectives = strategy["objectives"] if strategy else []
    return next((o for o in objectives if o["number"] == number), None)


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("strategies", {"_id": {"$in": sorted(set(ids))}})
    return {s["_id"]: s["title"] for s in found}
