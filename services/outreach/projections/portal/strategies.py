"""Which strategies were adopted, and what are their objectives?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Objective(TypedDict):
    number: int
    title: dict[str, str]


class Strategy(TypedDict):
    title: dict[str, str]
    starts_on: str
    ends_on: str
    objectives: list[Objective]
    adopted_on: str


def adopted(_: Strategy | None, event: Recorded[council.StrategyAdopted]) -> Strategy:
    facts: Any = event.data.model_dump(mode="json")
    document: Strategy = facts
    return document


STRATEGIES = Projection(
    database="portal",
    name="strategies",
    version=1,
    document=Strategy,
    title="Government strategies and their objectives",
    on={council.StrategyAdopted: fold(adopted)},
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("strategies", {"_id": id})


def objective(strategy: Any, number: int | None) -> Any:
    """The objective with that number, or None."""
    objectives = strategy["objectives"] if strategy else []
    return next((o for o in objectives if o["number"] == number), None)


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("strategies", {"_id": {"$in": sorted(set(ids))}})
    return {s["_id"]: s["title"] for s in found}
