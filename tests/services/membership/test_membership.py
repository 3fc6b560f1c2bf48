"""Is an organisation a member, spell after spell?"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.membership.domain.acceptance import ACCEPTANCE, OrganisationNotOpen
from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.discipline import NotPassive, SuspendedAsLong
from services.membership.domain.document import DOCUMENT
from services.membership.domain.membership import (
    MEMBERSHIP,
    AlreadyMember,
    AppealUndecided,
    ApplicationOpen,
    DocumentsNotAccepted,
    NotChecked,
    NotComplete,
)
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.requirements import REQUIREMENTS, THE_REQUIREMENTS
from services.membership.domain.roster import delisted, listed
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.spell import (
    Active,
    Appealed,
    AppliedFor,
    Ended,
    FinallyRefused,
    FoundComplete,
    FoundIncomplete,
    Membership,
    NotAppliedFor,
    OwnOrganisation,
    Refused,
    Suspended,
)
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.contracts.membership import AcceptedDocument
from shared.kernel.entity import Command, NotNow
from shared.testing.spec import KOSOVO, NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership import given_life
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
from tests.services.membership.given_life import (
    APPEAL_REFUSAL,
    CLOSE_WINDOW,
    DECIDE_APPEAL,
    END_SUSPENSION,
    EXPEL,
    REINSTATE,
    SUSPEND,
    appealed,
    became_final,
    passive,
    rules,
    suspended,
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
    Suspended: (applied, checked(), joined, suspended()),
    Refused: (applied, checked(), refused),
    Appealed: (applied, checked(), refused, appealed),
    FinallyRefused: (applied, checked(), refused, became_final),
    Ended: (applied, checked(), joined, resigned),
}
OPEN, MEMBER = ApplicationOpen, AlreadyMember
NO = (NotNow,)
YES = (ACCEPTED,)
TABLE = steps(
    STATES,
    [
        (APPLY, (*YES, OPEN, OPEN, OPEN, MEMBER, MEMBER, *YES, AppealUndecided, *YES * 2)),
        (CHECK, (*NO, *YES, *NO, *YES, *NO * 6)),
        (ADMIT, (*NO, NotChecked, *YES, NotComplete, *NO * 6)),
        (REFUSE, (*NO, NotChecked, *YES * 2, *NO * 6)),
        (RESIGN, (*NO * 4, *YES * 2, *NO * 4)),
        (END, YES * 10),
        (APPEAL_REFUSAL, (*NO * 6, *YES, *NO, *YES, *NO)),
        (DECIDE_APPEAL, (*NO * 7, *YES, *NO * 2)),
        (CLOSE_WINDOW, YES * 10),
        (SUSPEND, (*NO * 4, *YES, SuspendedAsLong, *NO * 4)),
        (REINSTATE, (*NO * 5, *YES, *NO * 4)),
        (END_SUSPENSION, YES * 10),
        (EXPEL, (*NO * 4, NotPassive, NotPassive, *NO * 4)),
    ],
)
PASSIVE = steps({Active: STATES[Active], Suspended: STATES[Suspended]}, [(EXPEL, YES * 2)])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(given_life.in_service(spell, step.command))


@pytest.mark.parametrize("step", PASSIVE, ids=str)
def test_a_passive_member_can_be_expelled(step: Step) -> None:
    step.check(given_life.in_service(passive(spell), step.command))


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE + PASSIVE, Membership, DOORS, "membership")


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
    assert missing.given(checked()).when(ADMIT).decide()


def test_a_member_joins_on_the_day_the_board_says() -> None:
    backdated = ADMIT.model_copy(update={"joined_on": YESTERDAY})
    complete.when(backdated).then(
        membership.MemberJoined(joined_on=YESTERDAY, decision_ref=ADMIT.decision_ref), listed(ORG)
    )
    complete.when(ADMIT.model_copy(update={"joined_on": TOMORROW})).refused(InTheFuture)


def test_nobody_joins_before_applying() -> None:
    today = spell.given(applied.model_copy(update={"applied_on": TODAY}), checked())
    today.when(ADMIT.model_copy(update={"joined_on": YESTERDAY})).refused(TooEarly)


def test_the_last_day_for_an_appeal_is_fixed_with_the_refusal() -> None:
    asked = complete.given_at(MEMBERSHIP_RULES, THE_RULES, rules(appeal_days=15)).by("p-8").when(REFUSE)
    asked.then(
        membership.MembershipRefused(
            reason=REFUSE.reason,
            refused_on=TODAY,
            refused_by="p-8",
            appeal_until=date(2015, 5, 6),
            appeal_ends_at=datetime(2015, 5, 7, tzinfo=KOSOVO),
        )
    )


def test_a_refusal_keeps_its_reason_and_its_day() -> None:
    fact = membership.MembershipRefused(reason=REFUSE.reason, refused_on=TODAY, refused_by="p-8")
    board = complete.by("p-8")
    board.when(REFUSE).then(fact)
    earlier = REFUSE.model_copy(update={"refused_on": YESTERDAY})
    board.when(earlier).then(fact.model_copy(update={"refused_on": YESTERDAY}))
    complete.when(REFUSE.model_copy(update={"refused_on": TOMORROW})).refused(InTheFuture)


@pytest.mark.parametrize("command", [ADMIT, REFUSE], ids=["admit", "refuse"])
def test_nobody_decides_on_an_organisation_they_represent(command: Command) -> None:
    complete.by("p-8", OWN).when(command).refused(OwnOrganisation)
    register = complete.given_at(ORGANISATION, ORG, registered, represented("p-8"))
    register.by("p-8").when(command).refused(OwnOrganisation)
    assert register.by("p-7").when(command).decide()


def test_a_member_leaves_and_the_reason_is_kept() -> None:
    member = complete.given(joined)
    left = membership.MemberResigned(reason="No capacity", resigned_on=TODAY)
    member.when(RESIGN).then(left, delisted(ORG))
    member.given(suspended()).when(RESIGN).then(left, delisted(ORG))


def test_nobody_leaves_before_joining() -> None:
    today = complete.given(joined.model_copy(update={"joined_on": TODAY}))
    today.on(NOON - timedelta(days=1)).when(RESIGN).refused(TooEarly)
    closing = END.model_copy(update={"ended_on": YESTERDAY})
    today.when(closing).then(
        membership.MembershipEnded(reason="Dissolved by its members", ended_on=TODAY), delisted(ORG)
    )


def test_who_left_applies_again_not_before_that_day() -> None:
    left = complete.given(joined, resigned.model_copy(update={"resigned_on": TODAY}))
    left.on(NOON - timedelta(days=1)).when(APPLY).refused(TooEarly)


@pytest.mark.parametrize(
    "history",
    [STATES[AppliedFor], STATES[FoundComplete], STATES[FoundIncomplete], STATES[Appealed]],
    ids=["applied", "complete", "incomplete", "appealed"],
)
def test_what_is_open_ends_with_the_organisation(history: Any) -> None:
    fact = membership.MembershipEnded(reason="Dissolved by its members", ended_on=TODAY)
    spell.given(*history).when(END).then(fact)


@pytest.mark.parametrize("state", [Active, Suspended])
def test_a_membership_ends_with_the_organisation(state: type) -> None:
    fact = membership.MembershipEnded(reason="Dissolved by its members", ended_on=TODAY)
    spell.given(*STATES[state]).when(END).then(fact, delisted(ORG))


@pytest.mark.parametrize(
    "history",
    [STATES[NotAppliedFor], STATES[Refused], STATES[FinallyRefused], STATES[Ended]],
    ids=["never", "refused", "finally refused", "ended"],
)
def test_where_nothing_is_open_nothing_ends(history: Any) -> None:
    spell.given(*history).when(END).then_nothing()


def test_a_membership_that_ended_with_its_organisation_is_over() -> None:
    assert complete.given(joined, ended).state() == Ended(YESTERDAY)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert complete.given(closed).state() == complete.state()
    assert spell.given(checked()).state() == NotAppliedFor()
