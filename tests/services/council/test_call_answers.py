"""Does a call get its answers, and does every input stand in the matrix once?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.council.domain import call as states
from services.council.domain.call import CALL
from services.council.domain.calling import (
    AnsweredAlready,
    AnswersAwaited,
)
from services.council.domain.inputs import UnknownInput
from services.council.domain.institution import INSTITUTION
from services.council.domain.organisation_facts import ORGANISATION
from services.council.domain.reception import RECEPTION, ReceivePosition
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import InputGroup, MatrixRow
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Grant
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
    FIRST,
    FLAG,
    MUCH_LATER,
    ORG,
    OTHER,
    OWN_CALL,
    POSITION,
    RECEIVE,
    REPORT,
    SECOND,
    SUBMIT,
    TITLE,
    TRANSMIT,
    WHY,
    answered,
    consolidated,
    opened,
    received,
    transmitted,
)
from tests.services.council.test_call import asked, receiving


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
