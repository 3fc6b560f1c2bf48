"""How does a dialogue elsewhere go, from a request to a recognised principle?"""

from datetime import date

import pytest

from services.council.domain import dialogue as states
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.dialogue import (
    DIALOGUE,
    Dialogue,
    DialogueExists,
    RecognisedAlready,
    WhichInstitution,
    WhichMunicipality,
)
from services.council.domain.dialogue_target import DIALOGUE_TARGET, DialogueTarget, Set, Unset
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.organisation_facts import ORGANISATION, OrganisationNotOpen
from services.council.domain.territory_facts import TERRITORY, THE_TERRITORY
from services.council.doors import DOORS
from shared.contracts import council
from shared.kernel.entity import Actor, Grant, NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council import given as sample
from tests.services.council.given_consultation import (
    CLOSE_DIALOGUE,
    OPEN_DIALOGUE,
    ORG,
    RECOGNISE,
    REQUEST,
    SET_TARGET,
    STEP,
    TITLE,
    TODAY,
    YESTERDAY,
    dialogue_opened,
    territory,
)

dialogue = (
    Spec(DIALOGUE)
    .given_at(ORGANISATION, ORG, sample.organisation_registered)
    .given_at(INSTITUTION, "opm", sample.institution_registered)
    .given_at(TERRITORY, THE_TERRITORY, territory)
)
requested = council.FacilitationRequested(
    organisation=ORG, level="municipal", municipality="peje", topic=TITLE, requested_on=TODAY
)
recognised = council.PrincipleRecognised(
    principle={"en": "Participation"},
    instrument="agreement",
    title=TITLE,
    evidence="Minutes",
    recognised_on=TODAY,
)
closed = council.DialogueClosed(outcome=CLOSE_DIALOGUE.outcome, closed_on=TODAY)
STATES = {
    states.Unopened: (),
    states.Requested: (requested,),
    states.Underway: (dialogue_opened,),
    states.Recognised: (dialogue_opened, recognised),
    states.Closed: (dialogue_opened, closed),
}
TABLE = steps(
    STATES,
    [
        (REQUEST, (ACCEPTED, *[DialogueExists] * 4)),
        (OPEN_DIALOGUE, (ACCEPTED, ACCEPTED, *[DialogueExists] * 3)),
        (STEP, (NotNow, NotNow, ACCEPTED, ACCEPTED, NotNow)),
        (RECOGNISE, (NotNow, NotNow, ACCEPTED, RecognisedAlready, NotNow)),
        (CLOSE_DIALOGUE, (NotNow, ACCEPTED, ACCEPTED, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(dialogue)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Dialogue, DOORS, "dialogue")


def test_an_organisation_asks_for_help() -> None:
    dialogue.when(REQUEST).then(requested)
    Spec(DIALOGUE).when(REQUEST).refused(OrganisationNotOpen)


def test_only_for_the_own_organisation() -> None:
    (door,) = [door for door in DOORS if door.name == "RequestFacilitation"]
    assert not door.allows(Actor("p-1", (Grant("cso", "5900002-2"),)), REQUEST, dialogue.state())


def test_a_municipal_dialogue_is_with_one_of_the_municipalities() -> None:
    for municipality in (None, "atlantis"):
        wrong = OPEN_DIALOGUE.model_copy(update={"municipality": municipality})
        dialogue.when(wrong).refused(WhichMunicipality)


def test_a_central_dialogue_is_with_an_institution_and_no_municipality() -> None:
    central = OPEN_DIALOGUE.model_copy(update={"level": "central", "municipality": None})
    dialogue.when(central).refused(WhichInstitution)
    dialogue.when(central.model_copy(update={"institution": "mof"})).refused(NoSuchInstitution)
    both = central.model_copy(update={"institution": "opm", "municipality": "peje"})
    dialogue.when(both).refused(WhichInstitution)
    dialogue.when(central.model_copy(update={"institution": "opm"})).then(
        council.DialogueOpened(
            level="central",
            institution="opm",
            principle={"en": "Participation"},
            topic=TITLE,
            opened_on=TODAY,
        )
    )


def test_it_is_remembered_who_asked_for_it() -> None:
    (event,) = dialogue.given(requested).when(OPEN_DIALOGUE).decide()
    assert event.organisation == ORG


def test_steps_are_counted() -> None:
    first = council.DialogueStepRecorded(step=1, text=STEP.text, taken_on=TODAY)
    dialogue.given(dialogue_opened).when(STEP).then(first)
    dialogue.given(dialogue_opened, first, recognised).when(STEP).then(first.model_copy(update={"step": 2}))


@pytest.mark.parametrize(
    ("day", "refusal"), [(date(2015, 4, 22), InTheFuture), (date(2015, 4, 19), TooEarly)]
)
def test_what_happened_lies_between_the_opening_and_today(day: date, refusal: type) -> None:
    assert dialogue_opened.opened_on == YESTERDAY
    dialogue.given(dialogue_opened).when(STEP.model_copy(update={"taken_on": day})).refused(refusal)
    dialogue.given(dialogue_opened).when(RECOGNISE.model_copy(update={"recognised_on": day})).refused(refusal)


def test_what_is_recognised_is_the_principle_of_the_dialogue() -> None:
    dialogue.given(dialogue_opened).when(RECOGNISE).then(recognised)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert dialogue.given(sample.agenda_set).state() == states.Unopened()


# ── the target of a year ────────────────────────────────────────────────────────────────────────
target = Spec(DIALOGUE_TARGET)
target_set = council.DialogueTargetSet(year=2015, principles=3, set_on=TODAY)
TARGETS = steps({Unset: (), Set: (target_set,)}, [(SET_TARGET, (ACCEPTED, ACCEPTED))])


@pytest.mark.parametrize("step", TARGETS, ids=str)
def test_each_target_command_in_each_state(step: Step) -> None:
    step.check(target)


def test_no_state_and_no_command_of_the_target_is_forgotten() -> None:
    check_complete(TARGETS, DialogueTarget, DOORS, "dialogue_target")


def test_only_a_change_of_the_target_is_recorded() -> None:
    target.when(SET_TARGET).then(target_set)
    target.given(target_set).when(SET_TARGET).then_nothing()
    more = SET_TARGET.model_copy(update={"principles": 4})
    target.given(target_set).when(more).then(target_set.model_copy(update={"principles": 4}))
