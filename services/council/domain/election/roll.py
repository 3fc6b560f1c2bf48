"""Who may vote, and who has? The electoral roll: frozen when the vote opens, closed by the count.

It is one entity for all ballots of an election: so an organisation has one ballot however many doors it
knocks at, and none is received while they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import Field

from services.council.domain.election.electorate import check_on_roll
from services.council.domain.election.states import ELECTION, Balloting
from services.council.domain.election.windows import VotingClosed, check_open
from shared.contracts import council
from shared.contracts.council import Channel, ElectionCalled, ElectionId, VoterId
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class FreezeRoll(Command):
    """Freeze the electoral roll: the vote has opened."""

    election: ElectionId = Field(description="The election")


class ReceiveBallot(Command):
    """Record that an organisation's ballot has come. What stands on it is for later, and not for here."""

    election: ElectionId = Field(description="The election")
    organisation: VoterId = Field(description="The organisation that votes")
    channel: Channel = Field(description="How the ballot came; in person, it went into the box unread")


RollCommand = FreezeRoll | ReceiveBallot


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unfrozen:
    pass


@dataclass(frozen=True, slots=True)
class Frozen:
    received: Mapping[str, Channel] = field(default_factory=dict)
    """Organisation → how its ballot came."""


@dataclass(frozen=True, slots=True)
class Closed:
    received: Mapping[str, Channel]


Roll = Unfrozen | Frozen | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoVoteNow(Refusal):
    """There is no vote on this election: no list of candidates is published, or the ballots are counted."""


class BallotReceivedAlready(Refusal):
    """The ballot of {organisation} has been received already, and an organisation has one."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: RollCommand, roll: Roll, ctx: Context) -> Decision:
    call = _voted_on(command.election, ctx)
    match command, roll:
        case FreezeRoll(), Unfrozen():
            check_open(call.windows.voting, VotingClosed, ctx)
            return [_frozen(call)]
        case FreezeRoll(), Frozen():
            return []  # the timer rings twice, or the first ballot was faster

        case ReceiveBallot(), Unfrozen() | Frozen():
            return _receive(command, roll, call, ctx)

        case _:
            raise NotNow(command, roll, "electoral roll")


def _receive(
    command: ReceiveBallot, roll: Unfrozen | Frozen, call: ElectionCalled, ctx: Context
) -> list[Event]:
    """The first ballot freezes the roll, if the timer has not: what counts is the moment, not who rang."""
    check_open(call.windows.voting, VotingClosed, ctx)
    if isinstance(roll, Frozen) and command.organisation in roll.received:
        raise BallotReceivedAlready(organisation=command.organisation)
    check_on_roll(command.organisation, call.open_to, call.windows.voting.opens_at, ctx)
    received = council.BallotReceived(
        organisation=command.organisation, channel=command.channel, received_on=ctx.on
    )
    return [received] if isinstance(roll, Frozen) else [_frozen(call), received]


def _voted_on(election: str, ctx: Context) -> ElectionCalled:
    state = ctx.of(ELECTION, election)
    if not isinstance(state, Balloting):
        raise NoVoteNow
    return state.call


def _frozen(call: ElectionCalled) -> Event:
    return council.RollFrozen(open_to=call.open_to, as_of=call.windows.voting.opens_at)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def by_mail(roll: Roll) -> list[str]:
    """Whose ballots came by e-mail or post, to be opened one by one."""
    return [] if isinstance(roll, Unfrozen) else [v for v, c in roll.received.items() if c != "in_person"]


def in_box(roll: Roll) -> int:
    """How many ballots were put into the box."""
    return 0 if isinstance(roll, Unfrozen) else len(roll.received) - len(by_mail(roll))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(roll: Roll, event: Event) -> Roll:
    match event, roll:
        case council.RollFrozen(), _:
            return Frozen()
        case council.BallotReceived(), Frozen(received=received):
            return replace(roll, received={**received, event.organisation: event.channel})
        case council.RollClosed(), Unfrozen():
            return Closed({})
        case council.RollClosed(), Frozen(received=received):
            return Closed(received)
        case _:
            return roll


ROLL: Entity[Roll] = Entity(
    "council",
    "roll",
    initial=Unfrozen(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.election,
)
