"""Does every count add up, are the winners those with the most votes, and is a lot drawn only at a tie?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.council.domain.election.ballot import BALLOT, ballot_id
from services.council.domain.election.count import invalid, marks, outcome, tally
from services.council.domain.election.election import ELECTING
from services.council.domain.election.result import BoxDoesNotAddUp, CountBallots
from services.council.domain.election.roll import ROLL
from shared.contracts.council import CandidateVotes, InvalidPapers
from shared.testing.spec import Spec
from tests.services.council.given_elections import (
    COUNTING,
    ELECTION_ID,
    ORG,
    OTHER,
    THIRD,
    cast,
    frozen,
    listed,
    received,
)

CANDIDATES = [f"c-{n}" for n in range(6)]
PAPERS = st.one_of(
    st.sets(st.sampled_from(CANDIDATES)).map(lambda chosen: marks(CANDIDATES, chosen, unclear=False)),
    st.just(marks(CANDIDATES, (), unclear=True)),
    st.none(),
)
VOTES = st.lists(st.integers(0, 8), min_size=1, max_size=12)


@given(st.lists(PAPERS), st.integers(1, 6))
def test_what_was_received_is_valid_or_invalid_and_no_vote_comes_from_nowhere(
    papers: list[str | None], choices: int
) -> None:
    counted = tally(papers, len(CANDIDATES), choices)
    assert counted.received == len(papers) == counted.valid + sum(n for _, n in counted.invalid)
    assert counted.valid <= sum(counted.votes) <= choices * counted.valid
    assert counted.adds_up(choices)
    by_hand = [p for p in papers if p and "?" not in p and 1 <= p.count("1") <= choices]
    assert counted.valid == len(by_hand)
    assert counted.votes == tuple(sum(p[i] == "1" for p in by_hand) for i in range(len(CANDIDATES)))


@given(st.lists(PAPERS), st.lists(PAPERS), st.integers(1, 6))
def test_two_piles_counted_apart_are_one_count(
    mail: list[str | None], box: list[str | None], choices: int
) -> None:
    apart = tally(mail, 6, choices) + tally(box, 6, choices)
    assert apart == tally([*mail, *box], 6, choices)


@given(VOTES, st.integers(1, 12))
def test_the_elected_are_the_most_voted_and_a_tie_is_only_at_the_last_seat(
    numbers: list[int], seats: int
) -> None:
    votes = {f"c-{i}": n for i, n in enumerate(numbers)}
    result = outcome([CandidateVotes(organisation=c, votes=n) for c, n in votes.items()], seats)
    voted = {c for c, n in votes.items() if n}
    left = voted - set(result.clear) - set(result.tied)
    assert not set(result.clear) & set(result.tied)
    assert all(votes[winner] >= votes[other] for winner in result.clear for other in {*result.tied, *left})
    if result.tied:
        assert len({votes[c] for c in result.tied}) == 1
        assert 0 < result.places < len(result.tied), "as many as places would be no tie"
        assert len(result.clear) + result.places == seats
        assert all(votes[c] < votes[result.tied[0]] for c in left)
    else:
        assert len(result.clear) == min(seats, len(voted))
        assert all(votes[c] < votes[result.clear[-1]] for c in left)


@given(st.sets(st.sampled_from(CANDIDATES)), st.booleans())
def test_every_ballot_is_written_equally_long(chosen: set[str], unclear: bool) -> None:
    assert len(marks(CANDIDATES, chosen, unclear)) == len(CANDIDATES)


def test_why_a_ballot_does_not_count() -> None:
    assert [invalid(m, 2) for m in ("110000", "111000", "000000", "??????", None)] == [
        None,
        "over_voted",
        "blank",
        "unclear",
        "missing",
    ]


MAIL = st.lists(st.sampled_from(["100", "011", "111", "000", "???"]), max_size=5)
SMALL = st.integers(0, 5)


@given(MAIL, SMALL, st.tuples(SMALL, SMALL, SMALL), st.integers(0, 3))
def test_whatever_is_said_of_the_box_an_accepted_count_adds_up(
    mail: list[str], boxed: int, votes: tuple[int, int, int], blank: int
) -> None:
    came = [received(f"m-{n}") for n in range(len(mail))]
    came += [received(f"b-{n}", "in_person") for n in range(boxed)]
    spec = Spec(ELECTING, at=COUNTING).given(*listed(ORG, OTHER, THIRD))
    spec = spec.given_at(ROLL, ELECTION_ID, frozen, *came)
    for n, marked in enumerate(mail):
        spec = spec.given_at(BALLOT, ballot_id(ELECTION_ID, f"m-{n}"), cast(f"m-{n}", marked))
    rows = zip((ORG, OTHER, THIRD), votes, strict=True)
    count = CountBallots(
        election=ELECTION_ID,
        box=tuple(CandidateVotes(organisation=o, votes=n) for o, n in rows),
        box_invalid=(InvalidPapers(reason="blank", ballots=blank),) if blank else (),
    )
    try:
        counted, _ = spec.when(count).decide()
    except BoxDoesNotAddUp:
        return
    assert counted.received == len(mail) + boxed == counted.valid + sum(counted.invalid.values())
    assert counted.valid <= sum(row.votes for row in counted.votes) <= 2 * counted.valid
    assert all(row.votes <= counted.valid for row in counted.votes)
