"""What may have happened in council: bodies, their seats, and who holds them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal

BodyKind = Literal["council", "task_force", "working_group", "organ", "commission"]
Side = Literal["government", "civil_society"]
HolderKind = Literal["organisation", "institution"]


class Seat(Value):
    seat: Id
    side: Side
    filled_by: Literal["elected", "named", "ex_officio"]
    named_by: Id | None = None
    title: Text | None = None
    """An office that comes with the seat: chair, co-chair, coordinator."""


class QuorumRule(Value):
    """More than `percent` of the seats that are filled (or of all); on each side, if it says so."""

    percent: Annotated[int, Field(ge=0, le=100)]
    of: Literal["filled", "all"] = "filled"
    each_side: bool = False
    binds_decisions: bool = True


class Holder(Value):
    kind: HolderKind
    id: Id


# body — id: a slug
class BodyEstablished(Event, name="council.BodyEstablished"):
    kind: BodyKind
    name: Text
    parent: Id | None = None
    strategy: Id | None = None
    objective: int | None = None
    seats: tuple[Seat, ...]
    quorum: QuorumRule
    meetings_a_year: int
    seats_each: Annotated[int, Field(ge=1)] = 1
    """How many of its seats one organisation may hold."""
    established_on: date


class SeatFilled(Event, name="council.SeatFilled"):
    seat: Id
    holder: Holder
    person: Id
    person_name: Personal[str]
    substitute: Id | None = None
    since: date
    ground: Literal["election", "nomination", "office"]


class SeatVacated(Event, name="council.SeatVacated"):
    seat: Id
    holder: Holder
    reason: str
    vacated_on: date


class BodyDissolved(Event, name="council.BodyDissolved"):
    reason: str
    dissolved_on: date


# holding — id: the holder's; which seats one organisation or institution holds, over all bodies
class SeatTaken(Event, name="council.SeatTaken"):
    body: Id
    seat: Id


class SeatGivenUp(Event, name="council.SeatGivenUp"):
    body: Id
    seat: Id
