"""What does each member owe for a year, and what came? One document per organisation and year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Payment(TypedDict):
    on: str
    cents: int
    reference: str


class Contribution(TypedDict):
    organisation: str
    year: int
    cents: int
    currency: str
    decision_ref: str
    set_on: str
    paid: int
    payments: list[Payment]


def stated(before: Contribution | None, event: Recorded[membership.ContributionSet]) -> Contribution:
    """Set again, the amount changes and the payments stay."""
    fact: Any = event.data.model_dump(mode="json")
    paid, payments = (before["paid"], before["payments"]) if before else (0, [])
    now: Contribution = fact | {"paid": paid, "payments": payments}
    return now


def paid(before: Contribution, event: Recorded[membership.ContributionPaid]) -> Contribution:
    fact = event.data
    payment = Payment(on=fact.paid_on.isoformat(), cents=fact.cents, reference=fact.reference)
    total = before["paid"] + fact.cents
    return {**before, "paid": total, "payments": [*before["payments"], payment]}


CONTRIBUTIONS = Projection(
    database="reporting",
    name="contributions",
    version=1,
    document=Contribution,
    title="Contributions of members: owed and paid, year by year",
    on={
        membership.ContributionSet: fold(stated),
        membership.ContributionPaid: fold(paid),
    },
    indexes=(Index((("year", 1), ("organisation", 1))),),
)


@dataclass(frozen=True, slots=True)
class Year:
    """In one currency."""

    year: int
    currency: str
    members: int
    due: int
    paid: int
    settled: int
    """Members that owe nothing any more."""


def by_year(contributions: Iterable[Any]) -> list[Year]:
    grouped: dict[tuple[int, str], list[Any]] = {}
    for one in contributions:
        grouped.setdefault((one["year"], one["currency"]), []).append(one)
    return [
        Year(
            year,
            currency,
            members=len(rows),
            due=sum(row["cents"] for row in rows),
            paid=sum(row["paid"] for row in rows),
            settled=sum(row["paid"] >= row["cents"] for row in rows),
        )
        for (year, currency), rows in sorted(grouped.items())
    ]


async def everyone(db: Database) -> list[Any]:
    return await db.find("contributions", {}, sort=[("_id", 1)])
