"""Which training is there, who took part, and who has a certificate?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.training import (
    TRAINING,
    AlreadyCertified,
    AlreadyEvaluated,
    AlreadyRegistered,
    Delivered,
    DidNotCome,
    EndsBeforeItStarts,
    MoreScoresThanPeople,
    NotOverYet,
    NotRegistered,
    Planned,
    RegistrationOver,
    Training,
    TrainingExists,
    TrainingFull,
    Unplanned,
)
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Command, NotNow
from shared.testing.spec import NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import ORG, TODAY, TOMORROW, YESTERDAY, closed, registered
from tests.services.membership.given_learning import (
    CERTIFY,
    DELIVER,
    EVALUATE,
    INTERN,
    PLAN_TRAINING,
    REGISTER_PARTICIPANT,
    TRAINING_ID,
    delivered,
    planned,
    registered_participant,
)

training = Spec(TRAINING).given_at(ORGANISATION, ORG, registered)
full = (planned, registered_participant("p-31"), registered_participant("p-32"))

STATES = {
    Unplanned: (),
    Planned: (planned, registered_participant("p-31")),
    Delivered: (planned, registered_participant(), delivered),
}
NOBODY_CAME = DELIVER.model_copy(update={"participants": ()})
TABLE = steps(
    STATES,
    [
        (PLAN_TRAINING, (ACCEPTED, TrainingExists, TrainingExists)),
        (REGISTER_PARTICIPANT, (NotNow, ACCEPTED, NotNow)),
        (NOBODY_CAME, (NotNow, ACCEPTED, NotNow)),
        (EVALUATE, (NotNow, NotNow, ACCEPTED)),
        (CERTIFY, (NotNow, NotNow, ACCEPTED)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(training)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Training, DOORS, "training")


def test_it_ends_no_earlier_than_it_starts() -> None:
    training.when(PLAN_TRAINING.model_copy(update={"ends_on": YESTERDAY})).refused(EndsBeforeItStarts)


def test_an_organisation_of_the_register_sends_people_while_there_are_places() -> None:
    training.given(planned).when(REGISTER_PARTICIPANT).then(
        registered_participant().model_copy(update={"registered_on": TODAY})
    )
    training.given(planned, registered_participant()).when(REGISTER_PARTICIPANT).refused(AlreadyRegistered)
    assert "All 2 places" in str(training.given(*full).when(REGISTER_PARTICIPANT).refused(TrainingFull))
    gone = training.given_at(ORGANISATION, ORG, registered, closed).given(planned)
    gone.when(REGISTER_PARTICIPANT).refused(OrganisationNotOpen)


def test_nobody_is_registered_once_it_began() -> None:
    later = training.given(planned).on(NOON + timedelta(days=1))
    later.when(REGISTER_PARTICIPANT).refused(RegistrationOver)


def test_it_is_held_when_it_is_over_and_by_those_who_were_registered() -> None:
    coming = planned.model_copy(update={"ends_on": TOMORROW})
    training.given(coming, registered_participant()).when(DELIVER).refused(NotOverYet)
    assert INTERN in str(training.given(planned).when(DELIVER).refused(NotRegistered))
    twice = DELIVER.model_copy(update={"participants": (INTERN, INTERN)})
    training.given(planned, registered_participant()).when(twice).then(
        membership.TrainingDelivered(participants=(INTERN,), hours=6, delivered_on=TODAY)
    )


def test_scores_tell_nothing_of_whose_they_are() -> None:
    people = ("p-31", "p-32")
    both = training.given(*full, delivered.model_copy(update={"participants": people}))
    both.when(EVALUATE.model_copy(update={"scores": (5, 3)})).then(
        membership.TrainingEvaluated(scores=(3, 5), evaluated_on=TODAY)
    )
    both.when(EVALUATE.model_copy(update={"scores": (5, 3, 4)})).refused(MoreScoresThanPeople)
    evaluated = membership.TrainingEvaluated(scores=(3,), evaluated_on=TODAY)
    both.given(evaluated).when(EVALUATE).refused(AlreadyEvaluated)


def test_who_came_is_certified_once() -> None:
    held = training.given(planned, registered_participant(), delivered)
    certified = membership.ParticipantCertified(person=INTERN, certificate="2015/1", certified_on=TODAY)
    held.when(CERTIFY).then(certified)
    held.given(certified).when(CERTIFY).refused(AlreadyCertified)
    held.when(CERTIFY.model_copy(update={"person": "p-99"})).refused(DidNotCome)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert training.given(*full, closed).state() == training.given(*full).state()


PEOPLE = ["p-1", "p-2", "p-3", "p-4"]
ACTIONS = st.one_of(
    st.sampled_from(PEOPLE).map(lambda p: REGISTER_PARTICIPANT.model_copy(update={"person": p})),
    st.lists(st.sampled_from(PEOPLE)).map(
        lambda came: DELIVER.model_copy(update={"participants": tuple(came)})
    ),
    st.sampled_from(PEOPLE).map(lambda p: CERTIFY.model_copy(update={"person": p})),
)


@given(st.lists(ACTIONS, max_size=40))
def test_never_more_people_than_places_and_no_certificate_without_presence(commands: list[Command]) -> None:
    world = World()
    world.record(ORGANISATION, ORG, registered)
    world.record(TRAINING, TRAINING_ID, planned)
    for command in commands:
        world.give(TRAINING, command)
    events = world.events[TRAINING.ref(TRAINING_ID)]
    sent = [e.person for e in events if isinstance(e, membership.ParticipantRegistered)]
    came = {p for e in events if isinstance(e, membership.TrainingDelivered) for p in e.participants}
    certified = [e.person for e in events if isinstance(e, membership.ParticipantCertified)]
    assert len(sent) == len(set(sent)) <= planned.places
    assert came <= set(sent)
    assert len(certified) == len(set(certified))
    assert set(certified) <= came
