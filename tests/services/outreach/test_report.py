"""Does a frozen report stay as it was, and does every figure of a logframe have a measure behind it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.outreach.domain.logframe import (
    LOGFRAME,
    Defined,
    EndsBeforeItStarts,
    Logframe,
    NamedTwice,
    NoSuchMeasure,
    Undefined,
)
from services.outreach.domain.measures import MEASURES, Counting, countings
from services.outreach.domain.report import (
    REPORT,
    Closed,
    Frame,
    Frozen,
    NoLogframe,
    NothingWritten,
    Open,
    OutsideTheAction,
    PeriodNotOver,
    Report,
    SectionNotTranslated,
    Submitted,
    Unopened,
    content_hash,
)
from services.outreach.doors import DOORS
from shared.contracts import VOCABULARY, council, grants, membership
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach import given_reports as given
from tests.services.outreach.given_reports import (
    ACTION,
    DEFINE,
    FIGURE,
    FIGURES,
    FREEZE,
    OPEN,
    RESULTS,
    SECTION,
    SUBMIT,
    TODAY,
    WRITE,
    closed,
    defined,
    frozen,
    opened,
    submitted,
    written,
)

report = Spec(REPORT).given_at(LOGFRAME, given.LOGFRAME, defined)
logframe = Spec(LOGFRAME)
FRAMES = steps({Undefined: (), Defined: (defined,)}, [(DEFINE, (ACCEPTED, ACCEPTED))])
EARLIER = "d09dbb06991e7c98c82b35324d52e2667e11fd9fd733c1fe3302044dfb182a50"
TABLE = steps(
    {
        Unopened: (),
        Open: (opened, written),
        Closed: (opened, written, closed),
        Frozen: (opened, written, closed, frozen),
        Submitted: (opened, written, closed, frozen, submitted),
    },
    [
        (OPEN, (ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (WRITE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (FREEZE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (FIGURES, (NotNow, NotNow, ACCEPTED, ACCEPTED, ACCEPTED)),
        (SUBMIT, (NotNow, NotNow, NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(report)


@pytest.mark.parametrize("step", FRAMES, ids=str)
def test_a_logframe_is_defined_and_defined_anew(step: Step) -> None:
    step.check(logframe)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Report, DOORS, "report")
    check_complete(FRAMES, Logframe, DOORS, "logframe")


# ── the logframe ────────────────────────────────────────────────────────────────────────────────
def test_the_same_logframe_again_is_no_new_version() -> None:
    logframe.given(defined).when(DEFINE).then_nothing()
    (again,) = logframe.given(defined).when(DEFINE.model_copy(update={"title": {"en": "Other"}})).decide()
    assert again.version == 2


def test_every_indicator_is_measured_by_something_and_named_once() -> None:
    (result,) = RESULTS
    guessed = result.indicators[0].model_copy(update={"measured_by": "a-feeling"})
    refusal = logframe.when(_of(result.model_copy(update={"indicators": (guessed,)}))).refused(NoSuchMeasure)
    assert "meetings-held" in str(refusal)
    logframe.when(_of(result.model_copy(update={"indicators": result.indicators * 2}))).refused(NamedTwice)
    backwards = DEFINE.model_copy(update={"ends_on": date(2014, 1, 1)})
    logframe.when(backwards).refused(EndsBeforeItStarts)


def _of(*results: Any) -> Any:
    return DEFINE.model_copy(update={"results": results})


# ── the measures ────────────────────────────────────────────────────────────────────────────────
def test_every_measure_counts_events_that_have_the_day_it_names() -> None:
    for name, measure in MEASURES.items():
        assert {"sq", "sr", "en"} <= set(measure.title), name
        for type_, row in measure.on.items():
            assert type_.type_name in VOCABULARY
            assert row.day in type_.model_fields, (name, type_)


def test_one_event_may_count_for_several_measures_and_nothing_counts_as_nought() -> None:
    held = council.MeetingHeld(
        body="council",
        held_on=TODAY,
        attendance=(),
        quorum=council.Quorum(present=3, needed=15, reached=False),
    )
    assert countings(held) == [Counting("meetings-held", TODAY, 1)]
    joined = membership.MemberJoined(joined_on=TODAY, decision_ref="B")
    assert {c.measure for c in countings(joined)} == {"members-joined", "membership-growth"}
    left = membership.MemberResigned(reason="", resigned_on=TODAY)
    assert countings(left) == [Counting("membership-growth", TODAY, -1)]
    granted = grants.ClaimApproved(granted=(500,), cents=500, approved_by="p", approved_on=TODAY)
    assert Counting("cents-granted", TODAY, 500) in countings(granted)
    assert countings(council.MeetingCancelled(reason="Snow")) == []


# ── the report ──────────────────────────────────────────────────────────────────────────────────
def test_a_report_is_about_a_part_of_an_action_that_has_a_logframe() -> None:
    Spec(REPORT).when(OPEN).refused(NoLogframe)
    report.when(OPEN.model_copy(update={"period_from": date(2014, 10, 1)})).refused(OutsideTheAction)
    report.when(OPEN.model_copy(update={"period_to": date(2014, 1, 1)})).refused(EndsBeforeItStarts)


def test_the_same_section_again_is_not_recorded_and_a_changed_one_is() -> None:
    written_in = report.given(opened, written)
    written_in.when(WRITE).then_nothing()
    (event,) = written_in.when(WRITE.model_copy(update={"text": {"en": "Better."}})).decide()
    assert event.text == {"en": "Better."}


def test_a_report_is_not_closed_before_its_period_is_over_nor_empty_nor_untranslated() -> None:
    running = opened.model_copy(update={"period_to": TODAY})
    report.given(running, written).when(FREEZE).refused(PeriodNotOver)
    report.given(opened).when(FREEZE).refused(NothingWritten)
    bilingual = opened.model_copy(update={"languages": ("sq", "en")})
    refusal = report.given(bilingual, written).when(FREEZE).refused(SectionNotTranslated)
    assert "summary is not there in sq" in str(refusal)


def test_figures_are_frozen_with_a_hash_over_all_that_the_report_says() -> None:
    (event,) = report.given(opened, written, closed).when(FIGURES).decide()
    frame = Frame(given.LOGFRAME, given.TITLE, given.FIRST, given.LAST, ("en",))
    assert event.sha256 == content_hash(frame, [SECTION], [FIGURE], 30, ACTION)
    other = FIGURE.model_copy(update={"in_period": 3})
    assert event.sha256 != content_hash(frame, [SECTION], [other], 30, ACTION)
    assert event.sha256 != content_hash(frame, [SECTION], [FIGURE], 31, ACTION)
    retitled = ACTION.model_copy(update={"title": {"en": "Another action"}})
    assert event.sha256 != content_hash(frame, [SECTION], [FIGURE], 30, retitled)


def test_what_was_frozen_before_reports_kept_the_action_has_the_hash_that_it_had() -> None:
    frame = Frame(given.LOGFRAME, given.TITLE, given.FIRST, given.LAST, ("en",))
    assert content_hash(frame, [SECTION], [FIGURE], 30) == EARLIER


def test_figures_that_come_again_change_nothing() -> None:
    other = FIGURES.model_copy(update={"figures": ()})
    report.given(opened, written, closed, frozen).when(other).then_nothing()


def test_what_is_handed_in_is_what_was_frozen() -> None:
    done = report.given(opened, written, closed, frozen).by("p-director").when(SUBMIT)
    done.then(submitted.model_copy(update={"submitted_on": TODAY}))
