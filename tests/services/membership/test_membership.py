"""Is an organisation a member, spell after spell?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.acceptance import ACCEPTANCE, OrganisationNotOpen
from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.document import DOCUMENT
from services.membership.domain.membership import (
    MEMBERSHIP,
    Active,
    AlreadyMember,
    ApplicationOpen,
    AppliedFor,
    DocumentsNotAccepted,
    Ended,
    FoundComplete,
    FoundIncomplete,
    Membership,
    NotAppliedFor,
    NotChecked,
    NotComplete,
    OwnOrganisation,
    Refused,
)
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.requirements import REQUIREMENTS, THE_REQUIREMENTS
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.contracts.membership import AcceptedDocument
from shared.kernel.entity import Command, NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    ADMIT,
    APPLY,
    CHECK,
    CODE,
    END,
    ORG,
    OWN,
    REFUSE,
    RESIGN,
    RULES,
    TODAY,
    TOMORROW,
    TWO,
    YESTERDAY,
    accepted,
    applied,
    checked,
    closed,
    ended,
    joined,
    published,
    refused,
    registered,
    represented,
    required,
    resigned,
)

nobody = Spec(MEMBERSHIP)
spell = (
    nobody.given_at(ORGANISATION, ORG, registered)
    .given_at(REQUIREMENTS, THE_REQUIREMENTS, *required(CODE, RULES))
    .given_at(DOCUMENT, CODE, published(1))
    .given_at(DOCUMENT, RULES, published(1))
    .given_at(ACCEPTANCE, ORG, accepted(CODE), accepted(RULES))
)
complete = spell.given(applied, checked())

STATES = {
    NotAppliedFor: (),
    AppliedFor: (applied,),
    FoundComplete: (applied, checked()),
    FoundIncomplete: (applied, checked(complete=False)),
    Active: (applied, checked(), joined),
    Refused: (applied, checked(), refused),
    Ended: (applied, checked(), joined, resigned),
}
OPEN = ApplicationOpen
TABLE = steps(
    STATES,
    [
        (APPLY, (ACCEPTED, OPEN, OPEN, OPEN, AlreadyMember, ACCEPTED, ACCEPTED)),
        (CHECK, (NotNow, ACCEPTED, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (ADMIT, (NotNow, NotChecked, ACCEPTED, NotComplete, NotNow, NotNow, NotNow)),
        (REFUSE, (NotNow, NotChecked, ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow)),
        (RESIGN, (NotNow, NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (END, (ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(spell)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Membership, DOORS, "membership")


def test_an_application_names_the_documents_it_rests_on() -> None:
    spell.when(APPLY).then(
        membership.MembershipApplied(
            motivation="To be heard",
            accepted=(
                AcceptedDocument(document=CODE, version=1),
                AcceptedDocument(document=RULES, version=1),
            ),
            applied_on=TODAY,
        )
    )


def test_all_required_documents_come_first() -> None:
    none = spell.given_at(ACCEPTANCE, ORG)
    said = none.when(APPLY).refused(DocumentsNotAccepted)
    assert "code-of-ethics (version 1) and rules-of-procedure (version 1)" in str(said)
    one = spell.given_at(ACCEPTANCE, ORG, accepted(CODE))
    assert CODE not in str(one.when(APPLY).refused(DocumentsNotAccepted))


def test_an_old_version_is_not_enough() -> None:
    newer = spell.given_at(DOCUMENT, CODE, published(1), published(2, TODAY, TWO))
    assert "version 2" in str(newer.when(APPLY).refused(DocumentsNotAccepted))


def test_a_version_to_come_is_not_asked_for_yet() -> None:
    coming = spell.given_at(DOCUMENT, CODE, published(1), published(2, TOMORROW, TWO))
    assert len(coming.when(APPLY).decide()) == 1


def test_where_nothing_is_required_nothing_is_asked_for() -> None:
    founding = nobody.given_at(ORGANISATION, ORG, registered)
    founding.when(APPLY).then(applied.model_copy(update={"applied_on": TODAY}))


def test_only_an_open_organisation_applies_or_is_admitted() -> None:
    nobody.when(APPLY).refused(OrganisationNotOpen)
    gone = spell.given_at(ORGANISATION, ORG, registered, closed)
    gone.when(APPLY).refused(OrganisationNotOpen)
    gone.given(applied, checked()).when(ADMIT).refused(OrganisationNotOpen)


def test_a_check_names_who_checked() -> None:
    fact = membership.ApplicationChecked(
        complete=True, findings="All is there", checked_by="p-9", checked_on=TODAY
    )
    spell.given(applied).by("p-9").when(CHECK).then(fact)


def test_an_incomplete_application_can_be_completed_and_checked_again() -> None:
    missing = spell.given(applied, checked(complete=False, findings="No certificate"))
    assert "No certificate" in str(missing.when(ADMIT).refused(NotComplete))
    assert len(missing.given(checked()).when(ADMIT).decide()) == 1


def test_a_member_joins_on_the_day_the_board_says() -> None:
    backdated = ADMIT.model_copy(update={"joined_on": YESTERDAY})
    complete.when(backdated).then(
        membership.MemberJoined(joined_on=YESTERDAY, decision_ref=ADMIT.decision_ref)
    )
    complete.when(ADMIT.model_copy(update={"joined_on": TOMORROW})).refused(InTheFuture)


def test_nobody_joins_before_applying() -> None:
    today = spell.given(applied.model_copy(update={"applied_on": TODAY}), checked())
    today.when(ADMIT.model_copy(update={"joined_on": YESTERDAY})).refused(TooEarly)


def test_a_refusal_keeps_its_reason_and_its_day() -> None:
    fact = membership.MembershipRefused(reason=REFUSE.reason, refused_on=TODAY)
    complete.when(REFUSE).then(fact)
    earlier = REFUSE.model_copy(update={"refused_on": YESTERDAY})
    complete.when(earlier).then(fact.model_copy(update={"refused_on": YESTERDAY}))
    complete.when(REFUSE.model_copy(update={"refused_on": TOMORROW})).refused(InTheFuture)


@pytest.mark.parametrize("command", [ADMIT, REFUSE], ids=["admit", "refuse"])
def test_nobody_decides_on_an_organisation_they_represent(command: Command) -> None:
    complete.by("p-8", OWN).when(command).refused(OwnOrganisation)
    register = complete.given_at(ORGANISATION, ORG, registered, represented("p-8"))
    register.by("p-8").when(command).refused(OwnOrganisation)
    assert len(register.by("p-7").when(command).decide()) == 1


def test_a_member_leaves_and_the_reason_is_kept() -> None:
    member = complete.given(joined)
    member.when(RESIGN).then(membership.MemberResigned(reason="No capacity", resigned_on=TODAY))


@pytest.mark.parametrize(
    "history",
    [STATES[AppliedFor], STATES[FoundComplete], STATES[FoundIncomplete], STATES[Active]],
    ids=["applied", "complete", "incomplete", "active"],
)
def test_what_is_open_ends_with_the_organisation(history: Any) -> None:
    fact = membership.MembershipEnded(reason="Dissolved by its members", ended_on=TODAY)
    spell.given(*history).when(END).then(fact)


@pytest.mark.parametrize(
    "history", [STATES[NotAppliedFor], STATES[Refused], STATES[Ended]], ids=["never", "refused", "ended"]
)
def test_where_nothing_is_open_nothing_ends(history: Any) -> None:
    spell.given(*history).when(END).then_nothing()


def test_a_membership_that_ended_with_its_organisation_is_over() -> None:
    assert complete.given(joined, ended).state() == Ended(YESTERDAY)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert complete.given(closed).state() == complete.state()
    assert spell.given(checked()).state() == NotAppliedFor()


BEGINS = membership.MembershipApplied
ENDS = (membership.MembershipRefused, membership.MemberResigned, membership.MembershipEnded)


@given(st.lists(st.sampled_from([APPLY, CHECK, ADMIT, REFUSE, RESIGN, END]), max_size=30))
def test_never_are_two_spells_open(commands: list[Command]) -> None:
    world = World()
    world.record(ORGANISATION, ORG, registered)
    for command in commands:
        world.give(MEMBERSHIP, command)
    open_spells = 0
    for event in world.events[MEMBERSHIP.ref(ORG)]:
        open_spells += isinstance(event, BEGINS) - isinstance(event, ENDS)
        assert open_spells in {0, 1}
