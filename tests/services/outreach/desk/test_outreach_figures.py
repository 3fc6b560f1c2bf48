"""What do the figures of outreach count, and what not?"""

from __future__ import annotations

from datetime import date

from services.outreach.desk.outreach import asked, returns, sent
from services.outreach.desk.outreach.period import Period, period
from services.outreach.projections.portal.hubs import HUBS
from services.outreach.projections.reporting.hubs import HUB_ENQUIRIES
from shared.testing.recorded import folded
from tests.services.outreach.programme import programme

LOG = programme()
ENQUIRIES = [*folded(HUB_ENQUIRIES, LOG).values()]
HUB = {"_id": "peje", **(folded(HUBS, LOG)["peje"] or {})}


def test_a_month_has_what_came_and_what_was_answered_in_it() -> None:
    september, october = asked.months(ENQUIRIES, Period())
    assert (september.received, september.days, october.received, october.days) == (3, [2], 0, [17])
    assert (september.median, october.longest) == (2, 17)
    (hub,) = asked.section(ENQUIRIES, Period(last="2015-09-14"))["hubs"]
    assert (hub.figures.enquiries, hub.longest) == (2, 17)


def test_a_return_is_owed_when_its_month_is_over_and_late_when_the_next_one_is() -> None:
    def october(today: date) -> returns.Total:
        latest: returns.Total = returns.section([HUB], Period(), today)["months"][0]
        return latest

    assert october(date(2015, 10, 31)).owed == 0
    due = october(date(2015, 11, 30))
    assert (due.owed, due.late, [month.hub for month in due.missing]) == (1, 0, ["peje"])
    assert october(date(2015, 12, 1)).late == 1
    (all_year,) = returns.section([HUB], period({"to": "30.9.2015"}), date(2016, 1, 1))["hubs"]
    assert (all_year.owed, all_year.filed, all_year.late, all_year.events) == (1, 1, 0, 1)


def test_each_planned_letter_is_sent_refused_left_waiting_or_in_doubt() -> None:
    issue = {"_id": "i", "since": "2016-09-05", "state": "released", "recipients": 9}
    outcomes = {"taken": 2, "refused": 1, "unsubscribed": 1, "later": 1, "begun": 1, "uncertain": 1}
    (row,) = sent.letters([issue], {"i": outcomes}, Period())
    assert (row.sent, row.refused, row.left, row.waiting, row.doubtful) == (2, 1, 1, 3, 2)
    assert row.sent + row.refused + row.left + row.waiting + row.doubtful == row.planned
    (frozen,) = sent.letters([{**issue, "state": "frozen"}], {}, Period())
    assert (frozen.planned, frozen.waiting) == (9, 0), "nothing waits before it is released"
    assert sent.letters([issue], {}, Period("2016-09-06")) == []


def test_who_takes_two_topics_counts_in_both_and_who_has_not_confirmed_in_none() -> None:
    takers = [("active", ["a", "b"]), ("active", ["a"]), ("requested", ["b"]), ("ended", ["a"])]
    rows = [{"state": state, "topics": topics} for state, topics in takers]
    assert sent.readers_of(rows) == [("a", 2), ("b", 1)]
