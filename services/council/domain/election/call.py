"""What is an election called for: which seats, on which terms, and when?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.council.domain.body import BODY, Body, Established
from services.council.domain.election.states import Election, Uncalled
from services.council.domain.election.vacancy import VACANCY
from services.council.domain.election.windows import check_order
from services.council.domain.institution import check_registered
from services.council.domain.seating import SeatTwice
from shared.contracts import council
from shared.contracts.council import (
    Criterion,
    DocumentKind,
    ElectionId,
    OpenTo,
    Panellist,
    Windows,
)
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Refusal


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class CallElection(Command):
    """Call an election of civil-society seats: who may stand and vote, when, and who verifies."""

    election: ElectionId = Field(description="A short name for addresses, e.g. council-2015-10")
    title: Text = Field(description="What people read above the call")
    body: Id | None = Field(None, description="The body whose seats are filled; empty for a seat elsewhere")
    requested_by: Id | None = Field(None, description="The institution that asked for the election")
    seats: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)] = Field(
        description="The seats; the candidate with the most votes takes the first"
    )
    choices: Annotated[int, Field(ge=1, le=100)] = Field(
        description="How many candidates a ballot may name at most"
    )
    open_to: OpenTo = Field(description="Members of the platform only, or all registered organisations")
    criteria: tuple[Criterion, ...] = Field((), description="What an organisation has to be to stand")
    documents: tuple[DocumentKind, ...] = Field((), description="What belongs to a nomination")
    panel: Annotated[tuple[Panellist, ...], Field(min_length=1)] = Field(
        description="Who verifies the nominations, and for whom; an odd number"
    )
    windows: Windows = Field(description="The times for nominating, voting and inspecting, with their zone")


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ElectionExists(Refusal):
    """There is already an election {election}. Choose another short name."""


class ForNobody(Refusal):
    """An election fills the seats of a body, or an institution has asked for it. Name one of the two."""


class NoBodyToElect(Refusal):
    """There is no body {body}. Establish it first, or name the institution that asks for its founding
    election.
    """


class NotAnElectedSeat(Refusal):
    """{seat} is not a civil-society seat of this body that is filled by election. Choose such a seat."""


class PanelNotOdd(Refusal):
    """These {number} people could be divided evenly, or one of them stands twice. Name an odd number of
    different people for the panel.
    """


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide_call(command: CallElection, election: Election, ctx: Context) -> Decision:
    match election:
        case Uncalled():
            _check(command, ctx)
            # The event has the command's fields; it takes what it needs.
            call = council.ElectionCalled(**dict(command), zone=ctx.zone.key, called_on=ctx.on)
            if command.body is None:
                return [call]
            called = council.ByElectionCalled(
                seats=command.seats, election=command.election, called_on=ctx.on
            )
            return [call, VACANCY.at(command.body, called)]
        case _:
            raise ElectionExists(election=command.election)


def _check(command: CallElection, ctx: Context) -> None:
    if twice := next((s for i, s in enumerate(command.seats) if s in command.seats[:i]), None):
        raise SeatTwice(seat=twice)
    people = {panellist.person for panellist in command.panel}
    if len(people) % 2 == 0 or len(people) < len(command.panel):
        raise PanelNotOdd(number=len(command.panel))
    check_order(command.windows, ctx)
    _check_asked(command, ctx)


def _check_asked(command: CallElection, ctx: Context) -> None:
    """The seats of a body that stands; or an institution asked, perhaps for a body still to be founded."""
    body, institution = command.body, command.requested_by
    if body is None and institution is None:
        raise ForNobody
    if institution:
        check_registered(institution, ctx)
    if body is None:
        return
    standing = ctx.of(BODY, body)
    if isinstance(standing, Established):
        if wrong := next((seat for seat in command.seats if not elected_seat(standing, seat)), None):
            raise NotAnElectedSeat(seat=wrong)
    elif institution is None:
        raise NoBodyToElect(body=body)


def elected_seat(body: Body, seat: str) -> bool:
    """A civil-society seat of a body that stands, filled by election."""
    if not isinstance(body, Established):
        return False
    return any(
        row.seat == seat and row.side == "civil_society" and row.filled_by == "elected"
        for row in body.seating.seats
    )
