"""What becomes of an election, from the call to the certificate?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.election import call as calling
from services.council.domain.election import electorate, inspection, nomination, result, windows
from services.council.domain.election.election import ELECTING
from services.council.domain.election.states import (
    Annulled,
    Balloting,
    Certified,
    Counted,
    Declared,
    Election,
    Nominating,
    Tied,
    Uncalled,
)
from services.council.domain.election.vacancy import VACANCY
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.member_facts import MEMBERSHIP
from services.council.domain.organisation_facts import ORGANISATION, OrganisationNotOpen
from services.council.domain.seating import SeatTwice
from services.council.doors import DOORS
from shared.contracts import council, membership
from shared.contracts.council import Criterion, Panellist, Windows
from shared.kernel.entity import NotNow
from shared.kernel.personal import about
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import established, institution_registered
from tests.services.council.given_elections import (
    AFTERWARDS,
    ANNUL,
    BEFORE,
    BODY_ID,
    CALL,
    CERTIFY,
    COUNT,
    COUNTING,
    CV,
    DECLARE,
    DRAW,
    ELECTION_ID,
    INSPECTING,
    LODGE,
    NOMINATE,
    NOMINATING,
    ORG,
    OTHER,
    PANEL,
    PUBLISH,
    RULE,
    THIRD,
    TODAY,
    VERIFY,
    VERIFYING,
    WINDOWS,
    accepted,
    annulled,
    called,
    certified,
    counted,
    declared,
    elected,
    listed,
    nominated,
    objected,
    registered,
    window,
)

MOMENTS = {
    "CallElection": NOMINATING,
    "Nominate": NOMINATING,
    "VerifyNomination": VERIFYING,
    "PublishCandidates": VERIFYING,
    "CountBallots": COUNTING,
    "DrawLot": COUNTING,
    "DeclareResult": COUNTING,
    "LodgeObjection": INSPECTING,
    "RuleOnObjection": INSPECTING,
    "CertifyElection": AFTERWARDS,
    "AnnulElection": INSPECTING,
}
nothing = (
    Spec(ELECTING)
    .given_at(BODY, BODY_ID, established())
    .given_at(ORGANISATION, ORG, registered())
    .given_at(ORGANISATION, THIRD, registered())
    .by("p-board")
)
TWO = elected("cso-1", ORG, 3), elected("cso-2", OTHER, 2)
CLEAR = (*listed(ORG, OTHER, THIRD), counted(3, ORG=3, OTHER=2, THIRD=1))
TIE = (*listed(ORG, OTHER, THIRD), counted(3, ORG=3, OTHER=1, THIRD=1))
THERE = calling.ElectionExists
LOT = result.LotNeeded
STATES: dict[type, tuple[Any, ...]] = {
    Uncalled: (),
    Nominating: (called(), nominated(OTHER, "p-9"), accepted(OTHER)),
    Balloting: listed(ORG, OTHER, THIRD),
    Tied: TIE,
    Counted: CLEAR,
    Declared: (*CLEAR, declared(*TWO), objected()),
    Certified: (*CLEAR, declared(*TWO), certified),
    Annulled: (called(), annulled),
}
OF_OTHER = VERIFY.model_copy(update={"organisation": OTHER})
WALKED = steps(
    STATES,
    [
        (CALL, (ACCEPTED, THERE, THERE, THERE, THERE, THERE, THERE, THERE)),
        (NOMINATE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow, NotNow, NotNow)),
        (OF_OTHER, (NotNow, nomination.AlreadyVerified, NotNow, NotNow, NotNow, NotNow, NotNow, NotNow)),
        (PUBLISH, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow, NotNow, NotNow)),
        (COUNT, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow, NotNow)),
        (DRAW, (NotNow, NotNow, NotNow, ACCEPTED, result.NoTie, NotNow, NotNow, NotNow)),
        (DECLARE, (NotNow, NotNow, NotNow, LOT, ACCEPTED, NotNow, NotNow, NotNow)),
        (LODGE, (NotNow, NotNow, NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (RULE, (NotNow, NotNow, NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (CERTIFY, (NotNow, NotNow, NotNow, LOT, NotNow, inspection.ObjectionsOpen, NotNow, NotNow)),
        (ANNUL, (NotNow, ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, NotNow, NotNow)),
    ],
)
TABLE = [
    *WALKED,
    Step(Nominating, (called(), nominated()), VERIFY, ACCEPTED),
    Step(Declared, (*CLEAR, declared(*TWO)), CERTIFY, ACCEPTED),
]


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(nothing.on(MOMENTS[type(step.command).__name__]))


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Election, DOORS, "election")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── calling ─────────────────────────────────────────────────────────────────────────────────────
def test_a_call_is_recorded_and_answers_the_vacancies_of_its_seats() -> None:
    nothing.when(CALL).then(
        called(),
        VACANCY.at(
            BODY_ID,
            council.ByElectionCalled(seats=("cso-1", "cso-2"), election=ELECTION_ID, called_on=TODAY),
        ),
    )


def test_an_institution_may_ask_for_a_seat_elsewhere() -> None:
    asked = changed(CALL, body=None, requested_by="opm", seats=("member",))
    nothing.when(asked).refused(NoSuchInstitution)
    known = nothing.given_at(INSTITUTION, "opm", institution_registered)
    known.when(asked).then(called(body=None, requested_by="opm", seats=("member",)))
    nothing.when(changed(asked, requested_by=None)).refused(calling.ForNobody)


def test_a_body_still_to_be_founded_may_be_elected_if_an_institution_asks() -> None:
    nowhere = nothing.given_at(BODY, BODY_ID)
    nowhere.when(CALL).refused(calling.NoBodyToElect)
    asked = changed(CALL, requested_by="opm")
    nowhere.given_at(INSTITUTION, "opm", institution_registered).when(asked).decide()


@pytest.mark.parametrize("seat", ["gov-1", "cso-9"], ids=["of government", "unknown"])
def test_only_elected_seats_of_civil_society_are_elected(seat: str) -> None:
    nothing.when(changed(CALL, seats=(seat,))).refused(calling.NotAnElectedSeat)


def test_a_seat_is_called_once() -> None:
    nothing.when(changed(CALL, seats=("cso-1", "cso-1"))).refused(SeatTwice)


@pytest.mark.parametrize("panel", [PANEL[:2], (*PANEL, PANEL[0])], ids=["even", "twice"])
def test_a_panel_can_always_decide(panel: tuple[Panellist, ...]) -> None:
    nothing.when(changed(CALL, panel=panel)).refused(calling.PanelNotOdd)


def test_the_windows_follow_each_other() -> None:
    n, v, i = WINDOWS.nominations, WINDOWS.voting, WINDOWS.inspection
    wrong = [
        Windows(nominations=window(n.closes_at, n.opens_at), voting=v, inspection=i),
        Windows(nominations=n, voting=window(n.opens_at, v.closes_at), inspection=i),
        Windows(nominations=n, voting=v, inspection=window(v.opens_at, i.closes_at)),
    ]
    for order in wrong:
        nothing.when(changed(CALL, windows=order)).refused(windows.WindowsOutOfOrder)
    late = nothing.on(n.closes_at).when(CALL).refused(windows.CalledTooLate)
    assert "25 April 2015, 17:00" in str(late), "a time is said where the platform is"


def test_a_criterion_says_what_it_asks_for() -> None:
    with pytest.raises(ValueError, match="years of an age"):
        Criterion(kind="organisation_age")


# ── nominating ──────────────────────────────────────────────────────────────────────────────────
open_call = nothing.given(called())


def test_a_nomination_keeps_the_name_with_the_person() -> None:
    (fact,) = open_call.when(NOMINATE).decide()
    assert fact == nominated()
    assert fact.candidate_name == about("p-1", "Arta Shembull")


@pytest.mark.parametrize("at", [BEFORE, WINDOWS.nominations.closes_at], ids=["early", "at the last stroke"])
def test_nothing_is_nominated_outside_the_window(at: datetime) -> None:
    said = open_call.on(at).when(NOMINATE).refused(windows.NominationsClosed)
    assert "20 April 2015, 08:00 to 25 April 2015, 17:00" in str(said)
    open_call.on(WINDOWS.nominations.closes_at - timedelta(seconds=1)).when(NOMINATE).decide()


def test_an_organisation_nominates_once_and_a_person_stands_once() -> None:
    open_call.given(nominated()).when(NOMINATE).refused(nomination.AlreadyNominated)
    open_call.given(nominated(OTHER, "p-1")).when(NOMINATE).refused(nomination.CandidateTwice)


@pytest.mark.parametrize("who", ["candidate", "endorser"])
def test_who_verifies_does_not_stand_and_does_not_sign(who: str) -> None:
    open_call.when(changed(NOMINATE, **{who: "p-ogg"})).refused(nomination.PanellistStands)


def test_the_documents_of_the_call_are_all_there() -> None:
    said = open_call.when(changed(NOMINATE, documents=(CV,))).refused(nomination.DocumentsMissing)
    assert "also asks for: nomination form." in str(said)


def test_only_open_organisations_stand() -> None:
    stranger = changed(NOMINATE, organisation="5909999-9")
    open_call.when(stranger).refused(OrganisationNotOpen)


def test_an_age_is_data_of_the_call() -> None:
    aged = nothing.given(called(criteria=(Criterion(kind="organisation_age", at_least=3),)))
    day_before = aged.given_at(ORGANISATION, ORG, registered(founded="2012-04-22"))
    assert "at least 3 years" in str(day_before.when(NOMINATE).refused(electorate.TooYoung))
    aged.given_at(ORGANISATION, ORG, registered(founded="2012-04-21")).when(NOMINATE).decide()


def test_a_field_of_work_is_data_of_the_call() -> None:
    for field, refusal in (("youth", None), ("women", electorate.OtherFieldOfWork)):
        asked = nothing.given(called(criteria=(Criterion(kind="field_of_work", value=field),))).when(NOMINATE)
        if refusal:
            asked.refused(refusal)
        else:
            asked.decide()


def test_what_only_people_can_judge_is_left_to_the_panel() -> None:
    judged = Criterion(kind="other", text={"en": "The candidate is under 30"})
    nothing.given(called(criteria=(judged,))).when(NOMINATE).decide()


def test_a_call_for_members_is_for_members() -> None:
    members = nothing.given(called(open_to="members"))
    members.when(NOMINATE).refused(electorate.MembersOnly)
    joined = membership.MemberJoined(joined_on=date(2015, 4, 21), decision_ref="B-1")
    members.given_at(MEMBERSHIP, ORG, joined).when(NOMINATE).decide()
    left = membership.MemberResigned(reason="No time", resigned_on=date(2015, 4, 21))
    members.given_at(MEMBERSHIP, ORG, joined, left).when(NOMINATE).refused(electorate.MembersOnly)
