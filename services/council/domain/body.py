"""Which bodies carry the dialogue, what seats do they have, and who holds them?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.council.domain import strategy
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.diary import DIARY
from services.council.domain.holding import HOLDING
from services.council.domain.institution import registered
from services.council.domain.organisation_facts import in_register
from services.council.domain.seating import (
    NoMoreSeats,
    NoSuchSeat,
    SeatHeld,
    Seating,
    SeatTwice,
    SeatVacant,
    Term,
    WrongSide,
    seat_twice,
)
from shared.contracts import council
from shared.contracts.council import BodyKind, Holder, QuorumRule, Seat
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class EstablishBody(Command):
    """Establish a body, a Council or a Task Force for example, with its seats and its rules."""

    body: Id = Field(description="A short name for addresses, e.g. council")
    kind: BodyKind = Field(description="What kind of body it is")
    name: Text = Field(description="The name that people read")
    parent: Id | None = Field(None, description="The body it belongs to")
    strategy: Id | None = Field(None, description="The strategy it follows")
    objective: int | None = Field(None, description="The objective of the strategy it works on")
    seats: tuple[Seat, ...] = Field(description="The seats, each with its side and the way it is filled")
    quorum: QuorumRule = Field(description="How many seats have to be present")
    meetings_a_year: Annotated[int, Field(ge=0)] = Field(description="How often it should meet in a year")
    seats_each: Annotated[int, Field(ge=1, le=100)] = Field(
        1, description="How many of its seats one organisation may hold; one, unless its rules say otherwise"
    )
    established_on: date = Field(description="The day it was established")


class FillSeat(Command):
    """Seat an organisation or an institution, and the person who comes for it."""

    body: Id = Field(description="The body")
    seat: Id = Field(description="The seat")
    holder: Holder = Field(description="The organisation or institution that takes the seat")
    person: Id = Field(description="The person who comes for it")
    person_name: str = Field(min_length=1, max_length=200, description="That person's name")
    substitute: Id | None = Field(None, description="The person who may come instead")
    since: date = Field(description="The first day on the seat")
    ground: Literal["election", "nomination", "office"] = Field(description="What gives the right to it")


class VacateSeat(Command):
    """Record that a seat is held no longer."""

    body: Id = Field(description="The body")
    seat: Id = Field(description="The seat")
    reason: str = Field(min_length=1, description="Why it falls vacant")
    vacated_on: date | None = Field(
        None, description="The first day without its holder; today if you leave it empty"
    )


class DissolveBody(Command):
    """Dissolve a body. All its seats fall vacant."""

    body: Id = Field(description="The body")
    reason: str = Field(min_length=1, description="Why it is dissolved")


BodyCommand = EstablishBody | FillSeat | VacateSeat | DissolveBody


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unestablished:
    pass


@dataclass(frozen=True, slots=True)
class Established:
    seating: Seating
    established_on: date
    name: Text = field(default_factory=dict)
    strategy: str | None = None
    objective: int | None = None


@dataclass(frozen=True, slots=True)
class Dissolved:
    seating: Seating
    """Kept, because meetings held before may be recorded after."""
    dissolved_on: date
    name: Text = field(default_factory=dict)
    strategy: str | None = None
    objective: int | None = None


Body = Unestablished | Established | Dissolved


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class BodyExists(Refusal):
    """There is already a body {body}. Choose another short name."""


class NoSuchParent(Refusal):
    """There is no body {parent} that this one could belong to. Establish that one first."""


class NoSuchObjective(Refusal):
    """There is no objective {objective} in a strategy {strategy}. Choose one that was adopted."""


class NoSuchHolder(Refusal):
    """There is no open {kind} {holder}. Register it first, or choose another."""


class MeetingsToCome(Refusal):
    """These meetings are still scheduled: {meetings}. Hold them or call them off first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: BodyCommand, body: Body, ctx: Context) -> Decision:
    match command, body:
        case EstablishBody(), Established() | Dissolved():
            raise BodyExists(body=command.body)
        case EstablishBody(established_on=day), Unestablished() if day > ctx.on:
            raise InTheFuture(day=day)
        case EstablishBody(seats=seats), Unestablished() if seat := seat_twice(seats):
            raise SeatTwice(seat=seat)
        case EstablishBody(parent=str() as parent), Unestablished() if not _stands(parent, ctx):
            raise NoSuchParent(parent=parent)
        case EstablishBody(), Unestablished() if not _aims_right(command, ctx):
            raise NoSuchObjective(objective=command.objective, strategy=command.strategy)
        case EstablishBody(), Unestablished():
            # The event has the command's fields; it takes what it needs.
            return [council.BodyEstablished(**dict(command))]

        case FillSeat(seat=seat) | VacateSeat(seat=seat), Established() if not body.seating.has(seat):
            raise NoSuchSeat(seat=seat)
        case FillSeat(since=day), Established() if day > ctx.on:
            raise InTheFuture(day=day)
        case FillSeat(since=day), Established() if day < body.established_on:
            raise TooEarly(day=day, began=body.established_on)
        case FillSeat(holder=holder), Established() if not body.seating.suits(command.seat, holder):
            raise WrongSide(seat=command.seat, kind=holder.kind)
        case FillSeat(since=day), Established() if held := body.seating.held_after(command.seat, day):
            raise SeatHeld(seat=held.seat, holder=held.holder.id, since=held.since)
        case FillSeat(holder=holder), Established() if not _open(holder, ctx):
            raise NoSuchHolder(kind=holder.kind, holder=holder.id)
        case FillSeat(holder=Holder(kind="organisation") as holder), Established() if (
            full := body.seating.full(holder, command.since)
        ):
            raise NoMoreSeats(seats=full)
        case FillSeat(holder=holder), Established():
            taken = council.SeatTaken(body=command.body, seat=command.seat)
            return [_filled(command), HOLDING.at(holder.id, taken)]

        case VacateSeat(vacated_on=date() as day), Established() if day > ctx.on:
            raise InTheFuture(day=day)
        case VacateSeat(seat=seat), Established() if body.seating.sitting(seat) is None:
            raise SeatVacant(seat=seat)
        case VacateSeat(vacated_on=date() as day), Established() if (
            sitting := body.seating.sitting(command.seat)
        ) and day < sitting.since:
            raise TooEarly(day=day, began=sitting.since)
        case VacateSeat(vacated_on=day, seat=seat), Established() if term := body.seating.sitting(seat):
            return _vacated(term, command, day or ctx.on)

        case DissolveBody(body=id), Established() if awaited := ctx.of(DIARY, id).meetings:
            raise MeetingsToCome(meetings=", ".join(sorted(awaited)))
        case DissolveBody(), Established():
            emptied = [event for term in body.seating.open_terms for event in _vacated(term, command, ctx.on)]
            return [*emptied, council.BodyDissolved(reason=command.reason, dissolved_on=ctx.on)]

        case _:
            raise NotNow(command, body, "body")


def _stands(body: str, ctx: Context) -> bool:
    return isinstance(ctx.of(BODY, body), Established)


def _aims_right(command: EstablishBody, ctx: Context) -> bool:
    """No strategy and no objective, or a strategy that was adopted and one of its objectives (or none)."""
    if command.strategy is None:
        return command.objective is None
    followed = ctx.of(strategy.STRATEGY, command.strategy)
    if not isinstance(followed, strategy.Adopted):
        return False
    return command.objective is None or command.objective in followed.objectives


def _open(holder: Holder, ctx: Context) -> bool:
    if holder.kind == "institution":
        return registered(holder.id, ctx)
    return in_register(holder.id, ctx)


def _filled(command: FillSeat) -> Event:
    name = about(command.person, command.person_name)
    return council.SeatFilled(**{**dict(command), "person_name": name})


def _vacated(term: Term, command: VacateSeat | DissolveBody, day: date) -> tuple[Event, Elsewhere]:
    vacated = council.SeatVacated(seat=term.seat, holder=term.holder, reason=command.reason, vacated_on=day)
    given_up = council.SeatGivenUp(body=command.body, seat=term.seat)
    return vacated, HOLDING.at(term.holder.id, given_up)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def seating_of(body: Body) -> Seating:
    """The seats of a body, which stay known after it was dissolved; none if it never was established."""
    match body:
        case Established(seating=seating) | Dissolved(seating=seating):
            return seating
        case Unestablished():
            return Seating(seats=(), quorum=QuorumRule(percent=0))


def aim_of_body(body: Body) -> tuple[str | None, int | None]:
    """The strategy it follows, and the objective it works on."""
    return (None, None) if isinstance(body, Unestablished) else (body.strategy, body.objective)


def name_of(body: Body) -> Text:
    return {} if isinstance(body, Unestablished) else body.name


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(body: Body, event: Event) -> Body:
    match event, body:
        case council.BodyEstablished(), _:
            seating = Seating(event.seats, event.quorum, event.seats_each)
            return Established(seating, event.established_on, event.name, event.strategy, event.objective)
        case council.SeatFilled(), Established(seating=seating):
            term = Term(event.seat, event.holder, event.person, event.substitute, event.since)
            return replace(body, seating=seating.filled(term))
        case council.SeatVacated(), Established(seating=seating):
            return replace(body, seating=seating.vacated(event.seat, event.vacated_on))
        case council.BodyDissolved(), Established(seating, _, name, followed, number):
            return Dissolved(seating, event.dissolved_on, name, followed, number)
        case _:
            return body


BODY: Entity[Body] = Entity(
    "council",
    "body",
    initial=Unestablished(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.body,
)
