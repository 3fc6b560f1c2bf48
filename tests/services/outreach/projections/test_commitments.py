"""What becomes of a commitment in the public record and in the figures?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outreach.projections.portal.commitments import (
    COMMITMENTS,
    STANDINGS,
    Wanted,
    by_institution,
    by_objective,
    claims_more,
    find,
    made_by,
    standing,
    tabled,
)
from services.outreach.projections.reporting.commitments import COMMITMENTS as FIGURES
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import owed as sample
from tests.services.outreach.owed import FULFILLED, MEETING, OVERDUE, REPLANNED, owed

TODAY = "2016-10-01"
LOG = sample.add(Chronicle())


def test_both_voices_stand_side_by_side_and_neither_overwrites_the_other() -> None:
    document = folded(COMMITMENTS, LOG)[OVERDUE]
    assert [voice["level"] for voice in document["reported"]] == ["substantial"]
    assert [(v["level"], v["organisation"]) for v in document["assessed"]] == [("limited", "5900001-1")]
    assert claims_more(document)


def test_every_due_day_stays_with_who_moved_it_and_why() -> None:
    document = folded(COMMITMENTS, LOG)[OVERDUE]
    assert (document["first_due"], document["due"]) == ("2015-10-31", "2016-06-30")
    assert document["replans"] == [
        {
            "old_due": "2015-10-31",
            "new_due": "2016-06-30",
            "reason": {"en": "The implementation plan"},
            "decided_by": {"en": "The Council (sample)"},
            "on": "2015-12-01",
        }
    ]


def test_no_person_stands_in_it() -> None:
    assert "p-" not in str(folded(COMMITMENTS, LOG))


@pytest.mark.parametrize(
    ("id", "day", "stands"),
    [
        (OVERDUE, "2016-06-30", "replanned"),
        (OVERDUE, "2016-07-01", "overdue"),
        (REPLANNED, TODAY, "replanned"),
        (FULFILLED, TODAY, "fulfilled"),
        ("withdrawn", TODAY, "withdrawn"),
    ],
)
def test_how_it_stands_follows_from_the_day(id: str, day: str, stands: str) -> None:
    assert standing(folded(COMMITMENTS, LOG)[id], day) == stands


async def test_the_filters_find_exactly_what_stands_so(filled_mongo: Mongo) -> None:
    db = filled_mongo.database("portal")
    for day in ("2015-05-01", "2016-06-30", "2016-07-01", TODAY):
        everyone = await find(db, Wanted(), day)
        for name in STANDINGS:
            found = await find(db, Wanted(standing=name), day)
            assert {o["_id"] for o in found} == {o["_id"] for o in everyone if standing(o, day) == name}


async def test_they_are_found_by_words_institution_objective_and_source(filled_mongo: Mongo) -> None:
    db = filled_mongo.database("portal")
    assert [o["_id"] for o in await find(db, Wanted(words="standardet miratohen"), TODAY)] == [OVERDUE]
    assert await find(db, Wanted(institution="mf"), TODAY) == []
    assert len(await find(db, Wanted(institution="opm", objective=1), TODAY)) == 3
    assert len(await find(db, Wanted(strategy="strategy-2013", objective=1), TODAY)) == 3
    assert await find(db, Wanted(strategy="strategy-2019", objective=1), TODAY) == []
    assert [o["_id"] for o in await made_by(db, MEETING)] == [OVERDUE]


async def test_what_is_owed_comes_first_by_its_due_day(filled_mongo: Mongo) -> None:
    found = await find(filled_mongo.database("portal"), Wanted(), TODAY)
    assert [o["_id"] for o in found][:2] == [OVERDUE, REPLANNED]


def test_the_table_counts_by_institution_and_by_objective_how_it_stands() -> None:
    everyone = folded(COMMITMENTS, LOG).values()
    (opm,) = tabled(everyone, by_institution, TODAY)
    counts = {"replanned": 1, "overdue": 1, "fulfilled": 1, "withdrawn": 1}
    assert (opm.key, opm.all, opm.counts, opm.apart) == ("opm", 4, counts, 1)
    rows = tabled(everyone, by_objective, TODAY)
    assert [(row.key, row.all) for row in rows] == [(("strategy-2013", 1), 3)]


def test_an_objective_is_counted_for_its_own_strategy_only() -> None:
    log = sample.add(Chronicle())
    source = sample.Source(kind="measure", id="strategy-2019", number=1)
    log.add(owed("new"), sample.made(source, "2019-10-31", {"en": "x"}, strategy="strategy-2019"))
    rows = tabled(folded(COMMITMENTS, log).values(), by_objective, TODAY)
    assert [(row.key, row.all) for row in rows] == [(("strategy-2013", 1), 3), (("strategy-2019", 1), 1)]


def test_the_figures_of_one_commitment() -> None:
    rows = folded(FIGURES, LOG)
    late = rows[OVERDUE]
    assert (late["missed"], late["escalations"]) == (["2015-10-31", "2016-06-30"], 1)
    assert (late["replans"], late["days_moved"], late["ahead"]) == (1, 243, 1)
    assert rows[FULFILLED]["days_late"] == -31


FACTS: Any = st.lists(
    st.sampled_from(
        [
            sample.reported("complete", "2015-05-01"),
            sample.assessed("limited", "2015-05-02"),
            sample.replanned("2015-10-31", "2016-06-30", "2015-06-01"),
            sample.replanned("2016-06-30", "2017-06-30", "2016-06-01"),
            sample.escalated("2015-11-15"),
        ]
    ),
    max_size=12,
)


@given(FACTS)
def test_whatever_happens_the_first_due_day_and_each_voice_stay(facts: Any) -> None:
    source = sample.Source(kind="measure", id="strategy-2013", number=1)
    log = Chronicle().add(owed("c"), sample.made(source, "2015-10-31", {"en": "x"}), *facts)
    document = folded(COMMITMENTS, log)["c"]
    kinds = Counter(type(fact).__name__ for fact in facts)
    assert document["first_due"] == "2015-10-31"
    assert len(document["replans"]) == kinds["CommitmentReplanned"]
    assert len(document["reported"]) == kinds["ProgressReported"]
    assert {voice["level"] for voice in document["assessed"]} <= {"limited"}
    assert len(document["assessed"]) == kinds["ProgressAssessed"]
