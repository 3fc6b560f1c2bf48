"""Whose ballot is received, what stands on it, and which seats wait for an election?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.election import ballot, electorate, roll
from services.council.domain.election.ballot import BALLOT, Opened, Unopened
from services.council.domain.election.by_election import BY_ELECTION
from services.council.domain.election.roll import ROLL, Closed, Frozen, Unfrozen, by_mail, in_box
from services.council.domain.election.states import ELECTION
from services.council.domain.election.vacancy import Vacancies
from services.council.domain.election.windows import VotingClosed
from services.council.domain.member_facts import MEMBERSHIP, MemberFacts, Spell
from services.council.domain.organisation_facts import ORGANISATION
from services.council.doors import DOORS
from shared.contracts import council, membership
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import CSO, dissolved, established, filled
from tests.services.council.given_elections import (
    BODY_ID,
    CAST,
    COUNTING,
    ELECTION_ID,
    FREEZE,
    ORG,
    OTHER,
    PROPOSE,
    RECEIVE,
    THIRD,
    TODAY,
    VERIFYING,
    VOTING,
    WINDOWS,
    called,
    cast,
    counted,
    frozen,
    listed,
    received,
    registered,
)

LIST = listed(ORG, OTHER, THIRD)
roll_closed = council.RollClosed(received=1, closed_on=date(2015, 5, 5))
voting = (
    Spec(ROLL, at=VOTING)
    .given_at(ELECTION, ELECTION_ID, *LIST)
    .given_at(ORGANISATION, ORG, registered())
    .given_at(ORGANISATION, OTHER, registered())
)
opening = Spec(BALLOT, at=COUNTING).given_at(ELECTION, ELECTION_ID, *LIST)
one_came = opening.given_at(ROLL, ELECTION_ID, frozen, received(ORG), received(OTHER, "in_person"))
seats = Spec(BY_ELECTION).given_at(BODY, BODY_ID, established())

ROLLS = steps(
    {Unfrozen: (), Frozen: (frozen,), Closed: (frozen, roll_closed)},
    [(FREEZE, (ACCEPTED, ACCEPTED, NotNow)), (RECEIVE, (ACCEPTED, ACCEPTED, NotNow))],
)
BALLOTS = steps({Unopened: (), Opened: (cast(ORG, "010"),)}, [(CAST, (ACCEPTED, NotNow))])
VACANCIES = steps({Vacancies: ()}, [(PROPOSE, (ACCEPTED,))])


@pytest.mark.parametrize("step", ROLLS, ids=str)
def test_each_command_in_each_state_of_the_roll(step: Step) -> None:
    step.check(voting)


@pytest.mark.parametrize("step", BALLOTS, ids=str)
def test_each_command_in_each_state_of_a_ballot(step: Step) -> None:
    step.check(one_came)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(ROLLS, roll.Roll, DOORS, "roll")
    check_complete(BALLOTS, ballot.Ballot, DOORS, "ballot")
    check_complete(VACANCIES, Vacancies, DOORS, "vacancy")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── the roll ────────────────────────────────────────────────────────────────────────────────────
def test_the_roll_freezes_as_the_vote_opens_whoever_rings() -> None:
    voting.when(FREEZE).then(frozen)
    voting.given(frozen).when(FREEZE).then_nothing()
    voting.when(RECEIVE).then(frozen, received(ORG))
    voting.given(frozen).when(RECEIVE).then(received(ORG))


@pytest.mark.parametrize("command", [FREEZE, RECEIVE], ids=["the roll", "a ballot"])
@pytest.mark.parametrize(
    "state", [(), (called(),), (*LIST, counted(1, ORG=1))], ids=["none", "called", "counted"]
)
def test_there_is_a_vote_only_between_the_list_and_the_count(command: Any, state: Any) -> None:
    voting.given_at(ELECTION, ELECTION_ID, *state).when(command).refused(roll.NoVoteNow)


MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize("channel", ["email", "post", "in_person"])
@pytest.mark.parametrize(
    ("at", "open"),
    [
        (VERIFYING, False),
        (WINDOWS.voting.opens_at - MOMENT, False),
        (WINDOWS.voting.opens_at, True),
        (WINDOWS.voting.closes_at - MOMENT, True),
        (WINDOWS.voting.closes_at, False),
        (COUNTING, False),
    ],
    ids=["before", "a second early", "first", "last", "too late", "after"],
)
def test_a_ballot_is_received_inside_its_window_only(channel: Any, at: datetime, open: bool) -> None:
    asked = voting.on(at).when(changed(RECEIVE, channel=channel))
    if open:
        asked.decide()
    else:
        assert "28 April 2015, 08:00 to 5 May 2015, 17:00" in str(asked.refused(VotingClosed))


def test_an_organisation_has_one_ballot_whichever_way_it_comes() -> None:
    second = changed(RECEIVE, channel="post")
    voting.given(frozen, received(ORG, "in_person")).when(second).refused(roll.BallotReceivedAlready)
    voting.given(frozen, received(OTHER)).when(second).then(received(ORG, "post"))


def test_on_the_roll_is_who_was_registered_before_the_day_on_which_the_vote_opened() -> None:
    late = voting.given_at(ORGANISATION, ORG, registered(on="2015-04-28"))
    assert "at the end of 2015-04-27" in str(late.when(RECEIVE).refused(electorate.NotOnTheRoll))
    voting.given_at(ORGANISATION, ORG, registered(on="2015-04-27")).when(RECEIVE).decide()
    closed = membership.OrganisationClosed(reason="", closed_on=date(2015, 4, 27))
    voting.given_at(ORGANISATION, ORG, registered(), closed).when(RECEIVE).refused(electorate.NotOnTheRoll)
    later = closed.model_copy(update={"closed_on": date(2015, 4, 28)})
    voting.given_at(ORGANISATION, ORG, registered(), later).when(RECEIVE).decide()


def test_where_members_vote_the_roll_holds_the_members_of_the_day_before() -> None:
    members = voting.given_at(ELECTION, ELECTION_ID, called(open_to="members"), *LIST[1:])
    members.when(RECEIVE).refused(electorate.NotOnTheRoll)
    for joined_on, on_roll in ((date(2015, 4, 27), True), (date(2015, 4, 28), False)):
        joined = membership.MemberJoined(joined_on=joined_on, decision_ref="B-1")
        asked = members.given_at(MEMBERSHIP, ORG, joined).when(RECEIVE)
        if on_roll:
            asked.decide()
        else:
            asked.refused(electorate.NotOnTheRoll)


def test_the_roll_knows_what_is_to_be_opened_and_what_lies_in_the_box() -> None:
    state = voting.given(frozen, received(ORG), received(OTHER, "in_person"), received(THIRD, "post")).state()
    assert (by_mail(state), in_box(state)) == ([ORG, THIRD], 1)
    assert (by_mail(Unfrozen()), in_box(Unfrozen())) == ([], 0)
    assert voting.given(roll_closed).state() == Closed({})


# ── ballots ─────────────────────────────────────────────────────────────────────────────────────
def test_a_ballot_is_opened_after_the_vote_and_sealed_with_its_own_key() -> None:
    one_came.when(CAST).then(cast(ORG, "010"))
    one_came.on(VOTING).when(CAST).refused(ballot.EnvelopesShut)


def test_too_many_crosses_are_entered_as_they_stand() -> None:
    (fact,) = one_came.when(changed(CAST, choices=(ORG, OTHER, THIRD))).decide()
    assert fact.marks.value == "111"
    (fact,) = one_came.when(changed(CAST, choices=(), unclear=True)).decide()
    assert fact.marks.value == "???"


def test_only_candidates_of_the_list_can_be_marked() -> None:
    one_came.when(changed(CAST, choices=("5909999-9",))).refused(ballot.NoSuchCandidate)


def test_nobody_enters_what_an_organisation_voted_in_person() -> None:
    said = one_came.when(changed(CAST, organisation=OTHER)).refused(ballot.SecretBallot)
    assert "nobody may know how" in str(said)


def test_what_was_not_received_cannot_be_opened() -> None:
    one_came.when(changed(CAST, organisation=THIRD)).refused(ballot.NoSuchBallot)
    opening.when(CAST).refused(ballot.NoSuchBallot)
    over = one_came.given_at(ELECTION, ELECTION_ID, *LIST, counted(1, ORG=1))
    over.when(CAST).refused(roll.NoVoteNow)


# ── by-elections ────────────────────────────────────────────────────────────────────────────────
proposed = council.ByElectionProposed(seat="cso-1", vacated_on=TODAY)


def by_election(on: date) -> council.ByElectionCalled:
    return council.ByElectionCalled(seats=("cso-1",), election=ELECTION_ID, called_on=on)


def test_a_vacated_elected_seat_is_proposed_for_a_by_election_once() -> None:
    seats.when(PROPOSE).then(proposed)
    seats.given(proposed).when(PROPOSE).then_nothing()


def test_a_seat_for_which_an_election_was_called_since_is_not_proposed_again() -> None:
    seats.given(by_election(TODAY)).when(PROPOSE).then_nothing()
    seats.given(proposed, by_election(date(2015, 4, 20))).when(PROPOSE).then(proposed)


@pytest.mark.parametrize(
    "events",
    [
        (established(), filled("cso-1", CSO, "p-1")),
        (established(), dissolved),
        (),
    ],
    ids=["filled again", "dissolved", "unknown"],
)
def test_only_a_vacant_seat_of_a_body_that_stands_is_proposed(events: Any) -> None:
    seats.given_at(BODY, BODY_ID, *events).when(PROPOSE).then_nothing()


def test_a_seat_of_government_is_not_elected() -> None:
    seats.when(changed(PROPOSE, seat="gov-1")).then_nothing()


# ── who is a member in good standing ────────────────────────────────────────────────────────────
def test_a_suspension_interrupts_a_membership() -> None:
    joined = membership.MemberJoined(joined_on=date(2014, 1, 1), decision_ref="")
    suspended = membership.MemberSuspended(reason="", suspended_on=date(2014, 6, 1), until=date(2014, 9, 1))
    back = membership.MemberReinstated(reason="", reinstated_on=date(2014, 7, 1))
    left = membership.MemberResigned(reason="", resigned_on=date(2015, 1, 1))
    facts = Spec(MEMBERSHIP).given(joined, suspended)
    first = Spell(date(2014, 1, 1), date(2014, 6, 1))
    assert facts.state() == MemberFacts((first, Spell(date(2014, 9, 1))))
    assert facts.given(back).state() == MemberFacts((first, Spell(date(2014, 7, 1))))
    ended = facts.given(back, left).state()
    assert ended == MemberFacts((first, Spell(date(2014, 7, 1), date(2015, 1, 1))))
    for_good = suspended.model_copy(update={"until": None})
    assert Spec(MEMBERSHIP).given(joined, for_good).state() == MemberFacts((first,))
