"""How does an ethics case end, and what follows from it?"""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.complaint import (
    NotOnThePanel,
    SatBefore,
)
from services.membership.domain.days import InTheFuture
from services.membership.domain.discipline import ExpelMember, SuspendMember
from services.membership.domain.ethics_case import (
    CASE as CASE_ENTITY,
)
from services.membership.domain.ethics_case import (
    Admissible,
    Final,
    Inadmissible,
    Parties,
)
from services.membership.domain.ethics_rules import (
    ETHICS_RULES,
    THE_ETHICS_RULES,
)
from services.membership.domain.ruling import (
    CaseAppealTooLate,
    DaysOnlyForSuspension,
    ImposedTheSanction,
    MarkStepOverdue,
    OnThePanel,
)
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from services.membership.policies import POLICIES
from shared.contracts import membership
from shared.kernel.entity import Actor, Command
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO
from shared.testing.world import World
from tests.services.membership.cases import (
    BREACH,
    NO_BREACH,
    RESPONDENT_APPEALS,
    SANCTIONED,
    STATES,
    TO_PANEL,
    case,
    give,
)
from tests.services.membership.given import applied, checked, joined
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
    appeal_decided,
    assessed,
    due,
    ethics_rules,
    filed,
    finding_appealed,
    found,
    heard,
    imposed,
    panelled,
)


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
