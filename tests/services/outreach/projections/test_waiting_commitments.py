"""What of proposals, minutes and commitments waits for whom?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from shared.contracts import council
from shared.kernel.event import Event, Ref
from shared.testing.recorded import Chronicle
from tests.services.outreach import minutes as sample
from tests.services.outreach.owed import assessed, escalated, made, overdue, owed, replanned, reported
from tests.services.outreach.programme import AGENDA, held, meeting
from tests.services.outreach.waiting import lines

OWED = owed("c")
MADE = made(council.Source(kind="dialogue", id="d"), "2015-10-31", {"en": "x"})
REPORT, ASSESS, ESCALATE, FULFIL = (
    f"council.{command}:c"
    for command in ("ReportProgress", "AssessProgress", "EscalateCommitment", "FulfilCommitment")
)
DONE = council.CommitmentFulfilled(fulfilled_on=date(2015, 11, 30))
LATE = overdue("2015-10-31", "2015-11-01")
AGENDA_OF, DRAFT, ADOPT, PUBLISH = (
    f"council.{command}:council-2015-04-21"
    for command in ("SetAgenda", "DraftMinutes", "AdoptMinutes", "PublishMinutes")
)
MEETING = meeting("council-2015-04-21")


@pytest.mark.parametrize(
    ("ref", "events", "waits"),
    [
        (OWED, [MADE], {REPORT}),
        (OWED, [MADE, reported("limited", "2015-09-01")], {ASSESS}),
        (OWED, [MADE, reported("limited", "2015-09-01"), assessed("limited", "2015-09-02")], {REPORT}),
        (OWED, [MADE, reported("complete", "2015-09-01"), assessed("complete", "2015-09-02")], {FULFIL}),
        (OWED, [MADE, reported("limited", "2015-09-01"), LATE], {REPORT, ASSESS, ESCALATE}),
        (OWED, [MADE, assessed("complete", "2015-09-02")], {REPORT, FULFIL}),
        (OWED, [MADE, assessed("complete", "2015-09-02"), assessed("limited", "2015-09-03")], {REPORT}),
        (OWED, [MADE, LATE], {REPORT, ESCALATE}),
        (OWED, [MADE, LATE, escalated("2015-11-15")], {REPORT}),
        (OWED, [MADE, LATE, replanned("2015-10-31", "2016-06-30", "2015-12-01")], {REPORT}),
        (OWED, [MADE, LATE, reported("complete", "2015-11-20"), DONE], set()),
        (MEETING, [sample.PROPOSED], {AGENDA_OF}),
        (MEETING, [sample.PROPOSED, AGENDA], set()),
        (MEETING, [held("2015-04-21")], {DRAFT}),
        (sample.MEETING, [sample.DRAFTED], {ADOPT}),
        (sample.MEETING, [sample.DRAFTED, sample.CORRECTED], {ADOPT}),
        (sample.MEETING, [sample.DRAFTED, sample.ADOPTED], {PUBLISH}),
        (sample.MEETING, [sample.DRAFTED, sample.ADOPTED, sample.PUBLISHED], set()),
    ],
)
def test_each_event_leaves_waiting_what_comes_next(
    ref: Ref, events: Sequence[Event], waits: set[str]
) -> None:
    assert set(lines(Chronicle().add(ref, *events))) == waits


def test_an_institution_is_reminded_a_month_before_its_due_day() -> None:
    item = lines(Chronicle().add(OWED, MADE))[REPORT]
    assert (item["role"], item["bound_to"]) == ("government", "opm")
    assert (item["since"], item["until"]) == ("2015-10-01", "2015-10-31")


def test_a_re_planned_commitment_is_asked_for_again_a_month_before_its_new_day() -> None:
    moved = replanned("2015-10-31", "2016-06-30", "2015-12-01")
    item = lines(Chronicle().add(OWED, MADE, reported("limited", "2015-09-01"), moved))[REPORT]
    assert (item["since"], item["until"], item["bound_to"]) == ("2016-05-31", "2016-06-30", "opm")


def test_what_civil_society_sees_unfinished_is_asked_for_again_before_its_day_or_at_once_after_it() -> None:
    log = Chronicle().add(OWED, MADE, reported("complete", "2015-06-01"), assessed("limited", "2015-06-20"))
    assert lines(log)[REPORT]["since"] == "2015-10-01"
    log.add(OWED, reported("complete", "2015-11-20"), assessed("substantial", "2015-12-05"))
    item = lines(log)[REPORT]
    assert (item["since"], item["until"], item["bound_to"]) == ("2015-12-05", "2015-10-31", "opm")


def test_the_minutes_of_a_meeting_wait_until_they_are_drafted() -> None:
    log = Chronicle().add(MEETING, held("2015-04-21")).add(sample.MEETING, sample.DRAFTED)
    assert DRAFT not in lines(log)
