"""Who came to a meeting? What was marked, joined with who held the body's seats that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from pydantic import BaseModel, ConfigDict

from services.council.domain.seating import Seating, Term
from shared.contracts.council import Attendance, Guest, Presence
from shared.contracts.values import Id
from shared.kernel.entity import Refusal

CAME: frozenset[Presence] = frozenset({"present", "substitute"})


class Mark(BaseModel):
    """What the list of signatures says of one seat."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    seat: Id
    presence: Presence
    person: Id | None = None
    """Who came instead, if it was not the substitute that the body knows."""
    arrived: time | None = None
    """Left out: from the beginning."""
    left: time | None = None
    """Left out: to the end."""


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MarkedTwice(Refusal):
    """The seat {seat} is marked more than once. Mark each seat once."""


class NotSeatedThatDay(Refusal):
    """Nobody held a seat {seat} of this body on {day}. Mark the seats that were filled that day."""


class SomebodyElseCame(Refusal):
    """On {day} the seat {seat} was held by {holder}, not by {person}. Mark the seat as "substitute" if
    somebody else came.
    """


class NotThere(Refusal):
    """The seat {seat} is marked "{presence}", so nobody arrived or left. Correct the mark, or leave out the
    times.
    """


class LeftBeforeArriving(Refusal):
    """On the seat {seat} somebody left at {left}, but arrived at {arrived}. Correct the times."""


class NamelessGuest(Refusal):
    """A guest has neither an organisation nor a name. Give one of them, or leave the guest out."""


def attendance_of(seating: Seating, day: date, marks: Sequence[Mark]) -> tuple[Attendance, ...]:
    """Every seat that was filled that day; one that is not marked was absent.

    Raises:
        MarkedTwice, NotSeatedThatDay, SomebodyElseCame: the marks do not fit the seats of that day.
        NotThere, LeftBeforeArriving: the times do not fit the marks.
    """
    marked = {mark.seat: mark for mark in marks}
    terms = {term.seat: term for term in seating.on(day)}
    for place, mark in enumerate(marks):
        if mark.seat in {earlier.seat for earlier in marks[:place]}:
            raise MarkedTwice(seat=mark.seat)
        if mark.seat not in terms:
            raise NotSeatedThatDay(seat=mark.seat, day=day)
    return tuple(_row(term, marked.get(seat), day) for seat, term in terms.items())


def _row(term: Term, mark: Mark | None, day: date) -> Attendance:
    if mark is None:
        return Attendance(seat=term.seat, presence="absent", holder=term.holder)
    _check_times(mark)
    return Attendance(
        seat=term.seat,
        presence=mark.presence,
        holder=term.holder,
        person=_came(term, mark, day),
        arrived=mark.arrived,
        left=mark.left,
    )


def _check_times(mark: Mark) -> None:
    if mark.presence not in CAME and (mark.arrived or mark.left):
        raise NotThere(seat=mark.seat, presence=mark.presence)
    if mark.arrived and mark.left and mark.left <= mark.arrived:
        raise LeftBeforeArriving(seat=mark.seat, arrived=mark.arrived, left=mark.left)


def _came(term: Term, mark: Mark, day: date) -> str | None:
    match mark.presence:
        case "present" if mark.person not in {None, term.person}:
            raise SomebodyElseCame(day=day, seat=term.seat, holder=term.person, person=mark.person)
        case "present":
            return term.person
        case "substitute":
            return mark.person or term.substitute
        case _:
            return None


def named(guests: Sequence[Guest]) -> tuple[Guest, ...]:
    """The guests, as they came.

    Raises:
        NamelessGuest: nobody could tell who one of them was.
    """
    if not all(guest.organisation or guest.label.strip() for guest in guests):
        raise NamelessGuest
    return tuple(guests)
