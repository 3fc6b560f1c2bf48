"""What stands on a ballot that came by e-mail or post? It is opened once, after the vote, and kept sealed.

Ballots given in person are never entered here: they have no name, and are only counted together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from services.council.domain.days import said
from services.council.domain.election.count import marks
from services.council.domain.election.roll import ROLL, NoVoteNow, Unfrozen
from services.council.domain.election.states import ELECTION, Balloting
from shared.contracts import council
from shared.contracts.council import ElectionId, VoterId
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import Personal, about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class CastChoices(Command):
    """Enter what stands on a ballot that came by e-mail or post, as it is opened after the vote."""

    election: ElectionId = Field(description="The election")
    organisation: VoterId = Field(description="The organisation whose ballot it is")
    choices: Annotated[tuple[Id, ...], Field(max_length=200)] = Field(
        description="The organisations with a cross, also if they are too many; none for a blank ballot"
    )
    unclear: bool = Field(False, description="It cannot be told for whom the ballot is")

    @property
    def ballot(self) -> str:
        return ballot_id(self.election, self.organisation)


def ballot_id(election: str, organisation: str) -> str:
    return f"{election}_{organisation}"


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Opened:
    marks: Personal[str]


Ballot = Unopened | Opened


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EnvelopesShut(Refusal):
    """The vote is on until {closes}; no ballot is opened before. Keep it shut until then."""


class NoSuchBallot(Refusal):
    """No ballot of {organisation} was received. Only what came inside the window can be opened."""


class SecretBallot(Refusal):
    """{organisation} voted in person, and nobody may know how. Its paper is counted with the box."""


class NoSuchCandidate(Refusal):
    """{organisation} is not on the list of this election. If the ballot cannot be understood, say that it
    is unclear.
    """


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: CastChoices, ballot: Ballot, ctx: Context) -> Decision:
    match command, ballot:
        case CastChoices(), Unopened():
            election = ctx.of(ELECTION, command.election)
            if not isinstance(election, Balloting):
                raise NoVoteNow
            _check_received(command, election, ctx)
            return [_cast(command, election, ctx)]

        case _:
            raise NotNow(command, ballot, "ballot")


def _check_received(command: CastChoices, election: Balloting, ctx: Context) -> None:
    roll = ctx.of(ROLL, command.election)
    channel = None if isinstance(roll, Unfrozen) else roll.received.get(command.organisation)
    if channel is None:
        raise NoSuchBallot(organisation=command.organisation)
    if channel == "in_person":
        raise SecretBallot(organisation=command.organisation)
    closes = election.call.windows.voting.closes_at
    if ctx.at < closes:
        raise EnvelopesShut(closes=said(closes, ctx))


def _cast(command: CastChoices, election: Balloting, ctx: Context) -> Event:
    """Sealed with a key of the ballot's own: who destroys that key has burnt the ballot."""
    candidates = [candidate.organisation for candidate in election.candidates]
    if unknown := next((choice for choice in command.choices if choice not in candidates), None):
        raise NoSuchCandidate(organisation=unknown)
    written = marks(candidates, command.choices, command.unclear)
    return council.ChoicesCast(
        election=command.election, marks=about(f"ballot-{command.ballot}", written), cast_on=ctx.on
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(ballot: Ballot, event: Event) -> Ballot:
    match event:
        case council.ChoicesCast():
            return Opened(event.marks)
        case _:
            return ballot


BALLOT: Entity[Ballot] = Entity(
    "council",
    "ballot",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.ballot,
)
