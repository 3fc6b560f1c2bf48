"""Who takes part, who falls silent, and how far is the plan of the year?"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from services.outreach.projections.reporting import internships, plan, trainings
from services.outreach.projections.reporting.internships import INTERNSHIPS
from services.outreach.projections.reporting.mandate_reports import MANDATE_REPORTS
from services.outreach.projections.reporting.participation import (
    PARTICIPATION,
    Presence,
    Sign,
    attendance,
    report_state,
    silent,
)
from services.outreach.projections.reporting.plan import PLAN, Reached
from services.outreach.projections.reporting.trainings import TRAININGS
from shared.contracts import council, membership
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import programme_positions as given
from tests.services.outreach.programme import programme

FIRST, SECOND, THIRD = given.FIRST, given.SECOND, given.THIRD


def everyone(log: Chronicle | None = None) -> Any:
    """As they stand in MongoDB, with their ids."""
    return [{**one, "_id": id} for id, one in folded(PARTICIPATION, log or programme()).items()]


def participation(id: str, log: Chronicle | None = None) -> Any:
    return next(one for one in everyone(log) if one["_id"] == id)


def test_attendance_is_kept_by_meeting_and_seat_and_guests_have_none() -> None:
    rows = participation(FIRST)["attendance"]
    assert [(r["meeting"], r["seat"], r["presence"]) for r in rows] == [
        ("council-2015-04-21", "cso-1", "substitute"),
        ("council-2016-07-20", "cso-1", "substitute"),
    ]
    assert [(r["seat"], r["presence"]) for r in participation(THIRD)["attendance"]] == [(None, "guest")] * 2


def test_attendance_is_counted_by_body_and_month() -> None:
    assert attendance(everyone()) == [
        Presence("council", "2015-04", came=1, seats=2),
        Presence("council", "2016-07", came=1, seats=2),
    ]


def test_what_was_seen_last_is_the_latest_by_its_own_day_not_by_its_recording() -> None:
    assert participation(FIRST)["last"] == {
        "what": "attended",
        "which": "council-2016-07-20",
        "on": "2016-07-20",
    }
    late = programme().add(given.report(), given.filed("2015-05-04"))
    assert participation(FIRST, late)["last"]["on"] == "2016-07-20"


def test_every_kind_of_taking_part_is_a_sign() -> None:
    kinds = set(get_args(get_type_hints(Sign)["what"]))
    assert {sign["what"] for one in everyone() for sign in one["signs"]} == kinds


@pytest.mark.parametrize(
    ("filed_on", "today", "state"),
    [
        (None, "2015-05-05", "owed"),
        (None, "2015-05-06", "overdue"),
        ("2015-05-05", "2015-06-01", "filed"),
        ("2015-05-06", "2015-06-01", "filed late"),
        ("2015-05-06", "2015-05-05", "owed"),
    ],
)
def test_a_report_is_what_the_days_say_and_what_was_known_on_that_day(
    filed_on: str | None, today: str, state: str
) -> None:
    log = programme().add(given.report(SECOND), given.owed(SECOND))
    if filed_on:
        log.add(given.report(SECOND), given.filed(filed_on, SECOND))
    (report,) = participation(SECOND, log)["reports"]
    assert report_state(report, date.fromisoformat(today)) == state


def test_a_report_whose_day_was_moved_is_owed_once() -> None:
    log = programme().add(given.report(SECOND), given.owed(SECOND))
    log.add(given.report(SECOND), given.owed(SECOND, "2015-06-01", moved_because="Illness"))
    assert [r["due_on"] for r in participation(SECOND, log)["reports"]] == ["2015-06-01"]


def test_what_was_reported_can_be_read_and_every_moved_day_with_its_reason() -> None:
    log = programme().add(given.report(SECOND), given.owed(SECOND))
    log.add(given.report(SECOND), given.owed(SECOND, "2015-06-01", moved_because="Illness"))
    log.add(given.report(SECOND), given.filed("2015-05-30", SECOND))
    report = folded(MANDATE_REPORTS, log)[f"council-2015-04-21_{SECOND}"]
    assert (report["due_on"], report["filed_on"]) == ("2015-06-01", "2015-05-30")
    assert report["moved"] == [{"due_on": "2015-05-05", "reason": "Illness"}]
    assert (report["summary"], report["next_steps"]) == ({"en": "The work plan"}, None)


def test_members_of_which_nothing_was_seen_lately_and_what_they_missed() -> None:
    log = programme().add(given.report(SECOND), given.owed(SECOND))
    today = date(2017, 3, 1)
    found = silent(everyone(log), today, days=150)
    assert [(s.organisation, s.last and s.last["what"], s.missed, s.overdue) for s in found] == [
        (FIRST, "attended", 0, 0),
        (SECOND, "proposed", 0, 1),
    ]
    assert found[0].days == (today - date(2016, 7, 20)).days
    assert silent(everyone(log), today, days=1000) == []


def test_a_seat_that_stayed_empty_since_is_a_reason() -> None:
    member = Ref("membership", "membership", SECOND)
    base = Chronicle()
    for event in programme():
        if event.data.type_name.startswith(("membership.Organisation", "council.MeetingHeld")):
            base.add(event.ref, event.data)
    base.add(member, membership.MemberJoined(joined_on=date(2014, 5, 2), decision_ref="B"))
    (silence,) = silent(everyone(base), date(2016, 10, 1), days=1)
    assert (silence.organisation, silence.last, silence.missed) == (SECOND, None, 2)


def test_trainings_and_internships_in_figures() -> None:
    held = trainings.figures(folded(TRAININGS, programme()).values())
    assert held == trainings.Figures(held=1, people=1, organisations=1, hours=12, score=4.0, certificates=1)
    interns = internships.figures(folded(INTERNSHIPS, programme()).values())
    assert interns.states == {"completed": 1, "announced": 1}
    assert (interns.applicants, interns.exchanges, interns.hosts) == (1, 1, 2)
    (exchange,) = folded(INTERNSHIPS, programme())["policy-desk"]["exchanges"]
    assert (exchange["learned"], exchange["taught"]) == ("p-30", SECOND)


def test_a_revised_plan_keeps_the_earlier_figures_and_why_they_went() -> None:
    now = folded(PLAN, programme())["2016"]
    assert [t["joining"] for t in now["targets"]] == [1, 1]
    (before,) = now["earlier"]
    assert (len(before["targets"]), before["until"], before["reason"]) == (3, "2016-06-01", "Fewer apply")


async def test_progress_is_the_plan_beside_who_joined_stayed_and_was_seen(filled_mongo: Mongo) -> None:
    reporting, portal = filled_mongo.database("reporting"), filled_mongo.database("portal")
    now = await plan.progress_of(reporting, portal, 2016)
    assert now is not None
    assert now.joining == [Reached("all", None, 1, 1), Reached("region", "prizren", 1, 1)]
    assert now.left == 1
    assert (now.retention.target, now.retention.reached) == (90, 50)
    assert (now.activity.target, now.activity.reached) == (60, 100)
    assert await plan.progress_of(reporting, portal, 2017) is None


def test_a_field_of_work_can_be_a_target() -> None:
    wanted: Any = {
        **folded(PLAN, programme())["2016"],
        "targets": [{"of": "field", "id": "youth", "joining": 3}],
    }
    spells = {FIRST: [{"joined_on": "2016-02-01", "ended_on": None}]}
    homes = {FIRST: {"region": "peje", "fields_of_work": ["youth"]}}
    now = plan.progress(wanted, spells, homes, {})
    assert now.joining == [Reached("field", "youth", 3, 1)]
    assert (now.retention.reached, now.activity.reached) == (0, 0)


def test_votes_inputs_and_what_else_an_organisation_did_in_the_council_are_signs() -> None:
    log = Chronicle()
    for event in programme():
        if event.data.type_name.startswith("membership.Organisation"):
            log.add(event.ref, event.data)
    ballot = council.BallotReceived(organisation=SECOND, channel="post", received_on=date(2016, 9, 20))
    said = council.InputReceived(
        input=f"{SECOND}-1", organisation=SECOND, text={"en": "Name the days"}, received_on=date(2016, 9, 1)
    )
    log.add(Ref("council", "roll", "council-2016"), ballot)
    log.add(Ref("council", "call", "regulation"), said)
    signs = participation(SECOND, log)["signs"]
    assert [(s["what"], s["which"]) for s in signs] == [("voted", "council-2016"), ("input", "regulation")]
    assert participation(SECOND, log)["last"]["what"] == "voted"


def test_what_the_rule_of_passivity_noted_stands_until_something_is_seen_again() -> None:
    seen = membership.Seen(sign="vote", on=date(2015, 9, 20), source="council.roll.x")
    activity = Ref("membership", "activity", SECOND)
    passive = membership.MemberBecamePassive(since=date(2016, 9, 20), months=12, evidence=seen)
    log = programme().add(activity, passive)
    assert participation(SECOND, log)["passive_since"] == "2016-09-20"
    (found,) = [s for s in silent(everyone(log), date(2017, 3, 1), 1) if s.organisation == SECOND]
    assert found.passive_since == "2016-09-20"
    log.add(activity, membership.ActivitySeen(seen=seen, passive_at=None))
    assert participation(SECOND, log)["passive_since"] is None
