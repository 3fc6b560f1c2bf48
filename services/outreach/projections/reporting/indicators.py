"""How much is there of everything that indicators count, month by month, and by which events?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from typing_extensions import TypedDict

from services.outreach.domain.measures import COUNTED, MEASURES, countings
from shared.contracts.outreach import Figure
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold_each


class Month(TypedDict):
    amount: int
    events: int


class Measured(TypedDict):
    """One measure: a named query over events."""

    title: dict[str, str]
    amount: int
    """Over all time."""
    events: int
    months: dict[str, Month]
    """By month, "2015-04"; an action's figures are sums of days, from the evidence."""
    latest_on: str


def measured(id: str, before: Measured | None, event: Recorded[Any]) -> Measured:
    counting = next(c for c in countings(event.data) if c.measure == id)
    month = f"{counting.on:%Y-%m}"
    months = before["months"] if before else {}
    old = months.get(month, Month(amount=0, events=0))
    new = Month(amount=old["amount"] + counting.amount, events=old["events"] + 1)
    on = counting.on.isoformat()
    return Measured(
        title=dict(MEASURES[id].title.items()),
        amount=(before["amount"] if before else 0) + counting.amount,
        events=(before["events"] if before else 0) + 1,
        months={**months, month: new},
        latest_on=max(on, before["latest_on"]) if before else on,
    )


def _measures(event: Recorded[Any]) -> Iterable[str]:
    return [counting.measure for counting in countings(event.data)]


INDICATORS = Projection(
    database="reporting",
    name="indicators",
    version=1,
    document=Measured,
    title="What indicators are measured by: values by month",
    on={type_: fold_each(measured, _measures) for type_ in COUNTED},
)


class Evidence(TypedDict):
    """One event that counts for one measure."""

    measure: str
    position: int
    event: str
    type: str
    entity: str
    id: str
    on: str
    """The day on which it counts."""
    amount: int


def counted(id: str, _: Evidence | None, event: Recorded[Any]) -> Evidence:
    counting = next(c for c in countings(event.data) if id == f"{c.measure}:{event.id}")
    return Evidence(
        measure=counting.measure,
        position=event.position,
        event=event.id,
        type=event.data.type_name,
        entity=event.ref.entity,
        id=event.ref.id,
        on=counting.on.isoformat(),
        amount=counting.amount,
    )


def _evidence(event: Recorded[Any]) -> Iterable[str]:
    return [f"{counting.measure}:{event.id}" for counting in countings(event.data)]


EVIDENCE = Projection(
    database="reporting",
    name="evidence",
    version=1,
    document=Evidence,
    title="The events behind every measure",
    on={type_: fold_each(counted, _evidence) for type_ in COUNTED},
    indexes=(Index((("measure", 1), ("on", 1), ("position", 1))), Index((("position", 1),))),
)


async def stands_at(db: Database, evidence: Projection = EVIDENCE) -> int:
    """The position up to which there is evidence."""
    entry = await db.find_one("_projections", {"_id": evidence.name})
    return int(entry["position"]) if entry else 0


async def figures(
    db: Database, logframe: Any, first: date, last: date, counted_to: int
) -> tuple[Figure, ...]:
    """One figure for each indicator of a logframe (its read model), by the events up to a position.

    `db`: `reporting`, or `portal` with what counts there.
    """
    measures = [each["measured_by"] for result in logframe["results"] for each in result["indicators"]]
    wanted = {
        "measure": {"$in": measures},
        "on": {"$gte": logframe["starts_on"], "$lte": last.isoformat()},
        "position": {"$lte": counted_to},
    }
    fields = ["measure", "position", "on", "amount"]
    rows = await db.find("evidence", wanted, sort=[("position", 1)], fields=fields)
    return figures_of(rows, logframe, first)


def figures_of(rows: Iterable[Any], logframe: Any, first: date) -> tuple[Figure, ...]:
    """From the evidence between the first day of the action and the last day of the period."""
    by_measure: dict[str, list[Any]] = {}
    for row in rows:
        by_measure.setdefault(row["measure"], []).append(row)
    return tuple(
        _figure(by_measure.get(indicator["measured_by"], []), result["result"], indicator, first)
        for result in logframe["results"]
        for indicator in result["indicators"]
    )


def _figure(rows: list[Any], result: str, indicator: Any, first: date) -> Figure:
    inside = [row for row in rows if row["on"] >= first.isoformat()]
    return Figure(
        **indicator,
        result=result,
        in_period=sum(row["amount"] for row in inside),
        to_date=sum(row["amount"] for row in rows),
        evidence=tuple(row["position"] for row in inside),
        before=len(rows) - len(inside),
    )


async def at(db: Database, positions: Iterable[int], measure: str) -> list[Any]:
    """The evidence at these places of the log."""
    wanted = {"measure": measure, "position": {"$in": sorted(set(positions))}}
    return await db.find("evidence", wanted, sort=[("position", 1)])
