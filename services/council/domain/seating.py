"""Who sat on which seat of a body, on which day?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from shared.contracts.council import Holder, HolderKind, QuorumRule, Seat, Side
from shared.kernel.entity import Refusal

T = TypeVar("T")
SIDE: dict[HolderKind, Side] = {"institution": "government", "organisation": "civil_society"}


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time on one seat: from the day `since` up to, not including, the day `until`."""

    seat: str
    holder: Holder
    person: str
    substitute: str | None
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and self.after(day)

    def after(self, day: date) -> bool:
        return self.until is None or self.until > day


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats as established, the quorum they need, and everybody's time on them."""

    seats: tuple[Seat, ...]
    quorum: QuorumRule
    each: int = 1
    """How many seats one organisation may hold."""
    terms: tuple[Term, ...] = ()

    def has(self, seat: str) -> bool:
        return any(row.seat == seat for row in self.seats)

    def suits(self, seat: str, holder: Holder) -> bool:
        """The seat is on the holder's side of the table."""
        return any(row.seat == seat and row.side == SIDE[holder.kind] for row in self.seats)

    def sitting(self, seat: str) -> Term | None:
        """Who holds the seat now."""
        return next((term for term in self.terms if term.seat == seat and term.until is None), None)

    @property
    def open_terms(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.until is None)

    def on(self, day: date) -> tuple[Term, ...]:
        """Who held the seats on a day, in the order of the seats."""
        return tuple(t for seat in self.seats for t in self.terms if t.seat == seat.seat and t.on(day))

    def held_after(self, seat: str, since: date) -> Term | None:
        """A term on the seat that is not over by that day."""
        return _first(term for term in self.terms if term.seat == seat and term.after(since))

    def full(self, holder: Holder, since: date, but: str | None = None) -> str:
        """The seats that the holder has from that day on, if it may take none beside them; else nothing.

        Not counted is the seat `but`, which it is about to take.
        """
        terms = (term for term in self.terms if term.holder == holder and term.after(since))
        held = dict.fromkeys(term.seat for term in terms if term.seat != but)
        return ", ".join(held) if len(held) >= self.each else ""

    def filled(self, term: Term) -> Seating:
        return replace(self, terms=(*self.terms, term))

    def vacated(self, seat: str, until: date) -> Seating:
        ended = (
            replace(term, until=until) if term.seat == seat and term.until is None else term
            for term in self.terms
        )
        return replace(self, terms=tuple(ended))


def seat_twice(seats: tuple[Seat, ...]) -> str | None:
    """A seat that stands more than once among these."""
    ids = [row.seat for row in seats]
    return _first(id for place, id in enumerate(ids) if id in ids[:place])


def _first(found: Iterable[T]) -> T | None:
    return next(iter(found), None)


# ── refusals of bodies, as far as they are about seats ──────────────────────────────────────────
class SeatTwice(Refusal):
    """The seat {seat} is given more than once. Give each seat an id of its own."""


class NoSuchSeat(Refusal):
    """The body has no seat {seat}. Choose one of its seats."""


class WrongSide(Refusal):
    """The seat {seat} is not for an {kind}: institutions sit on government seats, organisations on those
    of civil society. Choose a seat of the right side.
    """


class SeatHeld(Refusal):
    """The seat {seat} is not vacant: {holder} holds it since {since}. Vacate it first, or correct the day."""


class NoMoreSeats(Refusal):
    """The organisation already holds {seats} in this body, as many seats as the body's rules give to one
    organisation. Vacate one of its seats first.
    """


class SeatVacant(Refusal):
    """Nobody holds the seat {seat}; there is nothing to vacate."""
