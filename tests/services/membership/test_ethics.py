"""How does an ethics case go, and who may not have a hand in it?"""

from datetime import date
from typing import Any

import pytest

from services.membership.domain.account import ACCOUNT
from services.membership.domain.complaint import (
    COMPLAINT,
    CaseNameTaken,
    ComplaintAgainstItself,
    ConflictDeclaredAlready,
    NotOnThePanel,
    OwnComplaint,
    PanellistFiled,
    PanellistOfParty,
    RespondentNotAMember,
    SatBefore,
    WrongPanelSize,
)
from services.membership.domain.ethics_case import (
    Case,
    NotFiled,
    OfParty,
    SanctionUnderAppeal,
)
from services.membership.domain.ethics_rules import (
    ETHICS_RULES,
    EthicsRules,
    EthicsRulesMissing,
    NoEthicsRules,
    State,
)
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.ruling import (
    RULING,
    AppealStillPossible,
    ConflictOpen,
    NotYoursToAppeal,
)
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Command, Grant, NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.cases import (
    BREACH,
    RESPONDENT_APPEALS,
    STATES,
    TO_PANEL,
    case,
    give,
)
from tests.services.membership.given import applied, checked, closed, joined, registered, represented
from tests.services.membership.given_accounts import account_opened
from tests.services.membership.given_ethics import (
    APPEAL,
    APPOINT,
    ASSESS,
    CLOSE_CASE,
    DECIDE,
    DECLARE,
    FILE,
    FIND,
    HEAR,
    IMPOSE,
    MAKE_FINAL,
    NOW,
    ORG,
    OVERDUE,
    PANEL,
    REPLACE,
    RESPONDENT,
    SET_ETHICS_RULES,
    assessed,
    conflict,
    due,
    ethics_rules,
    filed,
    heard,
)
from tests.services.membership.given_life import in_service

NO, YES, TAKEN = (NotNow,), (ACCEPTED,), (CaseNameTaken,)
PANEL_TABLE = steps(
    STATES,
    [
        (FILE, (*YES, *TAKEN * 12)),
        (ASSESS, (*NO, *YES, *NO * 11)),
        (APPOINT, (*NO * 3, *YES, *NO * 9)),
        (DECLARE, (*NO * 4, *YES, *NO * 8)),
        (REPLACE, (*NO * 4, *YES, *NO * 8)),
        (HEAR, (*NO * 4, *YES, *NO * 8)),
        (FIND, (*NO * 5, *YES, *NO * 7)),
        (OVERDUE, YES * 13),
        (MAKE_FINAL, YES * 13),
    ],
)
BOARD_TABLE = steps(
    STATES,
    [
        (IMPOSE, (*NO * 6, *YES, *NO * 6)),
        (APPEAL, (*NO * 7, *YES, NotYoursToAppeal, *NO * 4)),
        (RESPONDENT_APPEALS, (*NO * 7, NotYoursToAppeal, *YES, *NO * 4)),
        (DECIDE, (*NO * 9, *YES * 2, *NO * 2)),
        (CLOSE_CASE, (*NO * 2, *YES, *NO * 4, AppealStillPossible, *NO * 3, *YES, *NO)),
    ],
)


@pytest.mark.parametrize("step", PANEL_TABLE, ids=str)
def test_each_command_of_a_panellist_in_each_state(step: Step) -> None:
    step.check(in_service(case, step.command))


@pytest.mark.parametrize("step", BOARD_TABLE, ids=str)
def test_each_command_of_others_in_each_state(step: Step) -> None:
    step.check(in_service(case.by("p-other"), step.command))


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(PANEL_TABLE + BOARD_TABLE, Case, DOORS, "ethics_case")


# ── the rules ───────────────────────────────────────────────────────────────────────────────────
RULES_TABLE = steps(
    {NoEthicsRules: (), EthicsRules: (ethics_rules.model_copy(update={"panel_size": 5}),)},
    [(SET_ETHICS_RULES, (ACCEPTED, ACCEPTED))],
)


@pytest.mark.parametrize("step", RULES_TABLE, ids=str)
def test_the_rules_can_be_set_and_changed(step: Step) -> None:
    step.check(Spec(ETHICS_RULES))
    check_complete(RULES_TABLE, State, DOORS, "ethics_rules")


def test_without_rules_there_is_no_case_and_the_same_rules_are_set_once() -> None:
    Spec(COMPLAINT).given_at(SPELL, RESPONDENT, applied, checked(), joined).when(FILE).refused(
        EthicsRulesMissing
    )
    Spec(ETHICS_RULES).given(ethics_rules, closed).when(SET_ETHICS_RULES).then_nothing()


# ── the complaint ───────────────────────────────────────────────────────────────────────────────
def test_a_complaint_says_by_when_it_is_assessed() -> None:
    give(case.by("p-51"), FILE).then(
        filed().model_copy(update={"filed_on": NOW, "next": due("assessment", date(2015, 5, 1))})
    )


def test_it_is_about_a_member_and_about_another_one() -> None:
    give(case.given_at(SPELL, RESPONDENT, applied), FILE).refused(RespondentNotAMember)
    give(case, FILE.model_copy(update={"complainant": RESPONDENT})).refused(ComplaintAgainstItself)


def test_who_filed_it_does_not_assess_it() -> None:
    give(case.given(filed()).by("p-51"), ASSESS).refused(OwnComplaint)


PARTY = [
    (ASSESS, (filed(),)),
    (APPOINT, (filed(), assessed())),
    (REPLACE, TO_PANEL),
    (IMPOSE, BREACH),
    (DECIDE, STATES[SanctionUnderAppeal]),
]


@pytest.mark.parametrize(("command", "history"), PARTY, ids=[type(row[0]).__name__ for row in PARTY])
@pytest.mark.parametrize("party", [ORG, RESPONDENT])
def test_nobody_of_a_party_decides_anything(command: Command, history: Any, party: str) -> None:
    give(case.given(*history).by("p-71", Grant("cso", party)), command).refused(OfParty)
    named = case.given(*history).given_at(ORGANISATION, party, registered, represented("p-72"))
    give(named.by("p-72"), command).refused(OfParty)


# ── the panel ───────────────────────────────────────────────────────────────────────────────────
admissible = case.given(filed(), assessed()).by("p-71")


def test_a_panel_has_as_many_as_the_rules_say_and_nobody_twice() -> None:
    give(admissible, APPOINT).then(
        membership.PanelAppointed(panel=PANEL, appointed_on=NOW, next=due("hearing", date(2015, 5, 21)))
    )
    for panel in (("p-61", "p-62"), ("p-61", "p-62", "p-62"), ("p-61", "p-62", "p-63", "p-64")):
        said = give(admissible, APPOINT.model_copy(update={"panel": panel})).refused(WrongPanelSize)
        assert "3" in str(said)


def test_no_panellist_belongs_to_a_party_by_the_register_or_by_a_role() -> None:
    for party in (ORG, RESPONDENT):
        named = admissible.given_at(ORGANISATION, party, registered, represented("p-62"))
        assert "p-62" in str(give(named, APPOINT).refused(PanellistOfParty))
        role = membership.RoleGranted(role="cso", bound_to=party, granted_on=NOW)
        bound = admissible.given_at(ACCOUNT, "p-63", account_opened(), role)
        assert "p-63" in str(give(bound, APPOINT).refused(PanellistOfParty))


def test_who_filed_the_complaint_does_not_judge_it() -> None:
    panel = ("p-51", "p-62", "p-63")
    give(admissible, APPOINT.model_copy(update={"panel": panel})).refused(PanellistFiled)


def test_who_declares_a_conflict_is_replaced_before_the_hearing() -> None:
    sitting = case.given(*TO_PANEL)
    fact = membership.ConflictDeclared(panellist="p-61", reason=DECLARE.reason, declared_on=NOW)
    give(sitting, DECLARE).then(fact)
    give(sitting.given(fact), DECLARE).refused(ConflictDeclaredAlready)
    give(sitting.by("p-99"), DECLARE).refused(NotOnThePanel)
    give(sitting.given(fact).by("p-62"), HEAR).refused(ConflictOpen)
    replaced = membership.PanellistReplaced(panellist="p-61", replacement="p-64", replaced_on=NOW)
    give(sitting.given(fact).by("p-71"), REPLACE).then(replaced)
    after = sitting.given(fact, replaced)
    assert after.state().panel == ("p-64", "p-62", "p-63")
    assert give(after.by("p-64"), HEAR).decide()
    give(after.by("p-61"), HEAR).refused(NotOnThePanel)


@pytest.mark.parametrize(
    ("leaving", "coming", "why"),
    [
        ("p-99", "p-64", NotOnThePanel),
        ("p-61", "p-62", WrongPanelSize),
        ("p-61", "p-51", PanellistFiled),
        ("p-62", "p-61", SatBefore),
    ],
)
def test_a_replacement_fits_as_a_panellist_does(leaving: str, coming: str, why: Any) -> None:
    gone = membership.PanellistReplaced(panellist="p-61", replacement="p-65", replaced_on=NOW)
    history = (*TO_PANEL, conflict, gone) if why is SatBefore else TO_PANEL
    command = REPLACE.model_copy(update={"panellist": leaving, "replacement": coming})
    give(case.given(*history).by("p-71"), command).refused(why)


def test_facts_of_others_leave_it_as_it_is() -> None:
    for history in STATES.values():
        assert case.given(*history, closed).state() == case.given(*history).state()
    assert Spec(RULING).given(heard).state() == NotFiled()
