"""What do the public learn of an election, and what do they never learn?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.outreach.projections.portal.election_phase import phase
from services.outreach.projections.portal.elections import ELECTIONS
from services.outreach.projections.portal.history import HISTORY
from shared.contracts import council
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme_elections import (
    FIRST,
    HOSTILE,
    SECOND,
    THIRD,
    called,
    counted,
    declared,
    election,
    hold,
    listed,
    nominated,
    roll,
    with_lot,
)

DAYS = ("2015-04-01", "2015-04-10", "2015-04-15", "2015-04-20", "2015-04-21", "2015-04-24")
CALL = called({"en": "Two seats"}, *DAYS)


def held() -> Chronicle:
    log = Chronicle()
    hold(log)
    return log


def shown(id: str = "council-2014-09") -> Any:
    return folded(ELECTIONS, held())[id]


def test_an_election_shows_its_call_its_list_and_its_count() -> None:
    found = shown()
    assert found["voting"] == {"opens_at": "2014-09-15T07:00:00Z", "closes_at": "2014-09-20T07:00:00Z"}
    assert (found["nominated"], found["candidates"]) == (4, [FIRST, SECOND, THIRD])
    assert found["refused"] == [{"organisation": HOSTILE, "ground": "late"}]
    assert found["received"] == 3
    count = found["count"]
    assert (count["received"], count["valid"]) == (5, 3)
    assert count["invalid"] == [
        {"reason": "blank", "ballots": 1},
        {"reason": "over_voted", "ballots": 1},
    ]
    assert [row["votes"] for row in count["votes"]] == [3, 1, 1]


def test_a_lot_shows_who_was_tied_who_was_drawn_and_for_whom_the_witness_was_there() -> None:
    assert shown()["lot"] == {
        "tied": [SECOND, THIRD],
        "drawn": [THIRD],
        "witness_of": "An embassy (sample)",
        "drawn_on": "2014-09-20",
    }
    assert [(row["seat"], row["organisation"], row["by_lot"]) for row in shown()["elected"]] == [
        ("cso-1", FIRST, False),
        ("cso-2", THIRD, True),
    ]


def test_an_objection_shows_its_ruling_and_never_its_grounds() -> None:
    found = shown("council-2016-09")
    assert [(o["organisation"], o["ruling"]) for o in found["objections"]] == [
        (SECOND, "dismissed"),
        (None, None),
    ]
    assert "was away" not in str(found)


def test_no_person_no_voter_and_no_channel_is_public() -> None:
    for model in (ELECTIONS, HISTORY):
        public = folded(model, held())
        text = str(public)
        for private in ("p-", "Somebody", "in_person", "email"):
            assert private not in text
    receipts = Chronicle().add(
        roll("x"), council.BallotReceived(organisation=FIRST, channel="post", received_on=CALL.called_on)
    )
    assert folded(HISTORY, receipts) == {}


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


LISTED = (CALL, nominated(FIRST), nominated(SECOND), nominated(THIRD), listed(FIRST, SECOND, THIRD))
TIE = counted(3, {}, (FIRST, 3), (SECOND, 1), (THIRD, 1))


@pytest.mark.parametrize(
    ("events", "day", "said"),
    [
        ((CALL,), "2015-03-31", "called"),
        ((CALL,), "2015-04-02", "nominating"),
        ((CALL,), "2015-04-11", "verifying"),
        (LISTED, "2015-04-12", "listed"),
        (LISTED, "2015-04-16", "voting"),
        (LISTED, "2015-04-20", "counting"),
        ((*LISTED, TIE), "2015-04-20", "tied"),
        ((*LISTED, counted(2, {}, (FIRST, 2))), "2015-04-20", "counted"),
        ((*LISTED, TIE, declared()), "2015-04-22", "inspection"),
        ((*LISTED, TIE, declared()), "2015-04-25", "declared"),
    ],
)
def test_the_phase_is_told_by_the_record_and_the_clock(events: Any, day: str, said: str) -> None:
    document: Any = folded(ELECTIONS, Chronicle().add(election("e"), *events))["e"]
    assert phase(document, moment(day)) == said


def test_one_with_a_lot_is_searched_by_its_title() -> None:
    log = Chronicle()
    with_lot(log)
    assert "dy vende te keshillit" in str(folded(ELECTIONS, log)["council-2014-09"]["search"])
