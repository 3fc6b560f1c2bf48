"""When is it overdue, where does it go then, and how does it end?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.commitment import (
    COMMITMENT,
    AlreadyThere,
    DueInThePast,
    NobodySits,
    NotAssessedComplete,
    NotOverdue,
    SameDueDay,
)
from services.council.domain.ledger import Unrecorded
from services.council.domain.seating import NoSuchSeat
from shared.contracts import council
from shared.kernel.entity import Entity
from tests.services.council.given import (
    COUNCIL,
    TODAY,
    YESTERDAY,
    adopted,
    dissolved,
    established,
    filled,
    vacated,
)
from tests.services.council.given_commitments import (
    AFTER_DUE,
    COMMITMENT_ID,
    DUE,
    ESCALATE,
    FULFIL,
    LATER_DUE,
    MARK_OVERDUE,
    RECORD,
    REPLAN,
    assessed,
    fulfilled,
    midnight,
    overdue,
    replanned,
)
from tests.services.council.owing import changed, late, nothing, owed


# ── due days ────────────────────────────────────────────────────────────────────────────────────
def test_a_new_due_day_names_the_old_one_the_reason_and_who_decided() -> None:
    owed.when(REPLAN).then(replanned())
    owed.when(changed(REPLAN, new_due=YESTERDAY)).refused(DueInThePast)
    owed.when(changed(REPLAN, new_due=DUE)).refused(SameDueDay)


def test_it_is_due_to_the_end_of_its_day() -> None:
    owed.on(midnight(DUE).replace(hour=21)).when(MARK_OVERDUE).then_nothing()
    owed.on(midnight(DUE)).when(MARK_OVERDUE).then(
        council.CommitmentOverdue(due=DUE, days=1, overdue_on=date(2015, 7, 1))
    )


def test_that_it_became_overdue_is_told_once() -> None:
    late.when(MARK_OVERDUE).then(overdue)
    late.given(overdue).when(MARK_OVERDUE).then_nothing()


def test_a_timer_of_an_earlier_due_day_says_nothing() -> None:
    late.given(replanned()).when(MARK_OVERDUE).then_nothing()
    late.given(fulfilled).when(MARK_OVERDUE).then_nothing()


def test_what_is_decided_on_an_overdue_commitment_tells_first_that_it_is_overdue() -> None:
    late.when(REPLAN).then(overdue, replanned(on=AFTER_DUE.date()))
    late.given(overdue).when(REPLAN).then(replanned(on=AFTER_DUE.date()))


# ── escalation and the end ──────────────────────────────────────────────────────────────────────
def test_what_is_overdue_or_blocked_goes_to_a_seat_of_a_body() -> None:
    said = owed.when(changed(ESCALATE, ground="overdue")).refused(NotOverdue)
    assert "due on 2015-06-30" in str(said)
    facts = late.when(changed(ESCALATE, ground="overdue")).decide()
    assert [type(fact).__name__ for fact in facts] == ["CommitmentOverdue", "CommitmentEscalated"]
    owed.when(changed(ESCALATE, seat="gov-9")).refused(NoSuchSeat)
    owed.when(changed(ESCALATE, body="nowhere")).refused(NoSuchSeat)


def test_a_commitment_goes_only_to_a_seat_on_which_somebody_sits() -> None:
    left = owed.given_at(BODY, COUNCIL, established(), filled(), vacated())
    assert "the seat gov-1 of council" in str(left.when(ESCALATE).refused(NobodySits))
    owed.given_at(BODY, COUNCIL, established(), filled(), vacated(), dissolved).when(ESCALATE).refused(
        NobodySits
    )
    again = (established(), filled(), vacated(), filled(since=TODAY))
    assert owed.given_at(BODY, COUNCIL, *again).when(ESCALATE).decide()


def test_escalations_are_counted_and_none_goes_to_the_same_seat_twice_until_it_is_replanned() -> None:
    first = council.CommitmentEscalated(
        body=COUNCIL, seat="gov-1", level=1, ground="blocked", reason={"en": "No answer"}, escalated_on=TODAY
    )
    owed.when(ESCALATE).then(first)
    owed.given(first).when(ESCALATE).refused(AlreadyThere)
    (again,) = owed.given(first, replanned()).when(ESCALATE).decide()
    assert again.level == 2


@pytest.mark.parametrize("level", [None, "no_evidence", "not_started", "limited", "substantial"])
def test_it_is_fulfilled_only_when_civil_society_says_that_it_is_complete(level: Any) -> None:
    said = owed.given(assessed(), assessed(level)) if level else owed
    said.when(FULFIL).refused(NotAssessedComplete)
    said.given(assessed()).when(FULFIL).then(fulfilled)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert owed.given(adopted).state() == owed.state()
    assert nothing.given(fulfilled, replanned(), overdue).state() == Unrecorded()
    entity: Entity[Any] = COMMITMENT
    assert entity.key(RECORD) == COMMITMENT_ID
    assert LATER_DUE > DUE
