"""What is advocated, resting on which position, and what came of it?"""

from __future__ import annotations

import pytest

from services.membership.domain.binding import INSTITUTION
from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.initiative import (
    INITIATIVE,
    Concluded,
    Initiative,
    InitiativeExists,
    NoSuchInstitution,
    NotAnswered,
    NotAPrinciple,
    NotExplained,
    NotTheLead,
    PositionNotAdopted,
    Running,
    Unlaunched,
)
from services.membership.domain.members import NotAMember
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.position import POSITION
from services.membership.domain.working_rules import THE_RULES, WORKING_RULES
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.contracts.membership import Checked
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import ORG, OTHER, TODAY, TOMORROW, applied, checked, closed, joined
from tests.services.membership.given_positions import (
    ACT,
    CONCLUDE,
    LAUNCH,
    MET,
    POSITION_ID,
    adopted,
    concluded,
    consulting,
    institution_registered,
    launched,
    proposed,
    rules_set,
    transmitted,
)

initiative = (
    Spec(INITIATIVE)
    .given_at(MEMBERSHIP, ORG, applied, checked(), joined)
    .given_at(POSITION, POSITION_ID, proposed, consulting(), adopted)
    .given_at(INSTITUTION, "ogg", institution_registered)
    .given_at(WORKING_RULES, THE_RULES, rules_set)
)

STATES = {Unlaunched: (), Running: (launched,), Concluded: (launched, concluded)}
TABLE = steps(
    STATES,
    [
        (LAUNCH, (ACCEPTED, InitiativeExists, InitiativeExists)),
        (ACT, (NotNow, ACCEPTED, NotNow)),
        (CONCLUDE, (NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(initiative)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Initiative, DOORS, "initiative")


def test_a_launch_names_the_position_the_institution_and_the_answers() -> None:
    initiative.when(LAUNCH).then(launched.model_copy(update={"launched_on": TODAY}))


def test_nobody_advocates_what_was_not_adopted() -> None:
    open_still = initiative.given_at(POSITION, POSITION_ID, proposed, consulting())
    assert POSITION_ID in str(open_still.when(LAUNCH).refused(PositionNotAdopted))
    handed_on = initiative.given_at(POSITION, POSITION_ID, proposed, consulting(), adopted, transmitted)
    assert len(handed_on.when(LAUNCH).decide()) == 1


def test_every_principle_is_answered_and_no_other() -> None:
    assert "inclusive" in str(
        initiative.when(LAUNCH.model_copy(update={"checklist": MET[:1]})).refused(NotAnswered)
    )
    more = (*MET, Checked(principle="loud", met=True))
    assert "loud" in str(
        initiative.when(LAUNCH.model_copy(update={"checklist": more})).refused(NotAPrinciple)
    )


@pytest.mark.parametrize("explanation", [None, "", "  "])
def test_a_principle_that_is_not_met_is_explained(explanation: str | None) -> None:
    unmet = (MET[0], Checked(principle="inclusive", met=False, explanation=explanation))
    launch = LAUNCH.model_copy(update={"checklist": unmet})
    assert "inclusive" in str(initiative.when(launch).refused(NotExplained))
    said = (MET[0], Checked(principle="inclusive", met=False, explanation="No time before the vote"))
    assert len(initiative.when(LAUNCH.model_copy(update={"checklist": said})).decide()) == 1


def test_where_no_rules_are_set_there_is_no_checklist() -> None:
    free = initiative.given_at(WORKING_RULES, THE_RULES)
    assert len(free.when(LAUNCH.model_copy(update={"checklist": ()})).decide()) == 1


def test_a_member_leads_and_the_institution_is_on_record() -> None:
    initiative.given_at(MEMBERSHIP, ORG).when(LAUNCH).refused(NotAMember)
    initiative.given_at(INSTITUTION, "ogg").when(LAUNCH).refused(NoSuchInstitution)


def test_actions_are_counted_and_dated() -> None:
    running = initiative.given(launched)
    first = membership.AdvocacyActionRecorded(
        action=1, position=POSITION_ID, kind="meeting", text=ACT.text, done_on=TODAY
    )
    running.when(ACT).then(first)
    assert running.given(first).when(ACT).decide()[0].action == 2
    running.when(ACT.model_copy(update={"done_on": TOMORROW})).refused(InTheFuture)
    before = ACT.model_copy(update={"done_on": launched.launched_on.replace(day=1)})
    running.when(before).refused(TooEarly)


def test_only_the_lead_acts_and_concludes() -> None:
    for command in (ACT, CONCLUDE):
        initiative.given(launched).when(command.model_copy(update={"organisation": OTHER})).refused(
            NotTheLead
        )
        ours = initiative.given(launched).when(command.model_copy(update={"organisation": None}))
        assert len(ours.decide()) == 1


def test_the_end_says_what_came_of_it() -> None:
    initiative.given(launched).when(CONCLUDE).then(
        membership.InitiativeConcluded(
            position=POSITION_ID,
            outcome="achieved",
            text=CONCLUDE.text,
            evidence=CONCLUDE.evidence,
            concluded_on=TODAY,
        )
    )


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert initiative.given(launched, closed).state() == initiative.given(launched).state()
    assert INSTITUTION.evolve(INSTITUTION.initial, closed) == INSTITUTION.initial
