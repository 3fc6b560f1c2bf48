"""How did the membership grow, why did members leave, and who stayed?"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.outreach.projections.reporting.growth import (
    Left,
    by_field,
    by_region,
    growth,
    left,
    turnover,
    was_member,
)
from services.outreach.projections.reporting.membership import MEMBERSHIP
from shared.contracts import membership
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import applied, joined, member, organisation, registered, resigned
from tests.services.outreach.programme_life import expelled


def documents(log: Chronicle) -> list[Any]:
    return [{"_id": id, **document} for id, document in folded(MEMBERSHIP, log).items()]


def a_year() -> list[Any]:
    """Two members before 2015; one leaves, one is expelled, one joins, one is refused in that year."""
    log = Chronicle()
    for number, region in enumerate(("peje", "peje", "prizren", "prizren"), 1):
        log.add(organisation(str(number)), registered({"en": "X"}, region, region, "youth", "culture"))
    log.add(member("1"), applied("2014-01-01"), joined("2014-02-01"))
    log.add(member("2"), applied("2014-01-01"), joined("2014-02-01"), resigned("2015-03-01", "No time"))
    log.add(member("3"), applied("2015-01-01"), joined("2015-02-01"), expelled("2015-06-01", "2015-01"))
    refused = membership.MembershipRefused(reason="Not a CSO", refused_on=date(2015, 5, 1))
    log.add(member("4"), applied("2015-04-01"), refused)
    return documents(log)


def test_who_left_and_why_in_the_recorded_words() -> None:
    assert left(a_year(), "2015-01-01", "2015-12-31") == [
        Left("2", "peje", "2014-02-01", "2015-03-01", "resigned", "No time", None),
        Left("3", "prizren", "2015-02-01", "2015-06-01", "expelled", "A breach (sample)", "2015-01"),
    ]
    assert left(a_year(), "2015-03-02", "2015-05-31") == []


def test_the_turnover_of_a_year_tells_who_was_kept() -> None:
    year = turnover(a_year(), "2015-01-01", "2015-12-31")
    assert (year.before, year.joined, year.left, year.after, year.stayed) == (2, 1, 2, 1, 1)
    assert year.retention == 50
    assert year.endings == {"resigned": 1, "expelled": 1}
    assert turnover(a_year(), "2010-01-01", "2010-12-31").retention is None


def test_members_are_counted_by_region_and_field_on_a_day() -> None:
    assert by_region(a_year(), "2015-02-28") == {"peje": 2, "prizren": 1}
    assert by_region(a_year(), "2015-06-01") == {"peje": 1}
    assert by_field(a_year(), "2015-02-28") == {"youth": 3, "culture": 3}


def test_the_day_of_joining_counts_and_the_day_of_leaving_does_not() -> None:
    (second,) = [m for m in a_year() if m["_id"] == "2"]
    days = ("2014-01-31", "2014-02-01", "2015-02-28", "2015-03-01")
    assert [was_member(second, day) for day in days] == [False, True, True, False]


spans = st.tuples(st.integers(1, 300), st.integers(1, 400))


@given(st.lists(spans, max_size=8), st.integers(1, 200), st.integers(0, 200))
def test_before_and_joined_and_left_make_after(lives: list[tuple[int, int]], first: int, days: int) -> None:
    def on(day: int) -> str:
        return date.fromordinal(date(2015, 1, 1).toordinal() + day).isoformat()

    log = Chronicle()
    for number, (begins, lasts) in enumerate(lives, 1):
        log.add(member(str(number)), applied(on(0)), joined(on(begins)), resigned(on(begins + lasts)))
    known = documents(log)
    seen = turnover(known, on(first), on(first + days))
    assert seen.before + seen.joined - seen.left == seen.after
    assert seen.stayed <= seen.before
    assert sum(month.joined - month.left for month in growth(known)) == 0
