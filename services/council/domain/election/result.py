"""Who is elected: how are the ballots counted, a tie drawn, and the result declared?"""

from __future__ import annotations

from collections import Counter

from pydantic import Field

from services.council.domain.attendance import named
from services.council.domain.days import said
from services.council.domain.election.ballot import BALLOT, Opened, ballot_id
from services.council.domain.election.count import Outcome, Tally, outcome, tally
from services.council.domain.election.roll import ROLL, by_mail, in_box
from services.council.domain.election.states import Balloting, Counted, Election, Tied
from services.council.domain.election.windows import InspectionClosed
from shared.contracts import council
from shared.contracts.council import CandidateVotes, Elected, ElectionId, Guest, InvalidPapers, InvalidReason
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class CountBallots(Command):
    """Enter the count of the box; with the ballots that came by e-mail and post it makes the whole count."""

    election: ElectionId = Field(description="The election")
    box: tuple[CandidateVotes, ...] = Field(
        (), description="The votes of each candidate on the papers of the box; who is left out has none"
    )
    box_invalid: tuple[InvalidPapers, ...] = Field(
        (), description="How many papers of the box do not count, by reason; also those not found in it"
    )
    observers: tuple[Guest, ...] = Field((), description="Who watched the count")


class DrawLot(Command):
    """Record the lot that decided between candidates with equal votes at the last seat."""

    election: ElectionId = Field(description="The election")
    tied: tuple[Id, ...] = Field(description="The organisations between which the lot was drawn")
    drawn: tuple[Id, ...] = Field(description="The organisations that were drawn, and so are elected")
    witness: Id = Field(description="The person who drew or watched")
    witness_name: str = Field(min_length=1, max_length=200, description="That person's name")
    witness_of: str = Field(
        min_length=1, max_length=200, description="For whom that person was there; everybody can read this"
    )


class DeclareResult(Command):
    """Declare who is elected; the dossier is open to everybody until the end of the inspection."""

    election: ElectionId = Field(description="The election")


ResultCommand = CountBallots | DrawLot | DeclareResult


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class VotingStillOpen(Refusal):
    """Ballots are received until {closes}. Count them after that."""


class EnvelopesUnopened(Refusal):
    """Some ballots that came by e-mail or post are not opened yet: {organisations}. Enter their choices
    first.
    """


class NotACandidate(Refusal):
    """{organisation} is not on the list of this election, or stands in the count twice. Correct the count."""


class BoxDoesNotAddUp(Refusal):
    """{received} ballots were put into the box. With {invalid} of them not counted, {votes} votes cannot be
    right: each paper that counts names at least one and at most {choices} candidates, nobody twice. Count
    again; papers that were received and are not there count as missing.
    """


class NoTie(Refusal):
    """It is clear who is elected: no lot is needed, and none may be drawn."""


class WrongLot(Refusal):
    """The lot is between {tied}, for {places} of the seats. Record exactly that."""


class LotNeeded(Refusal):
    """{tied} have equal votes at the last seat. Draw the lot before a witness first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide_result(command: ResultCommand, election: Election, ctx: Context) -> Decision:
    match command, election:
        case CountBallots(), Balloting(call=call) if ctx.at < call.windows.voting.closes_at:
            raise VotingStillOpen(closes=said(call.windows.voting.closes_at, ctx))
        case CountBallots(), Balloting():
            counted = _mail(command.election, election, ctx) + _box(command, election, ctx)
            return _counted(command, counted, election, ctx)

        case DrawLot(), Counted():
            raise NoTie
        case DrawLot(), Tied():
            return [_drawn(command, election, ctx)]

        case DeclareResult(), Tied():
            raise LotNeeded(tied=", ".join(result_of(election).tied))
        case DeclareResult(), Counted(list=list) if ctx.at >= list.call.windows.inspection.closes_at:
            window = list.call.windows.inspection
            raise InspectionClosed(opens=said(window.opens_at, ctx), closes=said(window.closes_at, ctx))
        case DeclareResult(), Counted():
            return [_declared(election, ctx)]

        case _:
            raise NotNow(command, election, "election")


def _mail(id: str, election: Balloting, ctx: Context) -> Tally:
    """Of the ballots that were opened one by one."""
    voters = by_mail(ctx.of(ROLL, id))
    ballots = dict(zip(voters, ctx.all_of(BALLOT, [ballot_id(id, v) for v in voters]), strict=True))
    if shut := [voter for voter, ballot in ballots.items() if not isinstance(ballot, Opened)]:
        raise EnvelopesUnopened(organisations=", ".join(shut))
    opened = (ballot.marks.value for ballot in ballots.values() if isinstance(ballot, Opened))
    return tally(opened, len(election.candidates), election.call.choices)


def _box(command: CountBallots, election: Balloting, ctx: Context) -> Tally:
    """Of the papers that nobody's name is on: they are entered together, and only so."""
    received, choices = in_box(ctx.of(ROLL, command.election)), election.call.choices
    candidates = [candidate.organisation for candidate in election.candidates]
    votes = {row.organisation: row.votes for row in command.box}
    if len(votes) < len(command.box) or not votes.keys() <= set(candidates):
        wrong = (row.organisation for i, row in enumerate(command.box) if _wrong(row, i, command, candidates))
        raise NotACandidate(organisation=next(wrong))
    reasons: Counter[InvalidReason] = Counter()
    for row in command.box_invalid:
        reasons[row.reason] += row.ballots
    invalid = reasons.total()
    in_order = tuple(votes.get(candidate, 0) for candidate in candidates)
    counted = Tally(received - invalid, tuple(sorted(reasons.items())), in_order)
    if counted.valid < 0 or not counted.adds_up(choices):
        total = sum(votes.values())
        raise BoxDoesNotAddUp(received=received, invalid=invalid, votes=total, choices=choices)
    return counted


def _wrong(row: CandidateVotes, place: int, command: CountBallots, candidates: list[str]) -> bool:
    earlier = {other.organisation for other in command.box[:place]}
    return row.organisation not in candidates or row.organisation in earlier


def _counted(
    command: CountBallots, counted: Tally, election: Balloting, ctx: Context
) -> list[Event | Elsewhere]:
    votes = zip(election.candidates, counted.votes, strict=True)
    event = council.BallotsCounted(
        received=counted.received,
        valid=counted.valid,
        invalid=dict(counted.invalid),
        votes=tuple(CandidateVotes(organisation=c.organisation, votes=n) for c, n in votes),
        observers=named(command.observers),
        counted_by=ctx.by,
        counted_on=ctx.on,
    )
    closed = council.RollClosed(received=counted.received, closed_on=ctx.on)
    return [event, ROLL.at(command.election, closed)]


def _drawn(command: DrawLot, election: Tied, ctx: Context) -> Event:
    result = result_of(election)
    right = set(command.tied) == set(result.tied) and len(command.tied) == len(result.tied)
    drawn = set(command.drawn)
    if not right or not drawn <= set(result.tied) or not len(drawn) == len(command.drawn) == result.places:
        raise WrongLot(tied=", ".join(result.tied), places=result.places)
    name = about(command.witness, command.witness_name)
    return council.LotDrawn(**{**dict(command), "witness_name": name}, drawn_on=ctx.on)


def result_of(election: Tied | Counted) -> Outcome:
    return outcome(election.votes, len(election.list.call.seats))


def _declared(election: Counted, ctx: Context) -> Event:
    call, votes = election.list.call, {row.organisation: row.votes for row in election.votes}
    winners = (*result_of(election).clear, *election.drawn)
    elected = tuple(
        Elected(seat=seat, organisation=who, votes=votes[who], by_lot=who in election.drawn)
        for seat, who in zip(call.seats, winners, strict=False)
    )
    return council.ResultDeclared(
        elected=elected,
        unfilled=call.seats[len(winners) :],
        declared_on=ctx.on,
        inspection_until=call.windows.inspection.closes_at,
    )
