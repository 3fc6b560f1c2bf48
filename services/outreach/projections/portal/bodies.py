"""Which bodies are there, which seats do they have, and which organisation or institution holds each?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Holder(TypedDict):
    kind: str
    id: str


class Holding(TypedDict):
    """A time in which somebody held a seat."""

    holder: Holder
    since: str
    until: str


class Seat(TypedDict):
    seat: str
    side: str
    filled_by: str
    named_by: str | None
    title: dict[str, str] | None
    holder: Holder | None
    """None: the seat is vacant."""
    since: str | None
    """Held, or vacant, since that day; None: not filled yet."""
    ground: str | None
    before: list[Holding]


class QuorumRule(TypedDict):
    percent: int
    of: str
    each_side: bool
    binds_decisions: bool


class Body(Searchable):
    kind: str
    name: dict[str, str]
    parent: str | None
    strategy: str | None
    objective: int | None
    seats: list[Seat]
    quorum: QuorumRule
    meetings_a_year: int
    seats_each: int
    """How many of them one organisation may hold."""
    established_on: str
    dissolved_on: str | None


def established(_: None, event: Recorded[council.BodyEstablished]) -> Body:
    facts: Any = event.data.model_dump(mode="json")
    seats = [seat | {"holder": None, "since": None, "ground": None, "before": []} for seat in facts["seats"]]
    body: Body = facts | {"seats": seats, "dissolved_on": None}
    return body


def filled(body: Body, event: Recorded[council.SeatFilled]) -> Body:
    fact = event.data
    holder = Holder(kind=fact.holder.kind, id=fact.holder.id)
    since, ground = fact.since.isoformat(), fact.ground

    def fill(seat: Seat) -> Seat:
        return {**seat, "holder": holder, "since": since, "ground": ground}

    return _seat(body, fact.seat, fill)


def vacated(body: Body, event: Recorded[council.SeatVacated]) -> Body:
    until = event.data.vacated_on.isoformat()

    def vacate(seat: Seat) -> Seat:
        if seat["holder"] is None or seat["since"] is None:
            return seat
        held = Holding(holder=seat["holder"], since=seat["since"], until=until)
        return {**seat, "holder": None, "since": until, "ground": None, "before": [*seat["before"], held]}

    return _seat(body, event.data.seat, vacate)


def dissolved(body: Body, event: Recorded[council.BodyDissolved]) -> Body:
    return {**body, "dissolved_on": event.data.dissolved_on.isoformat()}


def _seat(body: Body, id: str, change: Callable[[Seat], Seat]) -> Body:
    return {**body, "seats": [change(s) if s["seat"] == id else s for s in body["seats"]]}


def texts(body: Body) -> Texts:
    return (body["name"], *(seat["title"] for seat in body["seats"]))


BODIES = Projection(
    database="portal",
    name="bodies",
    version=3,
    document=Body,
    title="Bodies with their seats and who holds them",
    on=searchable(
        texts,
        {
            council.BodyEstablished: fold(established),
            council.SeatFilled: fold(filled),
            council.SeatVacated: fold(vacated),
            council.BodyDissolved: fold(dissolved),
        },
    ),
    indexes=(Index((("seats.holder.id", 1),)), Index((("seats.before.holder.id", 1),))),
)


async def everyone(db: Database) -> list[Any]:
    """All bodies, the oldest first."""
    return await db.find("bodies", {}, sort=[("established_on", 1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("bodies", {"_id": id})


async def with_holder(db: Database, holder: str) -> list[Any]:
    """The bodies where this organisation or institution holds a seat or once held one."""
    seats = {"$or": [{"seats.holder.id": holder}, {"seats.before.holder.id": holder}]}
    return await db.find("bodies", seats, sort=[("established_on", 1)])
