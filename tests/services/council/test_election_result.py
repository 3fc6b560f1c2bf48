"""Who is elected: how is it counted, drawn, declared, inspected and certified?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.election import inspection, result, windows
from services.council.domain.election.ballot import BALLOT, ballot_id
from services.council.domain.election.election import ELECTING
from services.council.domain.election.roll import ROLL
from services.council.domain.election.states import (
    Annulled,
)
from services.council.domain.election.vacancy import VACANCY
from services.council.domain.organisation_facts import ORGANISATION
from shared.contracts import council
from shared.contracts.council import Guest
from shared.kernel.entity import Grant
from shared.kernel.personal import Personal
from shared.testing.spec import Spec
from tests.services.council.given import CSO, established, filled
from tests.services.council.given_elections import (
    AFTERWARDS,
    ANNUL,
    BODY_ID,
    CERTIFY,
    COUNT,
    COUNTING,
    DECLARE,
    DRAW,
    ELECTION_ID,
    INSPECTING,
    LODGE,
    ORG,
    OTHER,
    RULE,
    THIRD,
    VOTING,
    WINDOWS,
    annulled,
    cast,
    counted,
    declared,
    drawn,
    elected,
    frozen,
    listed,
    objected,
    received,
    registered,
    ruled,
    votes,
)

CLEAR = (*listed(ORG, OTHER, THIRD), counted(3, ORG=3, OTHER=2, THIRD=1))
TIE = (*listed(ORG, OTHER, THIRD), counted(3, ORG=3, OTHER=1, THIRD=1))
TWO = elected("cso-1", ORG, 3), elected("cso-2", OTHER, 2)
nothing = (
    Spec(ELECTING)
    .given_at(BODY, BODY_ID, established())
    .given_at(ORGANISATION, ORG, registered())
    .given_at(ORGANISATION, OTHER, registered())
    .by("p-board")
)


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── counting ────────────────────────────────────────────────────────────────────────────────────
LIST = nothing.given(*listed(ORG, OTHER, THIRD)).on(COUNTING).by("p-counter")


def papers(**invalid: int) -> list[Any]:
    return [{"reason": reason, "ballots": n} for reason, n in invalid.items()]


def opened(*ballots: tuple[str, str], box: int = 0) -> Spec:
    """After the vote: these ballots came by e-mail or post with these marks, and so many lie in the box."""
    mail = [received(voter, "email" if i % 2 else "post") for i, (voter, _) in enumerate(ballots)]
    boxed = [received(f"5910000-{i}", "in_person") for i in range(box)]
    spec = LIST.given_at(ROLL, ELECTION_ID, frozen, *mail, *boxed)
    for voter, marks in ballots:
        spec = spec.given_at(BALLOT, ballot_id(ELECTION_ID, voter), cast(voter, marks))
    return spec


def test_nothing_is_counted_while_the_vote_is_on() -> None:
    opened(("v-1", "100")).on(VOTING).when(COUNT).refused(result.VotingStillOpen)


def test_every_envelope_is_opened_before_the_count() -> None:
    shut = LIST.given_at(ROLL, ELECTION_ID, frozen, received(ORG))
    assert ORG in str(shut.when(COUNT).refused(result.EnvelopesUnopened))


def test_the_ballots_of_all_channels_make_one_count() -> None:
    mixed = opened(("v-1", "110"), ("v-2", "111"), ("v-3", "000"), ("v-4", "???"), box=4)
    box = changed(COUNT, box=votes(ORG=2, THIRD=1), box_invalid=papers(blank=1, missing=1), observers=())
    event, closed = mixed.when(box).decide()
    assert (event.received, event.valid) == (8, 3)
    assert event.invalid == {"blank": 2, "missing": 1, "over_voted": 1, "unclear": 1}
    assert event.votes == votes(ORG=3, OTHER=1, THIRD=1)
    assert event.counted_by == "p-counter"
    assert closed == ROLL.at(ELECTION_ID, council.RollClosed(received=8, closed_on=date(2015, 5, 5)))


def test_a_ballot_whose_key_is_destroyed_is_missing() -> None:
    cast_then = cast("v-1", "100")
    burnt = cast_then.model_copy(update={"marks": Personal[str](person="ballot")})
    spec = LIST.given_at(ROLL, ELECTION_ID, frozen, received("v-1"))
    event, _ = spec.given_at(BALLOT, ballot_id(ELECTION_ID, "v-1"), burnt).when(COUNT).decide()
    assert (event.valid, event.invalid) == (0, {"missing": 1})


@pytest.mark.parametrize(
    ("numbers", "invalid"),
    [
        ({"ORG": 4}, {}),
        ({"ORG": 3, "OTHER": 3, "THIRD": 1}, {}),
        ({"ORG": 1, "OTHER": 1}, {}),
        ({}, {"blank": 4}),
        ({"ORG": 1}, {"blank": 3}),
    ],
    ids=["nobody twice", "too many choices", "too few", "more than received", "votes without papers"],
)
def test_a_box_that_does_not_add_up_is_counted_again(numbers: dict[str, int], invalid: Any) -> None:
    command = changed(COUNT, box=votes(**numbers), box_invalid=papers(**invalid))
    opened(box=3).when(command).refused(result.BoxDoesNotAddUp)


def test_the_count_names_candidates_of_the_list_each_once() -> None:
    twice = changed(COUNT, box=votes(ORG=1) + votes(ORG=1))
    opened(box=2).when(twice).refused(result.NotACandidate)
    stranger = changed(COUNT, box=(votes(ORG=1)[0].model_copy(update={"organisation": "5909999-9"}),))
    opened(box=1).when(stranger).refused(result.NotACandidate)


def test_observers_have_a_name() -> None:
    watched = changed(COUNT, box=votes(ORG=1), observers=(Guest(label="An embassy (sample)"),))
    event, _ = opened(box=1).when(watched).decide()
    assert event.observers == (Guest(label="An embassy (sample)"),)


# ── the lot ─────────────────────────────────────────────────────────────────────────────────────
tied = nothing.given(*TIE).on(COUNTING)


def test_a_tie_at_the_last_seat_is_decided_by_a_lot_before_a_witness() -> None:
    (fact,) = tied.when(DRAW).decide()
    assert fact == drawn
    (result_,) = tied.given(drawn).when(DECLARE).decide()
    assert result_ == declared(elected("cso-1", ORG, 3), elected("cso-2", THIRD, 1, by_lot=True))


@pytest.mark.parametrize(
    "lot",
    [
        {"tied": (ORG, THIRD)},
        {"tied": (OTHER, THIRD, ORG)},
        {"drawn": (ORG,)},
        {"drawn": ()},
        {"drawn": (OTHER, THIRD)},
        {"drawn": (THIRD, THIRD)},
    ],
    ids=["others", "too many", "not tied", "nobody", "too many drawn", "one twice"],
)
def test_a_lot_is_between_the_tied_and_for_the_seats_left(lot: dict[str, Any]) -> None:
    said = tied.when(changed(DRAW, **lot)).refused(result.WrongLot)
    assert f"{OTHER}, {THIRD}, for 1 of the seats" in str(said)


def test_a_lot_has_a_witness() -> None:
    with pytest.raises(ValueError, match="witness_of"):
        changed(DRAW, witness_of="")


# ── declaring ───────────────────────────────────────────────────────────────────────────────────
def test_seats_for_which_nobody_had_a_vote_stay_empty() -> None:
    lonely = nothing.given(*listed(ORG, OTHER), counted(2, ORG=2, OTHER=0)).on(COUNTING)
    lonely.when(DECLARE).then(declared(elected("cso-1", ORG, 2), unfilled=("cso-2",)))


def test_a_result_is_declared_before_its_inspection_ends() -> None:
    nothing.given(*CLEAR).on(AFTERWARDS).when(DECLARE).refused(windows.InspectionClosed)


# ── the inspection ──────────────────────────────────────────────────────────────────────────────
inspected = nothing.given(*CLEAR, declared(*TWO)).on(INSPECTING)


def test_objections_are_numbered_and_come_inside_the_window() -> None:
    inspected.when(LODGE).then(objected())
    inspected.given(objected()).when(LODGE).then(objected(2))
    for at in (COUNTING, WINDOWS.inspection.closes_at):
        inspected.on(at).when(LODGE).refused(windows.InspectionClosed)


def test_an_objection_is_ruled_once_by_somebody_else() -> None:
    lodged = inspected.given(objected())
    lodged.when(RULE).then(ruled())
    lodged.given(ruled()).when(RULE).refused(inspection.RuledAlready)
    lodged.when(changed(RULE, objection=2)).refused(inspection.NoSuchObjection)
    lodged.by("p-1", Grant("board"), Grant("cso", ORG)).when(RULE).refused(inspection.OwnObjection)


def test_an_objection_can_annul_the_election() -> None:
    grave = changed(RULE, ruling="annulled", reason={"en": "The list was wrong."})
    _, fact, *due = inspected.given(objected()).when(grave).decide()
    assert fact == annulled
    assert due == [still_due("cso-1"), still_due("cso-2")]
    assert type(inspected.given(objected(), ruled(ruling="annulled"), annulled).state()) is Annulled


def still_due(seat: str, on: date = date(2015, 5, 7)) -> Any:
    return VACANCY.at(BODY_ID, council.ByElectionProposed(seat=seat, vacated_on=on))


def test_an_annulled_election_leaves_its_seats_due_unless_somebody_sits_there() -> None:
    inspected.when(ANNUL).then(annulled, still_due("cso-1"), still_due("cso-2"))
    seated = inspected.given_at(BODY, BODY_ID, established(), filled("cso-1", CSO, "p-1"))
    seated.when(ANNUL).then(annulled, still_due("cso-2"))
    inspected.given_at(BODY, BODY_ID).when(ANNUL).then(annulled)


def test_a_seat_for_which_nobody_had_a_vote_is_due_again_with_the_certificate() -> None:
    winner = declared(elected("cso-1", ORG, 2), unfilled=("cso-2",))
    alone = nothing.given(*listed(ORG, OTHER), counted(2, ORG=2, OTHER=0), winner).on(AFTERWARDS)
    _, due = alone.when(CERTIFY).decide()
    assert due == still_due("cso-2", date(2015, 5, 10))
