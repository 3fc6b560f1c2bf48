"""How much of each envelope is reserved, spent, and still free, heading by heading?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import grants
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Sums(TypedDict):
    """Cents; free = envelope - reserved - spent."""

    envelope: int
    reserved: int
    spent: int
    free: int


class Heading(Sums):
    heading: str
    title: dict[str, str]


class Donor(TypedDict):
    """Cents of what was spent, by the share; the cents of all donors are all that was spent."""

    name: str
    share_percent: int
    spent: int


class Month(TypedDict):
    """What was spent in a month, less what came back."""

    month: str
    spent: int


class Amendment(TypedDict):
    on: str
    by: str
    reason: str
    changed: list[str]


class Fund(TypedDict):
    title: dict[str, str]
    agreement: str
    donors: list[Donor]
    currency: str
    starts_on: str
    ends_on: str
    headings: list[Heading]
    total: Sums
    months: list[Month]
    amendments: list[Amendment]
    closed_on: str | None


def opened(_: None, event: Recorded[grants.FundOpened]) -> Fund:
    facts: Any = event.data.model_dump(mode="json", exclude={"headings": {"__all__": {"cents"}}})
    headings: list[Heading] = [
        {"heading": shown["heading"], "title": shown["title"], **_sums(h.cents, 0, 0)}
        for shown, h in zip(facts["headings"], event.data.headings, strict=True)
    ]
    return Fund(
        title=facts["title"],
        agreement=facts["agreement"],
        donors=_shared(facts["donors"], 0),
        currency=facts["currency"],
        starts_on=facts["starts_on"],
        ends_on=facts["ends_on"],
        headings=headings,
        total=_total(headings),
        months=[],
        amendments=[],
        closed_on=None,
    )


def reserved(fund: Fund, event: Recorded[grants.FundsReserved]) -> Fund:
    return _moved(fund, event.data.heading, reserved=event.data.cents)


def released(fund: Fund, event: Recorded[grants.FundsReleased]) -> Fund:
    return _moved(fund, event.data.heading, reserved=-event.data.cents)


def spent(fund: Fund, event: Recorded[grants.FundsSpent]) -> Fund:
    fact = event.data
    moved = _moved(fund, fact.heading, reserved=-fact.cents, spent=fact.cents)
    return _burnt(moved, fact.spent_on or event.at.date(), fact.cents)


def recovered(fund: Fund, event: Recorded[grants.FundsRecovered]) -> Fund:
    fact = event.data
    return _burnt(_moved(fund, fact.heading, spent=-fact.cents), fact.recovered_on, -fact.cents)


def amended(fund: Fund, event: Recorded[grants.FundAmended]) -> Fund:
    fact = event.data
    facts: Any = fact.model_dump(mode="json", exclude_none=True)
    who = ("reason", "amended_by", "amended_on")
    note = Amendment(
        on=fact.amended_on.isoformat(),
        by=fact.amended_by,
        reason=fact.reason,
        changed=[name for name in facts if name not in who],
    )
    now: Fund = {
        **fund,
        "amendments": [*fund["amendments"], note],
        "ends_on": facts.get("ends_on", fund["ends_on"]),
    }
    if fact.headings is not None:
        now = _reheaded(now, fact.headings)
    return {**now, "donors": _shared(facts.get("donors", now["donors"]), now["total"]["spent"])}


def _reheaded(fund: Fund, headings: Sequence[grants.Heading]) -> Fund:
    before = {row["heading"]: row for row in fund["headings"]}
    rows: list[Heading] = []
    for h in headings:
        old = before.get(h.heading)
        sums = _sums(h.cents, old["reserved"] if old else 0, old["spent"] if old else 0)
        rows.append({"heading": h.heading, "title": {str(k): v for k, v in h.title.items()}, **sums})
    return {**fund, "headings": rows, "total": _total(rows)}


def _burnt(fund: Fund, on: date, cents: int) -> Fund:
    months = {row["month"]: row["spent"] for row in fund["months"]}
    month = on.isoformat()[:7]
    months[month] = months.get(month, 0) + cents
    rows = [Month(month=name, spent=months[name]) for name in sorted(months)]
    return {**fund, "months": rows}


def _shared(donors: Sequence[Any], spent: int) -> list[Donor]:
    """Each donor's cents: whole cents by the share; those left over go to the largest remainders."""
    parts = [divmod(spent * donor["share_percent"], 100) for donor in donors]
    left = spent - sum(whole for whole, _ in parts)
    first = sorted(range(len(parts)), key=lambda i: -parts[i][1])[:left]
    return [
        Donor(
            name=donor["name"],
            share_percent=donor["share_percent"],
            spent=parts[i][0] + (1 if i in first else 0),
        )
        for i, donor in enumerate(donors)
    ]


def closed(fund: Fund, event: Recorded[grants.FundClosed]) -> Fund:
    return {**fund, "closed_on": event.data.closed_on.isoformat()}


def _moved(fund: Fund, heading: str, reserved: int = 0, spent: int = 0) -> Fund:
    headings: list[Heading] = [
        {**h, **_sums(h["envelope"], h["reserved"] + reserved, h["spent"] + spent)}
        if h["heading"] == heading
        else h
        for h in fund["headings"]
    ]
    total = _total(headings)
    donors = _shared(fund["donors"], total["spent"])
    return {**fund, "headings": headings, "total": total, "donors": donors}


def _sums(envelope: int, reserved: int, spent: int) -> Sums:
    return Sums(envelope=envelope, reserved=reserved, spent=spent, free=envelope - reserved - spent)


def _total(headings: list[Heading]) -> Sums:
    return _sums(
        sum(h["envelope"] for h in headings),
        sum(h["reserved"] for h in headings),
        sum(h["spent"] for h in headings),
    )


FUNDS = Projection(
    database="reporting",
    name="funds",
    version=2,
    document=Fund,
    title="Funds: envelope, reserved, spent and free by heading",
    on={
        grants.FundOpened: fold(opened),
        grants.FundsReserved: fold(reserved),
        grants.FundsReleased: fold(released),
        grants.FundsSpent: fold(spent),
        grants.FundsRecovered: fold(recovered),
        grants.FundAmended: fold(amended),
        grants.FundClosed: fold(closed),
    },
)


async def everyone(db: Database) -> list[Any]:
    return await db.find("funds", {}, sort=[("starts_on", 1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("funds", {"_id": id})
