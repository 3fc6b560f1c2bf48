"""How does an ethics case go, and who may not have a hand in it?"""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from services.membership.domain.days import InTheFuture
from services.membership.domain.discipline import ExpelMember, SuspendMember
from services.membership.domain.ethics_case import (
    CASE as CASE_ENTITY,
)
from services.membership.domain.ethics_case import (
    Admissible,
    BreachFound,
    Case,
    Closed,
    Filed,
    Final,
    FindingUnderAppeal,
    Heard,
    Inadmissible,
    NoBreachFound,
    NotFiled,
    OfParty,
    Panelled,
    Parties,
    Sanctioned,
    SanctionUnderAppeal,
)
from services.membership.domain.ethics_rules import (
    ETHICS_RULES,
    THE_ETHICS_RULES,
    EthicsRules,
    EthicsRulesMissing,
    NoEthicsRules,
    State,
)
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.ruling import (
    RULING,
    AppealStillPossible,
    CaseAppealTooLate,
    ConflictOpen,
    DaysOnlyForSuspension,
    ImposedTheSanction,
    MarkStepOverdue,
    NotYoursToAppeal,
    OnThePanel,
)
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from services.membership.policies import POLICIES
from shared.contracts import membership
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import applied, checked, closed, joined, registered, represented
from tests.services.membership.given_accounts import account_opened
from tests.services.membership.given_ethics import (
    APPEAL,
    APPOINT,
    ASSESS,
    CASE,
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
    appeal_decided,
    assessed,
    case_closed,
    conflict,
    due,
    ethics_rules,
    filed,
    final,
    finding_appealed,
    found,
    heard,
    imposed,
    panelled,
)
from tests.services.membership.given_life import in_service

TO_PANEL = (filed(), assessed(), panelled)
BREACH = (*TO_PANEL, heard, found())
NO_BREACH = (*TO_PANEL, heard, found(breach=False, appeal_until=date(2015, 5, 6)))
SANCTIONED = (*BREACH, imposed())
STATES = {
    NotFiled: (),
    Filed: (filed(),),
    Inadmissible: (filed(), assessed(admissible=False)),
    Admissible: (filed(), assessed()),
    Panelled: TO_PANEL,
    Heard: (*TO_PANEL, heard),
    BreachFound: BREACH,
    NoBreachFound: NO_BREACH,
    Sanctioned: SANCTIONED,
    FindingUnderAppeal: (*NO_BREACH, finding_appealed(ORG)),
    SanctionUnderAppeal: (*SANCTIONED, finding_appealed()),
    Final: (*SANCTIONED, final),
    Closed: (*SANCTIONED, final, case_closed),
}

case = (
    Spec(CASE_ENTITY)
    .given_at(ETHICS_RULES, THE_ETHICS_RULES, ethics_rules)
    .given_at(SPELL, RESPONDENT, applied, checked(), joined)
    .by("p-61")
)
NO, YES, TAKEN = (NotNow,), (ACCEPTED,), (CaseNameTaken,)
RESPONDENT_APPEALS = APPEAL.model_copy(update={"appellant": RESPONDENT})
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


def give(spec: Spec, command: Command) -> Spec:
    return in_service(spec, command).when(command)


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


# ── hearing, finding, sanction ──────────────────────────────────────────────────────────────────
def test_only_the_panel_hears_and_finds() -> None:
    give(case.given(*TO_PANEL).by("p-99"), HEAR).refused(NotOnThePanel)
    give(case.given(*TO_PANEL, heard).by("p-99"), FIND).refused(NotOnThePanel)
    tomorrow = HEAR.model_copy(update={"heard_on": date(2015, 4, 22)})
    give(case.given(*TO_PANEL), tomorrow).refused(InTheFuture)


def test_a_breach_waits_for_its_sanction_and_no_breach_for_an_appeal() -> None:
    hearing = case.given(*TO_PANEL, heard)
    give(hearing, FIND).then(
        found().model_copy(update={"found_on": NOW, "next": due("sanction", date(2015, 5, 11))})
    )
    innocent = FIND.model_copy(update={"breach": False})
    give(hearing, innocent).then(
        found(breach=False, appeal_until=date(2015, 5, 6)).model_copy(update={"found_on": NOW})
    )
    own_motion = case.given(filed(complainant=None), assessed(), panelled, heard)
    (fact,) = give(own_motion, innocent).decide()
    assert fact.appeal_until is None
    assert give(own_motion.given(fact), CLOSE_CASE).decide()


def test_a_sanction_is_imposed_by_nobody_of_the_panel_and_waits_for_an_appeal() -> None:
    give(case.given(*BREACH).by("p-62"), IMPOSE).refused(OnThePanel)
    fact = imposed(until=date(2015, 5, 6)).model_copy(update={"imposed_on": NOW})
    give(case.given(*BREACH).by("p-71"), IMPOSE).then(fact)
    days = IMPOSE.model_copy(update={"days": 30})
    give(case.given(*BREACH).by("p-71"), days).refused(DaysOnlyForSuspension)
    suspension = days.model_copy(update={"sanction": "suspension"})
    assert give(case.given(*BREACH).by("p-71"), suspension).decide()[0].days == 30


def test_a_sanction_becomes_final_when_nobody_appealed_in_time() -> None:
    thirty = case.given(*BREACH, imposed("suspension", days=30))
    end = datetime(2015, 5, 6, tzinfo=KOSOVO)
    give(thirty.on(end), MAKE_FINAL).then(
        membership.SanctionBecameFinal(
            respondent=RESPONDENT,
            sanction="suspension",
            reasons="It happened twice",
            until=date(2015, 6, 5),
            final_on=date(2015, 5, 6),
        )
    )
    give(thirty, MAKE_FINAL).then_nothing()
    give(thirty.given(finding_appealed()).on(end), MAKE_FINAL).then_nothing()


# ── appeal ──────────────────────────────────────────────────────────────────────────────────────
def test_an_appeal_comes_in_time() -> None:
    late = case.given(*SANCTIONED).on(datetime(2015, 5, 6, 9, tzinfo=KOSOVO))
    give(late, RESPONDENT_APPEALS).refused(CaseAppealTooLate)


def test_an_appeal_is_decided_by_other_people() -> None:
    asked = case.given(*SANCTIONED, finding_appealed())
    give(asked.by("p-71"), DECIDE).refused(ImposedTheSanction)
    give(asked.by("p-63"), DECIDE).refused(OnThePanel)
    give(case.given(*NO_BREACH, finding_appealed(ORG)).by("p-63"), DECIDE).refused(OnThePanel)


def test_a_dismissed_appeal_makes_the_sanction_final_and_an_upheld_one_annuls_it() -> None:
    asked = case.given(*SANCTIONED, finding_appealed()).by("p-72")
    decided, ended = give(asked, DECIDE).decide()
    assert (decided.upheld, ended.sanction, ended.final_on) == (False, "expulsion", NOW)
    annulled = asked.given(appeal_decided(upheld=True))
    assert annulled.state() == Final(Parties(ORG, RESPONDENT, "p-51"), "annulled")
    give(annulled, CLOSE_CASE).then(membership.CaseClosed(outcome="annulled", closed_on=NOW))


def test_a_finding_of_no_breach_that_falls_is_left_to_a_new_panel() -> None:
    asked = case.given(*NO_BREACH, finding_appealed(ORG)).by("p-72")
    (decided,) = give(asked, DECIDE.model_copy(update={"upheld": True})).decide()
    again = asked.given(decided)
    assert again.state() == Admissible(
        Parties(ORG, RESPONDENT, "p-51"), due("panel", date(2015, 5, 5)), frozenset(PANEL)
    )
    give(again, APPOINT).refused(SatBefore)
    left = membership.PanellistReplaced(panellist="p-61", replacement="p-64", replaced_on=NOW)
    changed = case.given(*TO_PANEL, left, *NO_BREACH[3:], finding_appealed(ORG), decided).by("p-72")
    give(changed, APPOINT.model_copy(update={"panel": ("p-61", "p-65", "p-66")})).refused(SatBefore)
    stands = asked.given(appeal_decided())
    assert stands.state() == Final(Parties(ORG, RESPONDENT, "p-51"), "no breach")


def test_a_case_without_a_breach_is_closed_after_the_time_for_an_appeal() -> None:
    after = case.given(*NO_BREACH).on(datetime(2015, 5, 7, 9, tzinfo=KOSOVO))
    give(after, CLOSE_CASE).then(membership.CaseClosed(outcome="no breach", closed_on=date(2015, 5, 7)))
    rejected = case.given(*STATES[Inadmissible])
    give(rejected, CLOSE_CASE).then(membership.CaseClosed(outcome="inadmissible", closed_on=NOW))


# ── deadlines and consequences ──────────────────────────────────────────────────────────────────
def test_a_step_is_overdue_when_its_day_is_over_and_it_is_still_waited_for() -> None:
    sitting, after = case.given(*TO_PANEL), datetime(2015, 5, 21, tzinfo=KOSOVO)
    give(sitting.on(after), OVERDUE).then(
        membership.CaseStepOverdue(step="hearing", due_on=date(2015, 5, 20))
    )
    give(sitting, OVERDUE).then_nothing()
    give(sitting.given(heard).on(after), OVERDUE).then_nothing()


def test_each_step_plans_the_next_ones_timer_in_place_of_its_own() -> None:
    planned = [
        (policy.name, later)
        for fact in (filed(), assessed(), panelled, heard, found(), finding_appealed())
        for policy in POLICIES
        if isinstance(fact, policy.on)
        for later in policy.then(recorded(fact, CASE_ENTITY.ref(CASE)))
    ]
    assert len({(name, later.key) for name, later in planned if isinstance(later, Later)}) == 1
    commands = [later.command for _, later in planned if isinstance(later, Later)]
    waited_for = [command.step for command in commands if isinstance(command, MarkStepOverdue)]
    assert waited_for == ["assessment", "panel", "hearing", "finding", "sanction", "appeal decision"]


@pytest.mark.parametrize(
    ("sanction", "expected"),
    [
        ("warning", []),
        (
            "suspension",
            [SuspendMember(organisation=RESPONDENT, reason="R", until=date(2015, 6, 1), case=CASE)],
        ),
        ("expulsion", [ExpelMember(organisation=RESPONDENT, reason="R", case=CASE)]),
    ],
)
def test_a_final_sanction_suspends_or_expels(sanction: Any, expected: list[Command]) -> None:
    fact = membership.SanctionBecameFinal(
        respondent=RESPONDENT,
        sanction=sanction,
        reasons="R",
        until=date(2015, 6, 1) if sanction == "suspension" else None,
        final_on=NOW,
    )
    heard_of = recorded(fact, CASE_ENTITY.ref(CASE))
    assert [c for p in POLICIES if isinstance(fact, p.on) for c in p.then(heard_of)] == expected


# ── invariant over every order of commands ──────────────────────────────────────────────────────
PEOPLE = ("p-51", *PANEL, "p-64", "p-65", "p-66", "p-71", "p-72")
COMMANDS = [
    FILE,
    ASSESS,
    APPOINT,
    APPOINT.model_copy(update={"panel": ("p-64", "p-65", "p-66")}),
    DECLARE,
    REPLACE,
    HEAR,
    FIND,
    FIND.model_copy(update={"breach": False}),
    IMPOSE,
    APPEAL,
    RESPONDENT_APPEALS,
    DECIDE,
    DECIDE.model_copy(update={"upheld": True}),
    MAKE_FINAL,
    CLOSE_CASE,
]


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.sampled_from(PEOPLE)), max_size=60))
def test_nobody_judges_twice_or_their_own_case(history: list[tuple[Command, str]]) -> None:
    world = World()
    world.record(ETHICS_RULES, THE_ETHICS_RULES, ethics_rules)
    world.record(SPELL, RESPONDENT, applied, checked(), joined)
    entities = {door.command: door.entity for door in DOORS}
    panel: set[str] = set()
    filer = imposer = ""
    for command, person in history:
        before = len(world.events[CASE_ENTITY.ref(CASE)])
        if not world.give(entities[type(command)], command, Actor(person)):
            continue
        for event in world.events[CASE_ENTITY.ref(CASE)][before:]:
            match event:
                case membership.ComplaintFiled():
                    filer = person
                case membership.AdmissibilityAssessed():
                    assert person != filer
                case membership.PanelAppointed(panel=named):
                    assert not panel & set(named)
                    assert filer not in named
                    panel |= set(named)
                case membership.PanellistReplaced(replacement=coming):
                    assert coming not in panel | {filer}
                    panel.add(coming)
                case membership.HearingRecorded() | membership.FindingRecorded():
                    assert person in panel
                case membership.SanctionImposed():
                    imposer = person
                case membership.EthicsAppealDecided():
                    assert person != imposer


def test_facts_of_others_leave_it_as_it_is() -> None:
    for history in STATES.values():
        assert case.given(*history, closed).state() == case.given(*history).state()
    assert Spec(RULING).given(heard).state() == NotFiled()
