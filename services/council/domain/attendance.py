"""Who came to a meeting? What was marked, joined with who held the body's seats that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from services.council.domain.seating import Seating, Term
from shared.contracts.council import Attendance, Guest, Presence
from shared.contracts.values import Id
from shared.kernel.entity import Refusal


class Mark(BaseModel):
    """What the list of signatures says of one seat."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    seat: Id
    presence: Presence
    person: Id | None = None
    """Who came instead, if it was not the substitute that the body knows."""


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MarkedTwice(Refusal):
    """The seat {seat} is marked more than once. Mark each seat once."""


class NotSeatedThatDay(Refusal):
    """Nobody held a seat {seat} of this body on {day}. Mark the seats that were filled that day."""


class SomebodyElseCame(Refusal):
    """On {day} the seat {seat} was held by {holder}, not by {person}. Mark the seat as "substitute" if
    somebody else came.
    """


class NamelessGuest(Refusal):
    """A guest has neither an organisation nor a name. Give one of them, or leave the guest out."""


def attendance_of(seating: Seating, day: date, marks: Sequence[Mark]) -> tuple[Attendance, ...]:
    """Every seat that was filled that day; one that is not marked was absent.

    Raises:
        MarkedTwice, NotSeatedThatDay, SomebodyElseCame: the marks do not fit the seats of that day.
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
    presence: Presence = mark.presence if mark else "absent"
    person = _came(term, mark, day) if mark else None
    return Attendance(seat=term.seat, presence=presence, holder=term.holder, person=person)


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
