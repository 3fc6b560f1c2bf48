"""What does an institution owe, and how far is it, in two voices?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.commitment import (
    COMMITMENT,
    AlreadyThere,
    CommitmentExists,
    DueInThePast,
    NobodySits,
    NoSeat,
    NotAssessedComplete,
    NotOverdue,
    SameDueDay,
)
from services.council.domain.commitment_source import NoSuchSource, SourceNotPublic, commitment_id
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.dialogue import DIALOGUE
from services.council.domain.holding import HOLDING
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.ledger import Commitment, Fulfilled, Owed, Unrecorded, Withdrawn
from services.council.domain.meeting import MEETING
from services.council.domain.seating import NoSuchSeat
from services.council.domain.strategy import STRATEGY, NotAnObjective
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import Source
from shared.kernel.entity import Actor, Entity, Grant, NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import (
    COUNCIL,
    MEETING_ID,
    ORG,
    STRATEGY_ID,
    TODAY,
    TOMORROW,
    YESTERDAY,
    adopted,
    agenda_set,
    attended,
    dissolved,
    established,
    filled,
    held,
    institution_registered,
    scheduled,
    taken,
    vacated,
)
from tests.services.council.given_commitments import (
    AFTER_DUE,
    ASSESS,
    COMMITMENT_ID,
    DUE,
    ESCALATE,
    FROM_DECISION,
    FULFIL,
    LATER_DUE,
    MARK_OVERDUE,
    RECORD,
    REPLAN,
    REPORT,
    WITHDRAW,
    assessed,
    fulfilled,
    made,
    measure_added,
    midnight,
    overdue,
    replanned,
    withdrawn,
)
from tests.services.council.given_consultation import dialogue_opened

DECISION = council.DecisionTaken(decision=1, text={"en": "x"}, consensus=True, quorate=True, taken_on=TODAY)
nothing = (
    Spec(COMMITMENT)
    .given_at(INSTITUTION, "opm", institution_registered)
    .given_at(STRATEGY, STRATEGY_ID, adopted, measure_added)
    .given_at(BODY, COUNCIL, established(strategy=STRATEGY_ID, objective=1), filled())
    .given_at(HOLDING, ORG, taken("cso-1"))
)
owed = nothing.given(made)
late = owed.on(AFTER_DUE)

EXISTS = CommitmentExists
TABLE = steps(
    {
        Unrecorded: (),
        Owed: (made, assessed()),
        Fulfilled: (made, assessed(), fulfilled),
        Withdrawn: (made, withdrawn),
    },
    [
        (RECORD, (ACCEPTED, EXISTS, EXISTS, EXISTS)),
        (REPORT, (NotNow, ACCEPTED, NotNow, NotNow)),
        (ASSESS, (NotNow, ACCEPTED, NotNow, NotNow)),
        (REPLAN, (NotNow, ACCEPTED, NotNow, NotNow)),
        (MARK_OVERDUE, (NotNow, ACCEPTED, ACCEPTED, ACCEPTED)),
        (ESCALATE, (NotNow, ACCEPTED, NotNow, NotNow)),
        (FULFIL, (NotNow, ACCEPTED, NotNow, NotNow)),
        (WITHDRAW, (NotNow, ACCEPTED, NotNow, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(nothing)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Commitment, DOORS, "commitment")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── recording ───────────────────────────────────────────────────────────────────────────────────
def test_a_commitment_serves_the_objective_of_its_measure() -> None:
    nothing.when(RECORD).then(made)


def test_a_commitment_from_a_decision_serves_the_objective_of_the_body() -> None:
    decided = nothing.given_at(
        MEETING, MEETING_ID, scheduled, agenda_set, attended(), held(), DECISION.model_copy()
    )
    (fact,) = decided.when(changed(RECORD, source=FROM_DECISION)).decide()
    assert (fact.strategy, fact.objective) == (STRATEGY_ID, 1)


def test_a_confidential_decision_is_the_source_of_no_public_commitment() -> None:
    secret = DECISION.model_copy(update={"decision": 2, "confidential": True})
    decided = nothing.given_at(
        MEETING, MEETING_ID, scheduled, agenda_set, attended(), held(), DECISION, secret
    )
    second = FROM_DECISION.model_copy(update={"number": 2})
    decided.when(changed(RECORD, source=second)).refused(SourceNotPublic)
    assert decided.when(changed(RECORD, source=FROM_DECISION)).decide()


def test_what_is_said_goes_before_what_the_source_serves() -> None:
    (fact,) = nothing.when(changed(RECORD, strategy=STRATEGY_ID, objective=1)).decide()
    assert fact.objective == 1
    nothing.when(changed(RECORD, objective=7)).refused(NotAnObjective)
    nothing.when(changed(RECORD, strategy="other", objective=1)).refused(NotAnObjective)


@pytest.mark.parametrize(
    "source",
    [
        Source(kind="measure", id=STRATEGY_ID, number=2),
        FROM_DECISION,
        Source(kind="dialogue", id="peja-budget"),
    ],
    ids=lambda source: source.kind,
)
def test_a_commitment_follows_from_something_on_record(source: Any) -> None:
    nothing.when(changed(RECORD, source=source)).refused(NoSuchSource)


def test_a_dialogue_makes_commitments_too() -> None:
    source = Source(kind="dialogue", id="peja-budget")
    opened = nothing.given_at(DIALOGUE, "peja-budget", dialogue_opened)
    (fact,) = opened.when(changed(RECORD, source=source)).decide()
    assert (fact.source, fact.objective) == (source, None)
    (aimed,) = opened.when(changed(RECORD, source=source, strategy=STRATEGY_ID, objective=2)).decide()
    assert aimed.objective == 2


def test_only_a_registered_institution_owes() -> None:
    nothing.when(changed(RECORD, institution="nobody")).refused(NoSuchInstitution)


def test_it_is_promised_today_or_before_and_due_then_or_after() -> None:
    nothing.when(changed(RECORD, made_on=TOMORROW)).refused(InTheFuture)
    nothing.when(changed(RECORD, due=YESTERDAY)).refused(TooEarly)
    (fact,) = nothing.when(changed(RECORD, due=YESTERDAY, made_on=YESTERDAY)).decide()
    assert (fact.made_on, fact.due) == (YESTERDAY, YESTERDAY)


def test_the_id_that_a_source_leads_to_is_short_enough_and_its_own() -> None:
    assert commitment_id(FROM_DECISION) == f"{MEETING_ID}-decision-1"
    ids = {commitment_id(changed(FROM_DECISION, id="m" * 79 + end, number=1)) for end in "ab"}
    assert len(ids) == 2
    assert all(len(id) <= 80 for id in ids)


# ── two voices ──────────────────────────────────────────────────────────────────────────────────
def test_the_institution_says_how_far_it_is() -> None:
    owed.by("p-9").when(REPORT).then(
        council.ProgressReported(
            claimed="substantial", evidence={"en": "A draft exists"}, reported_by="p-9", reported_on=TODAY
        )
    )


def test_what_the_institution_claims_never_changes_what_civil_society_says() -> None:
    claim = council.ProgressReported(
        claimed="complete", evidence={"en": "x"}, reported_by="p-9", reported_on=TODAY
    )
    said = owed.given(assessed("limited"))
    assert said.given(claim).state() == said.state()
    refusal = said.given(claim).when(FULFIL).refused(NotAssessedComplete)
    assert 'last assessment is "limited"' in str(refusal)


def test_only_the_institution_that_owes_it_reports() -> None:
    (door,) = [door for door in DOORS if door.command is type(REPORT)]
    state = owed.state()
    assert door.allows(Actor("p-9", (Grant("government", "opm"),)), REPORT, state)
    for grant in (Grant("government", "mf"), Grant("government"), Grant("secretariat"), Grant("cso", ORG)):
        assert not door.allows(Actor("p-9", (grant,)), REPORT, state)


def test_who_holds_a_seat_assesses_for_its_organisation_and_the_secretariat_for_none() -> None:
    (fact,) = owed.when(ASSESS).decide()
    assert (fact.organisation, fact.level) == (ORG, "limited")
    (own,) = owed.when(changed(ASSESS, organisation=None)).decide()
    assert own.organisation is None
    owed.given_at(HOLDING, ORG).when(ASSESS).refused(NoSeat)


def test_a_representative_assesses_for_the_own_organisation_only() -> None:
    (door,) = [door for door in DOORS if door.command is type(ASSESS)]
    other = Actor("p-1", (Grant("cso", "5900002-2"),))
    assert not door.allows(other, ASSESS, owed.state())
    assert not door.allows(other, changed(ASSESS, organisation=None), owed.state())


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
