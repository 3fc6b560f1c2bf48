"""What is received until when, who answers, and does every input come through to the response matrix?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.council.domain import call as states
from services.council.domain.call import CALL, Call
from services.council.domain.calling import (
    AnswersAwaited,
    CallExists,
    DeadlineBehindUs,
    InstitutionMissing,
    NotLonger,
    NotWithdrawnAnyMore,
    NotYourInput,
    OtherInstitution,
    ReservedName,
    SaidAlready,
    StillReceiving,
    TooLate,
)
from services.council.domain.inputs import GroupedTwice, NotGrouped, UnknownInput
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.meeting import MEETING
from services.council.domain.organisation_facts import ORGANISATION, OrganisationNotOpen
from services.council.domain.station import NothingToFollow
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import InputGroup
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council import given as sample
from tests.services.council.given_consultation import (
    AFTER,
    ANSWER,
    CLOSE,
    CONSOLIDATE,
    DEADLINE,
    DECISION,
    EXTEND,
    FIRST,
    FLAG,
    MUCH_LATER,
    OPEN,
    ORG,
    OTHER,
    OWN_CALL,
    POSITION,
    REPORT,
    SECOND,
    SUBMIT,
    TITLE,
    TODAY,
    TRANSMIT,
    WITHDRAW,
    closed,
    consolidated,
    opened,
    received,
    reported,
    tabled,
    transmitted,
)

call = (
    Spec(CALL)
    .given_at(INSTITUTION, "opm", sample.institution_registered)
    .given_at(ORGANISATION, ORG, sample.organisation_registered)
    .given_at(ORGANISATION, OTHER, sample.organisation_registered)
)
receiving = call.given(opened)
asked = call.given(opened, received(), closed, consolidated, transmitted)

# ── states and commands ─────────────────────────────────────────────────────────────────────────
STATES = {
    states.Unopened: (),
    states.Receiving: (opened,),
    states.Closed: (opened, received(SECOND, OTHER), received(), closed),
    states.Tabled: (tabled, received(FIRST, None, position=POSITION)),
    states.Consolidated: (opened, received(), consolidated),
    states.Transmitted: (opened, received(), consolidated, transmitted),
    states.Reported: (opened, received(), consolidated, transmitted, reported),
}
EARLY = steps(
    STATES,
    [
        (OPEN, (ACCEPTED, *[CallExists] * 6)),
        (EXTEND, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow, NotNow)),
        (SUBMIT, (NotNow, ACCEPTED, SaidAlready, NotNow, TooLate, TooLate, NotNow)),
        (WITHDRAW, (NotNow, UnknownInput, ACCEPTED, NotNow, *[NotWithdrawnAnyMore] * 2, NotNow)),
        (CLOSE, (NotNow, StillReceiving, ACCEPTED, NotNow, ACCEPTED, ACCEPTED, ACCEPTED)),
        (CONSOLIDATE, (NotNow, StillReceiving, NotGrouped, NotNow, NotNow, NotNow, NotNow)),
        (TRANSMIT, (NotNow, NotNow, NotNow, InstitutionMissing, ACCEPTED, NotNow, NotNow)),
        (ANSWER, (NotNow, NotNow, NotNow, NotNow, NotNow, ACCEPTED, NotNow)),
        (FLAG, (NotNow, NotNow, NotNow, NotNow, NotNow, AnswersAwaited, ACCEPTED)),
        (REPORT, (NotNow, StillReceiving, NotNow, NotNow, NotNow, AnswersAwaited, NotNow)),
    ],
)
LATE = steps(
    STATES,
    [
        (OPEN, (DeadlineBehindUs, *[CallExists] * 6)),
        (EXTEND, (NotNow, TooLate, TooLate, NotNow, NotNow, NotNow, NotNow)),
        (SUBMIT, (NotNow, TooLate, TooLate, NotNow, TooLate, TooLate, NotNow)),
        (WITHDRAW, (NotNow, *[NotWithdrawnAnyMore] * 2, NotNow, *[NotWithdrawnAnyMore] * 2, NotNow)),
        (CLOSE, (NotNow, ACCEPTED, ACCEPTED, NotNow, ACCEPTED, ACCEPTED, ACCEPTED)),
        (CONSOLIDATE, (NotNow, UnknownInput, NotGrouped, NotNow, NotNow, NotNow, NotNow)),
        (TRANSMIT, (NotNow, NotNow, NotNow, InstitutionMissing, DeadlineBehindUs, NotNow, NotNow)),
        (ANSWER, (NotNow, NotNow, NotNow, NotNow, NotNow, ACCEPTED, NotNow)),
        (FLAG, (NotNow, NotNow, NotNow, NotNow, NotNow, ACCEPTED, ACCEPTED)),
        (REPORT, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", EARLY, ids=str)
def test_each_command_in_each_state_before_the_deadlines(step: Step) -> None:
    step.check(call)


@pytest.mark.parametrize("step", LATE, ids=str)
def test_each_command_in_each_state_after_the_deadlines(step: Step) -> None:
    step.check(call.on(MUCH_LATER))


def test_no_state_and_no_command_is_forgotten() -> None:
    done = [(CONSOLIDATE, tuple(ACCEPTED if s is states.Closed else NotNow for s in STATES))]
    check_complete(EARLY + LATE + steps(STATES, done), Call, DOORS, "call")


# ── taking back ─────────────────────────────────────────────────────────────────────────────────
def test_an_input_that_is_taken_back_is_grouped_no_more_and_its_name_is_not_given_again() -> None:
    withdrawn = council.InputWithdrawn(input=FIRST, organisation=ORG, withdrawn_on=TODAY)
    said = receiving.given(received(), received(SECOND, OTHER))
    said.when(WITHDRAW).then(withdrawn)
    said.when(WITHDRAW.model_copy(update={"input": SECOND})).refused(NotYourInput)
    gone = said.given(withdrawn)
    gone.when(WITHDRAW).refused(UnknownInput)
    (again,) = gone.when(SUBMIT).decide()
    assert again.input == f"{ORG}-2", "also if it says the same"
    over = gone.given(closed).on(AFTER)
    over.when(CONSOLIDATE).refused(UnknownInput)
    groups = (InputGroup(title=TITLE, inputs=(SECOND,)),)
    assert over.when(CONSOLIDATE.model_copy(update={"groups": groups})).decide()
    assert receiving.given(received(), withdrawn).on(AFTER).when(REPORT).decide()


# ── opening ─────────────────────────────────────────────────────────────────────────────────────
def test_a_call_opens_with_its_draft_its_institution_and_its_deadline() -> None:
    call.when(OPEN).then(opened)


def test_an_unknown_institution_cannot_be_asked() -> None:
    Spec(CALL).when(OPEN).refused(NoSuchInstitution)


def test_a_call_follows_only_a_decision_that_was_taken() -> None:
    following = OPEN.model_copy(update={"follows": (DECISION,)})
    refusal = call.when(following).refused(NothingToFollow)
    assert str(refusal).startswith("There is no decision council-2015-04-21-1.")
    decision = council.DecisionTaken(
        decision=1, text=TITLE, consensus=True, quorate=True, taken_on=sample.YESTERDAY
    )
    history = (sample.scheduled, sample.attended(), sample.held(), decision)
    call.given_at(MEETING, DECISION.id, *history).when(following).then(
        opened.model_copy(update={"follows": (DECISION,)})
    )


def test_the_names_of_positions_are_kept_for_them() -> None:
    call.when(OPEN.model_copy(update={"call": OWN_CALL})).refused(ReservedName)


# ── receiving ───────────────────────────────────────────────────────────────────────────────────
def test_an_organisation_sends_an_input_for_each_point() -> None:
    receiving.when(SUBMIT).then(received())
    another = SUBMIT.model_copy(update={"part": "Article 9"})
    receiving.given(received()).when(another).then(received("5900001-1-2", part="Article 9"))


def test_the_same_words_again_are_refused_but_another_organisation_may_say_them() -> None:
    refusal = receiving.given(received()).when(SUBMIT).refused(SaidAlready)
    assert FIRST in str(refusal)
    theirs = SUBMIT.model_copy(update={"organisation": OTHER})
    receiving.given(received()).when(theirs).then(received(SECOND, OTHER))


def test_who_is_not_in_the_register_sends_nothing() -> None:
    stranger = SUBMIT.model_copy(update={"organisation": "5900009-9"})
    receiving.when(stranger).refused(OrganisationNotOpen)


@pytest.mark.parametrize("history", [(opened,), (opened, closed)], ids=["receiving", "closed"])
def test_the_deadline_alone_tells_whether_an_input_is_late(history: Any) -> None:
    moment = call.given(*history).when(SUBMIT)
    moment.on(DEADLINE).then(received(received_on=DEADLINE.date()))
    refusal = moment.on(DEADLINE + timedelta(seconds=1)).refused(TooLate)
    assert str(refusal).startswith("Input was received until 20 May 2015, 16:00.")


def test_more_time_means_a_later_deadline() -> None:
    receiving.when(EXTEND).then(
        council.CallExtended(earlier=DEADLINE, deadline=AFTER, reason="Holidays", extended_on=TODAY)
    )
    receiving.when(EXTEND.model_copy(update={"deadline": DEADLINE})).refused(NotLonger)


def test_after_an_extension_the_new_deadline_counts() -> None:
    extended = council.CallExtended(earlier=DEADLINE, deadline=AFTER, reason="", extended_on=TODAY)
    longer = receiving.given(extended)
    longer.on(AFTER).when(SUBMIT).then(received(received_on=AFTER.date()))
    longer.on(DEADLINE).when(CLOSE).refused(StillReceiving)


def test_the_timer_closes_the_call_once() -> None:
    receiving.given(received()).on(DEADLINE).when(CLOSE).then(closed)
    receiving.given(received(), closed).on(DEADLINE).when(CLOSE).then_nothing()


# ── consolidating and transmitting ──────────────────────────────────────────────────────────────
def test_every_input_stands_in_exactly_one_group() -> None:
    both = receiving.given(received(), received(SECOND, OTHER), closed).on(AFTER)
    refusal = both.when(CONSOLIDATE).refused(NotGrouped)
    assert SECOND in str(refusal)
    twice = (*CONSOLIDATE.groups, InputGroup(title=TITLE, inputs=(FIRST, SECOND)))
    both.when(CONSOLIDATE.model_copy(update={"groups": twice})).refused(GroupedTwice)
    unknown = (InputGroup(title=TITLE, inputs=(FIRST, SECOND, "5900003-3-1")),)
    both.when(CONSOLIDATE.model_copy(update={"groups": unknown})).refused(UnknownInput)
    groups = (InputGroup(title=TITLE, inputs=(SECOND, FIRST)),)
    both.when(CONSOLIDATE.model_copy(update={"groups": groups})).then(
        council.InputsConsolidated(groups=groups, consolidated_on=AFTER.date())
    )


def test_inputs_go_to_the_institution_of_the_draft() -> None:
    ready = receiving.given(received(), closed, consolidated).on(AFTER)
    ready.when(TRANSMIT).then(transmitted)
    ready.when(TRANSMIT.model_copy(update={"institution": "opm"})).then(transmitted)
    ready.when(TRANSMIT.model_copy(update={"institution": "mof"})).refused(OtherInstitution)


def test_a_position_without_a_call_goes_to_the_institution_that_is_named() -> None:
    alone = call.given(tabled, received(FIRST, None, position=POSITION)).on(AFTER)
    alone.when(TRANSMIT.model_copy(update={"institution": "opm"})).then(transmitted)
    alone.when(TRANSMIT.model_copy(update={"institution": "nobody"})).refused(NoSuchInstitution)
