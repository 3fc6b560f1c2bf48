"""Which internship is offered, who does it, and who learned what from whom?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.internship import (
    INTERNSHIP,
    AlreadyApplied,
    Announced,
    ApplicationsClosed,
    Completed,
    DaysInDisorder,
    Internship,
    InternshipExists,
    NotAnApplicant,
    NotBegun,
    NotOfThisInternship,
    NotTheHost,
    Running,
    Selected,
    Terminated,
    Unannounced,
)
from services.membership.domain.members import NotAMember
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.organisation import ORGANISATION
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Command, NotNow
from shared.kernel.personal import about
from shared.testing.spec import NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    ORG,
    OTHER,
    TODAY,
    TOMORROW,
    YESTERDAY,
    applied,
    checked,
    closed,
    joined,
    registered,
    resigned,
)
from tests.services.membership.given_learning import (
    ANNOUNCE,
    APPLY_FOR,
    COMPLETE,
    EXCHANGE,
    INTERN,
    INTERNSHIP_ID,
    LATER,
    SELECT,
    SIGN,
    TERMINATE,
    announced,
    applied_for,
    completed,
    selected,
    signed,
    terminated,
)

MEMBER = (applied, checked(), joined)
internship = (
    Spec(INTERNSHIP)
    .given_at(MEMBERSHIP, ORG, *MEMBER)
    .given_at(ORGANISATION, ORG, registered)
    .given_at(ORGANISATION, OTHER, registered)
)
running = (announced, applied_for, selected, signed)

STATES = {
    Unannounced: (),
    Announced: (announced, applied_for.model_copy(update={"person": "p-31"})),
    Selected: (announced, applied_for, selected),
    Running: running,
    Completed: (*running, completed),
    Terminated: (*running, terminated),
}
THERE = InternshipExists
CHOOSE = SELECT.model_copy(update={"person": "p-31"})
TABLE = steps(
    STATES,
    [
        (ANNOUNCE, (ACCEPTED, THERE, THERE, THERE, THERE, THERE)),
        (APPLY_FOR, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (CHOOSE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (SIGN, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (EXCHANGE, (NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (COMPLETE, (NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (TERMINATE, (NotNow, NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(internship)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Internship, DOORS, "internship")


def test_the_host_is_a_member_when_it_announces_and_when_it_signs() -> None:
    gone = internship.given_at(MEMBERSHIP, ORG, *MEMBER, resigned)
    gone.when(ANNOUNCE).refused(NotAMember)
    gone.given(announced, applied_for, selected).when(SIGN).refused(NotAMember)


@pytest.mark.parametrize(
    "days", [{"apply_until": YESTERDAY}, {"starts_on": TODAY}, {"ends_on": date(2015, 4, 30)}]
)
def test_applications_end_before_it_begins_and_it_begins_before_it_ends(days: dict[str, date]) -> None:
    internship.when(ANNOUNCE.model_copy(update=days)).refused(DaysInDisorder)


def test_what_a_person_writes_is_theirs() -> None:
    fact = membership.InternshipAppliedFor(
        person=INTERN,
        name=about(INTERN, "Era Shembull"),
        email=about(INTERN, "era@example.org"),
        motivation=about(INTERN, "To learn"),
        applied_on=TODAY,
    )
    internship.given(announced).when(APPLY_FOR).then(fact)
    internship.given(announced, fact).when(APPLY_FOR).refused(AlreadyApplied)


def test_applications_are_received_until_the_last_day() -> None:
    last = internship.given(announced).on(NOON + timedelta(days=1))
    assert len(last.when(APPLY_FOR).decide()) == 1
    last.on(NOON + timedelta(days=2)).when(APPLY_FOR).refused(ApplicationsClosed)


def test_only_an_applicant_is_chosen_and_only_by_the_host() -> None:
    open_call = internship.given(announced)
    open_call.when(SELECT).refused(NotAnApplicant)
    for command in (SELECT, SIGN, EXCHANGE, COMPLETE, TERMINATE):
        other = command.model_copy(update={"organisation": OTHER})
        for history in ((announced, applied_for), (announced, applied_for, selected), running):
            internship.given(*history).when(other).refused(NotTheHost)


def test_the_agreement_names_host_intern_and_days() -> None:
    chosen = internship.given(announced, applied_for, selected)
    chosen.when(SIGN).then(signed.model_copy(update={"signed_on": TODAY}))
    backwards = SIGN.model_copy(update={"starts_on": LATER, "ends_on": TODAY})
    chosen.when(backwards).refused(DaysInDisorder)


def test_an_exchange_names_who_learned_what_from_whom() -> None:
    now = internship.given(*running)
    now.when(EXCHANGE).then(
        membership.KnowledgeExchanged(topic=EXCHANGE.topic, learned=INTERN, taught=OTHER, exchanged_on=TODAY)
    )
    taught_back = EXCHANGE.model_copy(update={"learned": OTHER, "taught": INTERN})
    assert len(now.when(taught_back).decide()) == 1


@pytest.mark.parametrize(
    "sides",
    [
        {"learned": INTERN, "taught": INTERN},
        {"learned": ORG, "taught": OTHER},
        {"learned": INTERN, "taught": "nobody"},
    ],
)
def test_an_exchange_is_between_the_intern_and_an_organisation(sides: dict[str, str]) -> None:
    internship.given(*running).when(EXCHANGE.model_copy(update=sides)).refused(NotOfThisInternship)


def test_an_exchange_happens_while_the_internship_lasts() -> None:
    now = internship.given(*running)
    now.when(EXCHANGE.model_copy(update={"exchanged_on": TOMORROW})).refused(InTheFuture)
    now.when(EXCHANGE.model_copy(update={"exchanged_on": date(2015, 4, 19)})).refused(TooEarly)


def test_an_internship_that_has_not_begun_cannot_be_complete() -> None:
    to_come = signed.model_copy(update={"starts_on": TOMORROW})
    internship.given(announced, applied_for, selected, to_come).when(COMPLETE).refused(NotBegun)


def test_evaluation_and_reason_are_the_interns_personal_data() -> None:
    (fact,) = internship.given(*running).when(COMPLETE).decide()
    assert (fact.grade, fact.evaluation) == (5, about(INTERN, "Wrote two comments"))
    (fact,) = internship.given(*running).when(TERMINATE).decide()
    assert (fact.ended_by, fact.reason) == ("intern", about(INTERN, "Found work"))


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert internship.given(*running, closed).state() == internship.given(*running).state()


COMMANDS = [ANNOUNCE, APPLY_FOR, SELECT, SIGN, EXCHANGE, COMPLETE, TERMINATE]


@given(st.lists(st.sampled_from(COMMANDS), max_size=30))
def test_one_place_has_one_intern_and_one_end(commands: list[Command]) -> None:
    world = World()
    world.record(MEMBERSHIP, ORG, *MEMBER)
    world.record(ORGANISATION, OTHER, registered)
    for command in commands:
        world.give(INTERNSHIP, command)
    events = world.events[INTERNSHIP.ref(INTERNSHIP_ID)]
    for once in (membership.InternSelected, membership.InternshipAgreementSigned):
        assert sum(isinstance(event, once) for event in events) <= 1
    ends = (membership.InternshipCompleted, membership.InternshipTerminated)
    assert sum(isinstance(event, ends) for event in events) <= 1
    assert not any(isinstance(event, ends) for event in events[:-1])
