"""Were enough seats present?"""

import pytest

from services.council.domain.quorum import quorum_of
from services.council.domain.seating import Seating
from shared.contracts.council import Attendance, Presence, Quorum, QuorumRule, Seat, Side


def seats(side: Side, count: int) -> tuple[Seat, ...]:
    return tuple(Seat(seat=f"{side}-{n}", side=side, filled_by="elected") for n in range(1, count + 1))


def came(side: Side, present: int, filled: int, presence: Presence = "present") -> list[Attendance]:
    return [
        Attendance(seat=f"{side}-{n}", presence=presence if n <= present else "absent")
        for n in range(1, filled + 1)
    ]


COUNCIL = seats("government", 14) + seats("civil_society", 15)


@pytest.mark.parametrize(
    ("present", "reached"), [(13, False), (14, False), (15, True), (29, True)], ids=lambda v: str(v)
)
def test_more_than_half_of_29_are_15(present: int, reached: bool) -> None:
    seating = Seating(COUNCIL, QuorumRule(percent=50))
    attendance = came("government", min(present, 14), 14) + came("civil_society", max(0, present - 14), 15)
    assert quorum_of(seating, attendance) == Quorum(present=present, needed=15, reached=reached)


def test_exactly_half_is_not_more_than_half() -> None:
    seating = Seating(seats("government", 10), QuorumRule(percent=50))
    assert quorum_of(seating, came("government", 5, 10)) == Quorum(present=5, needed=6, reached=False)


def test_a_substitute_counts_and_an_excuse_does_not() -> None:
    seating = Seating(seats("government", 3), QuorumRule(percent=50))
    assert quorum_of(seating, came("government", 2, 3, "substitute")).reached
    assert quorum_of(seating, came("government", 2, 3, "excused")).present == 0


def test_vacant_seats_count_only_if_the_rule_counts_all() -> None:
    attendance = came("government", 3, 4)
    filled = Seating(seats("government", 10), QuorumRule(percent=50, of="filled"))
    every = Seating(seats("government", 10), QuorumRule(percent=50, of="all"))
    assert quorum_of(filled, attendance) == Quorum(present=3, needed=3, reached=True)
    assert quorum_of(every, attendance) == Quorum(present=3, needed=6, reached=False)


def test_one_side_alone_is_not_enough_where_each_side_is_needed() -> None:
    seating = Seating(COUNCIL, QuorumRule(percent=50, each_side=True))
    one_sided = came("government", 14, 14) + came("civil_society", 7, 15)
    assert quorum_of(seating, one_sided) == Quorum(present=21, needed=16, reached=False)
    both = came("government", 8, 14) + came("civil_society", 8, 15)
    assert quorum_of(seating, both) == Quorum(present=16, needed=16, reached=True)


def test_a_side_without_seats_is_not_waited_for() -> None:
    seating = Seating(seats("civil_society", 3), QuorumRule(percent=50, each_side=True))
    assert quorum_of(seating, came("civil_society", 2, 3)).reached


def test_nobody_at_all_is_never_enough() -> None:
    for percent in (0, 50):
        seating = Seating(seats("government", 3), QuorumRule(percent=percent))
        assert quorum_of(seating, []) == Quorum(present=0, needed=1, reached=False)


def test_a_hundred_per_cent_are_all() -> None:
    seating = Seating(seats("government", 3), QuorumRule(percent=100))
    assert not quorum_of(seating, came("government", 2, 3)).reached
    assert quorum_of(seating, came("government", 3, 3)).reached


def test_a_body_without_seats_needs_none() -> None:
    assert quorum_of(Seating((), QuorumRule(percent=0)), []) == Quorum(present=0, needed=0, reached=True)
