"""What is received until when, who answers, and does every input come through to the response matrix?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.domain import call as states
from services.council.domain.call import CALL, Call
from services.council.domain.calling import (
    AnsweredAlready,
    AnswersAwaited,
    CallExists,
    DeadlineBehindUs,
    InstitutionMissing,
    NotLonger,
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
from services.council.domain.reception import RECEPTION, ReceivePosition
from services.council.domain.station import NothingToFollow
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import InputGroup, MatrixRow
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Grant, NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.council import given as sample
from tests.services.council.given_consultation import (
    AFTER,
    ANSWER,
    ANSWER_BY,
    CALL_ID,
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
    RECEIVE,
    REPORT,
    SECOND,
    SUBMIT,
    TITLE,
    TODAY,
    TRANSMIT,
    WHY,
    answered,
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


def all_answered(at: datetime, inputs: int = 1) -> council.CallAnswered:
    return council.CallAnswered(inputs=inputs, answered_on=at.date())


# ── answering ───────────────────────────────────────────────────────────────────────────────────
def test_only_the_institution_that_was_asked_answers() -> None:
    (door,) = [door for door in DOORS if door.name == "AnswerInput"]
    own, other = (Actor("p-1", (Grant("government", name),)) for name in ("opm", "mof"))
    assert door.allows(own, ANSWER, asked.state())
    assert not door.allows(other, ANSWER, asked.state())
    assert not door.allows(Actor("p-2", (Grant("secretariat"),)), ANSWER, asked.state())


def test_an_answer_has_its_reason_and_stays() -> None:
    asked.on(AFTER).when(ANSWER).then(answered(), all_answered(AFTER))
    refusal = asked.given(answered()).when(ANSWER).refused(AnsweredAlready)
    assert str(refusal) == f"The input {FIRST} is answered already: partly. An answer that is given stays."
    asked.when(ANSWER.model_copy(update={"input": "5900003-3-1"})).refused(UnknownInput)


def test_the_last_answer_tells_that_there_is_no_other_to_wait_for() -> None:
    two = receiving.given(received(), received(SECOND, OTHER), consolidated, transmitted).on(AFTER)
    two.when(ANSWER).then(answered())
    second = ANSWER.model_copy(update={"input": SECOND})
    two.given(answered()).when(second).then(answered(SECOND), all_answered(AFTER, 2))


def test_an_answer_after_its_time_is_taken_and_marked_late() -> None:
    asked.on(MUCH_LATER).when(ANSWER).then(
        answered(late=True, answered_on=MUCH_LATER.date()), all_answered(MUCH_LATER)
    )


def test_silence_is_flagged_when_the_time_for_answers_is_over() -> None:
    asked.on(ANSWER_BY).when(FLAG).then(
        council.InputsUnanswered(inputs=(FIRST,), answer_by=ANSWER_BY, found_on=ANSWER_BY.date())
    )
    asked.given(answered()).on(ANSWER_BY).when(FLAG).then_nothing()


def test_a_report_waits_for_the_answers_but_not_for_ever() -> None:
    refusal = asked.on(AFTER).when(REPORT).refused(AnswersAwaited)
    assert "20 June 2015, 16:00" in str(refusal)
    row = MatrixRow(input=FIRST, outcome="unanswered")
    asked.on(ANSWER_BY).when(REPORT).then(
        council.CallReported(matrix=(row,), summary=REPORT.summary, reported_on=ANSWER_BY.date())
    )
    row = MatrixRow(input=FIRST, outcome="partly")
    asked.given(answered()).on(AFTER).when(REPORT).then(
        council.CallReported(matrix=(row,), summary=REPORT.summary, reported_on=AFTER.date())
    )


def test_a_call_to_which_nobody_wrote_ends_with_an_empty_report() -> None:
    receiving.on(AFTER).when(REPORT).then(
        council.CallReported(matrix=(), summary=REPORT.summary, reported_on=AFTER.date())
    )


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert receiving.given(sample.agenda_set).state() == receiving.state()


# ── properties ──────────────────────────────────────────────────────────────────────────────────
ORGS = st.sampled_from([ORG, OTHER, "5900009-9"])
MOMENTS = st.sampled_from([sample.LATER, DEADLINE, AFTER, MUCH_LATER])
INPUTS = st.sampled_from([FIRST, SECOND, "5900001-1-2", OWN_CALL])
SUBMISSIONS = st.builds(
    lambda organisation, part: SUBMIT.model_copy(update={"organisation": organisation, "part": part}),
    ORGS,
    st.sampled_from(["1", "2", "3"]),
)
RECEPTIONS = st.builds(
    lambda call: RECEIVE.model_copy(update={"call": call}), st.sampled_from([CALL_ID, None])
)
EVERYTHING = "consolidate everything"
FIXED = st.sampled_from([CLOSE, CONSOLIDATE, EVERYTHING, EVERYTHING, TRANSMIT, FLAG, REPORT])
ANSWERS = st.builds(
    lambda input, outcome: ANSWER.model_copy(update={"input": input, "outcome": outcome, "reason": WHY}),
    st.sampled_from([FIRST, SECOND, "5900001-1-2", OWN_CALL]),
    st.sampled_from(["accepted", "partly", "refused"]),
)
STEPS = st.lists(st.tuples(MOMENTS, SUBMISSIONS | RECEPTIONS | ANSWERS | FIXED), max_size=20)
ENDING = st.lists(st.tuples(MOMENTS, ANSWERS | RECEPTIONS | st.just(REPORT)), max_size=8)
LIVES = st.tuples(STEPS, ENDING).map(
    lambda parts: [*parts[0], (AFTER, EVERYTHING), (AFTER, TRANSMIT), *parts[1], (MUCH_LATER, REPORT)]
)


def lived(commands: list[tuple[datetime, Any]]) -> World:
    world = World()
    world.record(INSTITUTION, "opm", sample.institution_registered)
    for organisation in (ORG, OTHER):
        world.record(ORGANISATION, organisation, sample.organisation_registered)
    world.record(CALL, CALL_ID, opened)
    for at, command in commands:
        world.at = at
        if command == EVERYTHING:
            ids = [e.input for e in world.events[CALL.ref(CALL_ID)] if isinstance(e, council.InputReceived)]
            command = CONSOLIDATE.model_copy(update={"groups": (InputGroup(title=TITLE, inputs=ids),)})
        if isinstance(command, ReceivePosition):
            world.give(RECEPTION, command, Actor("system:policy", (Grant(SYSTEM),)))
        else:
            world.give(CALL, command)
    return world


@given(LIVES)
def test_every_received_input_stands_in_the_matrix_exactly_once(commands: list[Any]) -> None:
    world = lived(commands)
    assert type(world.state(CALL, CALL_ID)) is states.Reported
    for ref, events in world.events.items():
        came = [event.input for event in events if isinstance(event, council.InputReceived)]
        assert len(came) == len(set(came))
        for event in events:
            if isinstance(event, council.InputsConsolidated):
                grouped = [input for group in event.groups for input in group.inputs]
                assert sorted(grouped) == sorted(set(grouped))
            if isinstance(event, council.CallReported):
                assert sorted(row.input for row in event.matrix) == sorted(came), ref
                given_answers = [e.input for e in events if isinstance(e, council.InputAnswered)]
                assert sorted(given_answers) == sorted(
                    row.input for row in event.matrix if row.outcome != "unanswered"
                )


@given(STEPS)
def test_a_position_is_received_once_wherever_it_goes(commands: list[Any]) -> None:
    world = lived([*commands, (AFTER, RECEIVE)])
    came = [
        event
        for events in world.events.values()
        for event in events
        if isinstance(event, council.InputReceived) and event.position == POSITION
    ]
    assert len(came) == 1
