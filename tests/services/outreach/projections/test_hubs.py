"""Do the hubs' figures add up, in public and in the report, without anybody's name?"""

from __future__ import annotations

from datetime import date

from services.outreach.projections.portal.hubs import HUBS
from services.outreach.projections.reporting.hubs import HUB_ENQUIRIES, Figures, figures
from services.outreach.projections.reporting.visibility import VISIBILITY_ACTIONS
from services.outreach.projections.reporting.work_queue import WORK_QUEUE
from shared.contracts import outreach
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import HUB, programme
from tests.services.outreach.programme_consultation import asked, enquiry, replied

LOG = programme()
ROWS = folded(HUB_ENQUIRIES, LOG)


def test_a_hub_shows_its_work_month_by_month() -> None:
    hub = folded(HUBS, LOG)["peje"]
    assert hub["topics"] == {"beekeeping": 1, "funding": 2}
    september, october = hub["months"]
    assert (september["month"], october["month"]) == ("2015-09", "2015-10")
    assert (september["enquiries"], september["answers"], september["answer_days"]) == (3, 1, 2)
    assert (september["events"], september["participants"], september["filed_on"]) == (1, 24, "2015-10-02")
    assert (october["answers"], october["late"], october["answer_days"], october["filed_on"]) == (
        1,
        1,
        17,
        None,
    )


def test_a_month_in_which_nothing_happened_is_shown_when_it_is_asked_for_or_filed() -> None:
    filed = outreach.MonthlyReturnFiled.model_validate(
        {
            "hub": "peje", "month": "2015-08", "enquiries": 0, "by_topic": [], "by_channel": [], "answers": 0,
            "late": 0, "answer_days": 0, "events": 0, "participants": 0, "filed_on": "2015-09-04",
        }
    )  # fmt: skip
    ended = outreach.HubMonthEnded(hub="peje", month="2015-11", found_on=date(2015, 12, 1))
    log = programme().add(Ref("outreach", "hub_month", "peje_2015-08"), filed)
    log.add(Ref("outreach", "hub_month", "peje_2015-11"), ended)
    assert [month["month"] for month in folded(HUBS, log)["peje"]["months"]] == [
        "2015-08",
        "2015-09",
        "2015-10",
        "2015-11",
    ]


def test_what_a_hub_did_stays_when_it_opens_again() -> None:
    closed = outreach.HubClosed(reason="No host", closed_on=date(2016, 1, 1))
    log = programme().add(Ref("outreach", "hub", "peje"), closed, HUB)
    hub = folded(HUBS, log)["peje"]
    assert (hub["closed_on"], len(hub["months"])) == (None, 2)


def test_each_enquiry_is_waiting_overdue_or_answered() -> None:
    assert {id: (row["state"], row["days"], row["late"]) for id, row in ROWS.items()} == {
        "peje-1": ("answered", 2, False),
        "peje-2": ("answered", 17, True),
        "peje-3": ("overdue", None, True),
    }


def test_no_word_and_no_name_of_an_enquirer_stands_in_a_read_model() -> None:
    shown = str(ROWS) + str(folded(HUBS, LOG))
    for private in ("Somebody", "secret.example", "Dear"):
        assert private not in shown


def test_the_figures_of_a_hub_are_counted_from_its_enquiries() -> None:
    more = Chronicle().add(enquiry(9), asked(9, "2015-11-02"))
    rows = [*ROWS.values(), *folded(HUB_ENQUIRIES, more).values()]
    assert figures(rows) == [  # type: ignore[arg-type]
        Figures(hub="peje", enquiries=4, answered=2, waiting=1, overdue=1, late=2, median_days=9.5)
    ]
    assert figures([]) == []


def test_a_visibility_action_has_its_reach_and_its_evidence() -> None:
    action = folded(VISIBILITY_ACTIONS, LOG)["press-1"]
    assert (action["reach"], action["evidence"], action["agreement"]) == (
        12_000,
        "Cutting (sample)",
        "logistics",
    )


def test_a_hub_sees_what_it_was_asked_and_which_month_it_has_not_filed() -> None:
    month = Ref("outreach", "hub_month", "hub_with_line_2015-12")
    counted = outreach.EnquiryCounted(enquiry="peje-9", topic="funding", channel="visit")
    items = folded(WORK_QUEUE, Chronicle().add(enquiry(9), asked(9, "2015-12-30")).add(month, counted))
    waits = items["outreach.AnswerEnquiry:peje-9"]
    assert (waits["role"], waits["bound_to"], waits["until"]) == ("hub", "peje", "2015-09-20T22:00:00Z")
    due = items["outreach.FileMonthlyReturn:hub_with_line_2015-12"]
    assert (due["bound_to"], due["since"], due["facts"]) == (
        "hub_with_line",
        "2016-01-01",
        {"month": "2015-12"},
    )
    done = Chronicle().add(enquiry(9), asked(9, "2015-12-30"), replied(9, "2015-12-31", 1))
    assert folded(WORK_QUEUE, done) == {}
