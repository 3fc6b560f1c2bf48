"""Who owes a report from which meeting, until when, and was it filed?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.body_facts import BODY
from services.membership.domain.days import TooEarly
from services.membership.domain.mandate_report import (
    LONGEST,
    MANDATE_REPORT,
    DidNotSit,
    Filed,
    MandateReport,
    MeetingNotHeld,
    NoReportNeeded,
    NotOwed,
    NotYetDue,
    Overdue,
    Owed,
    SameDay,
    report_id,
)
from services.membership.domain.meeting_facts import MEETING
from services.membership.domain.working_rules import THE_RULES, WORKING_RULES
from services.membership.doors import DOORS
from services.membership.policies.mandates import POLICIES
from shared.contracts import membership
from shared.kernel.entity import NotNow
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import ORG, OTHER, TODAY, YESTERDAY, closed
from tests.services.membership.given_positions import (
    FILE,
    MEETING_ID,
    MOVE,
    OVERDUE,
    OWE,
    REPORT_ID,
    SET_RULES,
    body_established,
    filed,
    meeting_held,
    overdue,
    owed,
    rules_set,
    sat,
)

MIDNIGHT = datetime(2015, 5, 5, tzinfo=KOSOVO)
report = (
    Spec(MANDATE_REPORT)
    .given_at(MEETING, MEETING_ID, meeting_held())
    .given_at(BODY, "council", body_established)
    .given_at(WORKING_RULES, THE_RULES, rules_set)
    .by("p-1")
)

STATES = {NotOwed: (), Owed: (owed(),), Overdue: (owed(), overdue), Filed: (owed(), filed)}
TABLE = steps(
    STATES,
    [
        (OWE, (ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED)),
        (FILE, (ACCEPTED, ACCEPTED, ACCEPTED, NotNow)),
        (MOVE, (NotNow, ACCEPTED, ACCEPTED, NotNow)),
        (OVERDUE, (NotNow, NotYetDue, ACCEPTED, ACCEPTED)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(report)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, MandateReport, DOORS, "mandate_report")


def test_who_sat_there_owes_a_report_within_the_days_of_the_rules() -> None:
    report.when(OWE).then(owed())
    assert owed().due_at == MIDNIGHT
    by_substitute = report.given_at(MEETING, MEETING_ID, meeting_held(sat(presence="substitute")))
    assert len(by_substitute.when(OWE).decide()) == 1


@pytest.mark.parametrize("presence", ["absent", "excused"])
def test_who_was_not_there_owes_nothing(presence: str) -> None:
    away = report.given_at(MEETING, MEETING_ID, meeting_held(sat(presence=presence)))
    away.when(OWE).then_nothing()
    away.when(FILE).refused(DidNotSit)


def test_without_rules_or_for_other_bodies_nothing_is_owed() -> None:
    report.given_at(WORKING_RULES, THE_RULES).when(OWE).then_nothing()
    others = rules_set.model_copy(update={"report_for": ("task_force",)})
    exempt = report.given_at(WORKING_RULES, THE_RULES, others)
    exempt.when(OWE).then_nothing()
    exempt.when(FILE).refused(NoReportNeeded)


def test_told_twice_it_is_owed_once() -> None:
    report.given(owed()).when(OWE).then_nothing()
    report.given(owed(), filed).when(OWE).then_nothing()


def test_a_report_names_who_filed_it_and_when() -> None:
    report.given(owed()).when(FILE).then(filed)


def test_a_report_that_comes_before_the_policy_is_owed_and_filed_at_once() -> None:
    report.when(FILE).then(owed(), filed)


def test_there_is_nothing_to_report_of_a_meeting_that_was_not_held() -> None:
    report.given_at(MEETING, MEETING_ID).when(FILE).refused(MeetingNotHeld)
    early = report.given(owed()).on(datetime(2015, 4, 19, 8, tzinfo=UTC))
    early.when(FILE).refused(TooEarly)


def test_it_is_overdue_when_its_last_day_is_over_and_not_before() -> None:
    waiting = report.given(owed())
    waiting.on(MIDNIGHT).when(OVERDUE).then(overdue)
    said = waiting.on(MIDNIGHT - timedelta(seconds=1)).when(OVERDUE).refused(NotYetDue)
    assert "2015-05-04" in str(said)
    report.given(owed(), filed).on(MIDNIGHT).when(OVERDUE).then_nothing()


def test_another_day_is_recorded_with_its_reason_and_makes_what_was_overdue_owed_again() -> None:
    moved = owed(date(2015, 5, 20), moved_because="Illness")
    report.given(owed()).when(MOVE).then(moved)
    late = report.given(owed(), overdue, moved)
    assert isinstance(late.state(), Owed)
    late.on(MIDNIGHT).when(OVERDUE).refused(NotYetDue)
    report.given(owed()).when(MOVE.model_copy(update={"due_on": date(2015, 5, 4)})).refused(SameDay)
    report.given(owed()).when(MOVE.model_copy(update={"due_on": date(2015, 4, 19)})).refused(TooEarly)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert report.given(owed(), closed).state() == report.given(owed()).state()
    assert MEETING.evolve(MEETING.initial, closed) == MEETING.initial
    assert BODY.evolve(BODY.initial, closed) == BODY.initial


ID = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", fullmatch=True)


@given(st.tuples(ID, ID), st.tuples(ID, ID))
def test_every_meeting_and_organisation_have_an_id_of_their_own_that_fits(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert len(report_id(*one)) <= LONGEST
    if "_" not in "".join(one + other) and one != other:
        assert report_id(*one) != report_id(*other)


# ── policies ────────────────────────────────────────────────────────────────────────────────────
OWES, RINGS = POLICIES


def test_a_held_meeting_owes_a_report_for_every_organisation_that_sat_there() -> None:
    held = meeting_held(sat(), sat(OTHER, "substitute", "cso-2"), sat("5900003-3", "absent", "cso-3"))
    commands = OWES.then(recorded(held, MEETING.ref(MEETING_ID)))
    assert commands == [OWE, OWE.model_copy(update={"organisation": OTHER})]


def test_the_last_day_of_a_report_rings_once_under_one_key_also_when_it_is_moved() -> None:
    first = RINGS.then(recorded(owed(), MANDATE_REPORT.ref(REPORT_ID)))
    assert first == [Later(REPORT_ID, MIDNIGHT, OVERDUE)]
    (moved,) = RINGS.then(recorded(owed(date(2015, 5, 20)), MANDATE_REPORT.ref(REPORT_ID)))
    assert isinstance(moved, Later)
    assert (moved.key, moved.due) == (REPORT_ID, datetime(2015, 5, 21, tzinfo=KOSOVO))


def test_the_samples_belong_together() -> None:
    assert SET_RULES.report_days == (owed().due_on - YESTERDAY).days
    assert (filed.organisation, filed.filed_on) == (ORG, TODAY)
    assert isinstance(filed, membership.MandateReportFiled)
