"""How much of each envelope is reserved, spent, and still free, heading by heading?"""

from __future__ import annotations

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
    name: str
    share_percent: int


class Fund(TypedDict):
    title: dict[str, str]
    agreement: str
    donors: list[Donor]
    currency: str
    starts_on: str
    ends_on: str
    headings: list[Heading]
    total: Sums
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
        donors=facts["donors"],
        currency=facts["currency"],
        starts_on=facts["starts_on"],
        ends_on=facts["ends_on"],
        headings=headings,
        total=_total(headings),
        closed_on=None,
    )


def reserved(fund: Fund, event: Recorded[grants.FundsReserved]) -> Fund:
    return _moved(fund, event.data.heading, reserved=event.data.cents)


def released(fund: Fund, event: Recorded[grants.FundsReleased]) -> Fund:
    return _moved(fund, event.data.heading, reserved=-event.data.cents)


def spent(fund: Fund, event: Recorded[grants.FundsSpent]) -> Fund:
    return _moved(fund, event.data.heading, reserved=-event.data.cents, spent=event.data.cents)


def closed(fund: Fund, event: Recorded[grants.FundClosed]) -> Fund:
    return {**fund, "closed_on": event.data.closed_on.isoformat()}


def _moved(fund: Fund, heading: str, reserved: int = 0, spent: int = 0) -> Fund:
    headings: list[Heading] = [
        {**h, **_sums(h["envelope"], h["reserved"] + reserved, h["spent"] + spent)}
        if h["heading"] == heading
        else h
        for h in fund["headings"]
    ]
    return {**fund, "headings": headings, "total": _total(headings)}


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
    version=1,
    document=Fund,
    title="Funds: envelope, reserved, spent and free by heading",
    on={
        grants.FundOpened: fold(opened),
        grants.FundsReserved: fold(reserved),
        grants.FundsReleased: fold(released),
        grants.FundsSpent: fold(spent),
        grants.FundClosed: fold(closed),
    },
)


async def everyone(db: Database) -> list[Any]:
    return await db.find("funds", {}, sort=[("starts_on", 1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("funds", {"_id": id})
