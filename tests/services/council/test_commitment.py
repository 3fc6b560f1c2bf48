"""What does an institution owe, and how far is it, in two voices?"""

from __future__ import annotations

from typing import Any

import pytest

from services.council.domain.commitment import (
    CommitmentExists,
    NoSeat,
    NotAssessedComplete,
)
from services.council.domain.commitment_source import NoSuchSource, SourceNotPublic, commitment_id
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.dialogue import DIALOGUE
from services.council.domain.holding import HOLDING
from services.council.domain.institution import NoSuchInstitution
from services.council.domain.ledger import Commitment, Fulfilled, Owed, Unrecorded, Withdrawn
from services.council.domain.meeting import MEETING
from services.council.domain.strategy import NotAnObjective
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import Source
from shared.kernel.entity import Actor, Grant, NotNow
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import (
    MEETING_ID,
    ORG,
    STRATEGY_ID,
    TODAY,
    TOMORROW,
    YESTERDAY,
    agenda_set,
    attended,
    held,
    scheduled,
)
from tests.services.council.given_commitments import (
    ASSESS,
    ESCALATE,
    FROM_DECISION,
    FULFIL,
    MARK_OVERDUE,
    RECORD,
    REPLAN,
    REPORT,
    WITHDRAW,
    assessed,
    fulfilled,
    made,
    withdrawn,
)
from tests.services.council.given_consultation import dialogue_opened
from tests.services.council.owing import changed, nothing, owed

DECISION = council.DecisionTaken(decision=1, text={"en": "x"}, consensus=True, quorate=True, taken_on=TODAY)

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
