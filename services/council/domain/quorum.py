"""Were enough seats present to decide? The count that a body's rule asks for, from the attendance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from services.council.domain.seating import Seating
from shared.contracts.council import Attendance, Quorum, Seat


def quorum_of(seating: Seating, attendance: Sequence[Attendance], moment: time | None = None) -> Quorum:
    """Counts over all seats, or over each side's if the rule says so; then every side has to reach it.

    Who was there at that moment of the day counts; without one, everybody who came.
    """
    counts = [_count(group, seating, attendance, moment) for group in _groups(seating)]
    return Quorum(
        present=sum(present for present, _ in counts),
        needed=sum(needed for _, needed in counts),
        reached=all(present >= needed for present, needed in counts),
    )


def _groups(seating: Seating) -> list[list[Seat]]:
    if not seating.quorum.each_side:
        return [list(seating.seats)]
    sides = sorted({seat.side for seat in seating.seats})
    return [[seat for seat in seating.seats if seat.side == side] for side in sides]


def _count(
    group: list[Seat], seating: Seating, attendance: Sequence[Attendance], moment: time | None
) -> tuple[int, int]:
    """Seats present, and seats needed, of a group."""
    seats = {seat.seat for seat in group}
    filled = [row for row in attendance if row.seat in seats]
    present = sum(row.there_at(moment) for row in filled)
    base = len(filled) if seating.quorum.of == "filled" else len(seats)
    return present, _needed(seating.quorum.percent, base) if seats else 0


def _needed(percent: int, base: int) -> int:
    """More than so many per cent; "more than 100" can only mean all. Nobody at all is never enough."""
    return max(1, min(base, base * percent // 100 + 1))
