"""What do the ballots say? Pure counting: marks on ballots, votes of candidates, who is elected or tied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.contracts.council import CandidateVotes, InvalidReason

CHOSEN, NOT_CHOSEN, UNCLEAR = "1", "0", "?"


def marks(candidates: Sequence[str], chosen: Iterable[str], unclear: bool) -> str:
    """One sign per candidate of the list, so that every ballot is written equally long."""
    if unclear:
        return UNCLEAR * len(candidates)
    wanted = set(chosen)
    return "".join(CHOSEN if candidate in wanted else NOT_CHOSEN for candidate in candidates)


def invalid(marked: str | None, choices: int) -> InvalidReason | None:
    """Why a ballot does not count; None: it does. One whose key is destroyed cannot be read any more."""
    if marked is None:
        return "missing"
    if UNCLEAR in marked:
        return "unclear"
    crosses = marked.count(CHOSEN)
    if crosses > choices:
        return "over_voted"
    return None if crosses else "blank"


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots by what became of them, and the votes of each candidate in the order of the list."""

    valid: int
    invalid: tuple[tuple[InvalidReason, int], ...]
    votes: tuple[int, ...]

    def __add__(self, other: Tally) -> Tally:
        reasons = Counter(dict(self.invalid)) + Counter(dict(other.invalid))
        votes = tuple(a + b for a, b in zip(self.votes, other.votes, strict=True))
        return Tally(self.valid + other.valid, tuple(sorted(reasons.items())), votes)

    @property
    def received(self) -> int:
        return self.valid + sum(number for _, number in self.invalid)

    def adds_up(self, choices: int) -> bool:
        """Each valid ballot names at least one candidate, at most so many, and nobody twice."""
        votes = sum(self.votes)
        return self.valid <= votes <= choices * self.valid and max(self.votes, default=0) <= self.valid


def tally(ballots: Iterable[str | None], candidates: int, choices: int) -> Tally:
    """Of ballots as their marks."""
    reasons: Counter[InvalidReason] = Counter()
    votes, valid = [0] * candidates, 0
    for marked in ballots:
        reason = invalid(marked, choices)
        if marked is None or reason:
            reasons[reason or "missing"] += 1
            continue
        valid += 1
        votes = [had + (sign == CHOSEN) for had, sign in zip(votes, marked, strict=True)]
    return Tally(valid, tuple(sorted(reasons.items())), tuple(votes))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected without doubt, most votes first; and who shares the votes of the last seat."""

    clear: tuple[str, ...]
    tied: tuple[str, ...] = ()
    places: int = 0
    """How many of the tied can still be seated: fewer than they are."""


def outcome(votes: Sequence[CandidateVotes], seats: int) -> Outcome:
    """The most voted take the seats; equal votes at the last one are a tie. Nobody is elected without a vote.

    Equal votes above the last seat keep the order of the list.
    """
    ranked = sorted((row for row in votes if row.votes), key=lambda row: -row.votes)
    if len(ranked) <= seats:
        return Outcome(tuple(row.organisation for row in ranked))
    last = ranked[seats - 1].votes
    if ranked[seats].votes < last:
        return Outcome(tuple(row.organisation for row in ranked[:seats]))
    above = tuple(row.organisation for row in ranked if row.votes > last)
    tied = tuple(row.organisation for row in ranked if row.votes == last)
    return Outcome(above, tied, seats - len(above))
