"""Which acts came of the dialogue, and what followed from what?"""

from datetime import date

import pytest

from services.council.domain import act, link
from services.council.domain.act import ACT, Act, ActExists
from services.council.domain.call import CALL
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.dialogue import DIALOGUE
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.link import LINK, FollowsItself, Link, LinkedAlready
from services.council.domain.meeting import MEETING
from services.council.domain.station import NothingToFollow
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import Station
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council import given as sample
from tests.services.council.given_consultation import (
    CALL_ID,
    DECISION,
    LINK_STEPS,
    POSITION,
    RECORD_ACT,
    TITLE,
    TODAY,
    YESTERDAY,
    dialogue_opened,
    opened,
)

DECIDED = council.DecisionTaken(decision=1, text=TITLE, consensus=True, quorate=True, taken_on=TODAY)
MEETING_HELD = (sample.scheduled, sample.attended(), sample.held(), DECIDED)
position = Station(kind="position", id=POSITION)

the_act = Spec(ACT).given_at(INSTITUTION, "opm", sample.institution_registered)
recorded = council.ActRecorded(
    title=TITLE,
    kind="regulation",
    reference="05/2016",
    institution="opm",
    adopted_on=YESTERDAY,
    follows=(position,),
)
ACTS = steps({act.Unrecorded: (), act.Recorded: (recorded,)}, [(RECORD_ACT, (ACCEPTED, ActExists))])

the_link = Spec(LINK).given_at(MEETING, DECISION.id, *MEETING_HELD)
linked = council.LinkRecorded(what=DECISION, follows=position, note="Agenda, item 2", recorded_on=TODAY)
LINKS = steps({link.Unlinked: (), link.Linked: (linked,)}, [(LINK_STEPS, (ACCEPTED, LinkedAlready))])


@pytest.mark.parametrize("step", ACTS, ids=str)
def test_each_command_of_an_act_in_each_state(step: Step) -> None:
    step.check(the_act)


@pytest.mark.parametrize("step", LINKS, ids=str)
def test_each_command_of_a_link_in_each_state(step: Step) -> None:
    step.check(the_link)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(ACTS, Act, DOORS, "act")
    check_complete(LINKS, Link, DOORS, "link")


def test_an_act_names_what_it_followed() -> None:
    the_act.when(RECORD_ACT).then(recorded)


def test_an_act_is_adopted_by_a_known_institution_and_not_tomorrow() -> None:
    Spec(ACT).when(RECORD_ACT).refused(NoSuchInstitution)
    the_act.when(RECORD_ACT.model_copy(update={"adopted_on": date(2015, 4, 22)})).refused(InTheFuture)
    the_act.when(RECORD_ACT.model_copy(update={"in_force_on": date(2015, 4, 19)})).refused(TooEarly)


@pytest.mark.parametrize("kind", ["meeting", "decision", "call", "dialogue", "act"])
def test_nothing_follows_what_is_not_there(kind: council.StationKind) -> None:
    lost = Station(kind=kind, id="lost", number=2 if kind == "decision" else None)
    refusal = the_act.when(RECORD_ACT.model_copy(update={"follows": (lost,)})).refused(NothingToFollow)
    assert str(refusal).startswith(f"There is no {kind} lost")


def test_each_kind_of_thing_may_be_followed() -> None:
    meeting = Station(kind="meeting", id=DECISION.id)
    call, dialogue = Station(kind="call", id=CALL_ID), Station(kind="dialogue", id="peje-budget")
    earlier, commitment = Station(kind="act", id="earlier"), Station(kind="commitment", id="c-1")
    follows = (meeting, DECISION, call, dialogue, earlier, commitment, position)
    known = (
        the_act.given_at(MEETING, DECISION.id, *MEETING_HELD)
        .given_at(CALL, CALL_ID, opened)
        .given_at(DIALOGUE, "peje-budget", dialogue_opened)
        .given_at(ACT, "earlier", recorded)
    )
    command = RECORD_ACT.model_copy(update={"follows": follows})
    known.when(command).then(recorded.model_copy(update={"follows": follows}))


def test_a_link_is_recorded_once_and_between_two_things() -> None:
    the_link.when(LINK_STEPS).then(linked)
    the_link.when(LINK_STEPS.model_copy(update={"follows": DECISION})).refused(FollowsItself)
    missing = DECISION.model_copy(update={"number": 2})
    the_link.when(LINK_STEPS.model_copy(update={"what": missing})).refused(NothingToFollow)


def test_the_other_direction_is_another_link() -> None:
    turned = LINK_STEPS.model_copy(update={"what": LINK_STEPS.follows, "follows": LINK_STEPS.what})
    assert LINK.key(turned) != LINK.key(LINK_STEPS)


def test_facts_of_others_leave_them_as_they_are() -> None:
    assert the_act.given(sample.agenda_set).state() == act.Unrecorded()
    assert the_link.given(sample.agenda_set).state() == link.Unlinked()
