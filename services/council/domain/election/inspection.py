"""Does the result stand: what is objected to it, how is that ruled, and is it certified or annulled?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from services.council.domain.body import BODY, Established, seating_of
from services.council.domain.days import said
from services.council.domain.election.call import elected_seat
from services.council.domain.election.electorate import may_sit
from services.council.domain.election.result import LotNeeded, result_of
from services.council.domain.election.states import (
    Balloting,
    Counted,
    Declared,
    Election,
    Nominating,
    Objection,
    Running,
    Tied,
)
from services.council.domain.election.still_due import still_due
from services.council.domain.election.windows import InspectionClosed, check_open
from shared.contracts import council
from shared.contracts.council import Elected, ElectionId, Holder, NewHolder, Ruling, VoterId
from shared.contracts.values import Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class LodgeObjection(Command):
    """Object to the result while the dossier is open for inspection."""

    election: ElectionId = Field(description="The election")
    organisation: VoterId | None = Field(None, description="The organisation that objects, if one does")
    grounds: str = Field(min_length=1, max_length=5000, description="What is wrong, and how that shows")


class RuleOnObjection(Command):
    """Rule on an objection: dismiss it, uphold it, or annul the election because of it."""

    election: ElectionId = Field(description="The election")
    objection: Annotated[int, Field(ge=1)] = Field(description="The number of the objection")
    ruling: Ruling = Field(description="Dismissed, upheld without consequence, or the election annulled")
    reason: Text = Field(description="Why; everybody can read it")


class CertifyElection(Command):
    """Certify the result after the inspection: the elected take their seats."""

    election: ElectionId = Field(description="The election")


class AnnulElection(Command):
    """Annul an election that does not stand; nobody takes a seat from it."""

    election: ElectionId = Field(description="The election")
    reason: Text = Field(description="Why; everybody can read it")


InspectionCommand = LodgeObjection | RuleOnObjection | CertifyElection | AnnulElection


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoSuchObjection(Refusal):
    """There is no objection {objection} to this election. Give the number of one that was lodged."""


class RuledAlready(Refusal):
    """Objection {objection} is ruled on already; that stands."""


class OwnObjection(Refusal):
    """You represent {organisation}, which objected: somebody else rules on that."""


class OwnElection(Refusal):
    """You stand in this election, or represent {organisation}, which does: somebody else rules on objections
    to it, certifies it or annuls it.
    """


class InspectionOpen(Refusal):
    """The dossier is open for inspection until {closes}. Certify the election after that."""


class ObjectionsOpen(Refusal):
    """There is no ruling on objection {objections} yet. Rule on it first."""


class CountedByYou(Refusal):
    """You counted the ballots: somebody else certifies the election."""


class BodyNotFounded(Refusal):
    """The body {body} is not established, so nobody can take a seat in it. Establish it first."""


class SeatStillHeld(Refusal):
    """{holder} still holds the seat {seat}. Vacate it first, then certify the election."""


class SeatedElsewhere(Refusal):
    """{organisation} already holds {seats} in this body, as many seats as the body's rules give to one
    organisation. Vacate one of its seats first, or annul the election.
    """


class SeatNotThere(Refusal):
    """{seat} is not a seat of {body} that civil society fills by election, so nobody can take it. Annul this
    election, and call one for the seats that the body has.
    """


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide_inspection(command: InspectionCommand, election: Election, ctx: Context) -> Decision:
    match command, election:
        case LodgeObjection(), Declared(list=list):
            check_open(list.call.windows.inspection, InspectionClosed, ctx)
            return [_lodged(command, election, ctx)]

        case RuleOnObjection(), Declared():
            _check_ruling(command, _objection(command.objection, election), ctx)
            _check_stranger(election, ctx)
            return _ruled(command, election, ctx)

        case CertifyElection(), Tied():
            raise LotNeeded(tied=", ".join(result_of(election).tied))
        case CertifyElection(), Declared():
            _check_stranger(election, ctx)
            _check_certifiable(election, ctx)
            return _certified(election, ctx)

        case AnnulElection(), Nominating() | Balloting() | Tied() | Counted() | Declared():
            _check_stranger(election, ctx)
            return _annulled(command.reason, election, ctx)

        case _:
            raise NotNow(command, election, "election")


def _lodged(command: LodgeObjection, election: Declared, ctx: Context) -> Event:
    return council.ObjectionLodged(
        objection=len(election.objections) + 1,
        organisation=command.organisation,
        grounds=command.grounds,
        lodged_on=ctx.on,
    )


def _objection(number: int, election: Declared) -> Objection:
    found = next((o for o in election.objections if o.number == number), None)
    if found is None:
        raise NoSuchObjection(objection=number)
    return found


def _check_ruling(command: RuleOnObjection, objection: Objection, ctx: Context) -> None:
    if objection.ruled:
        raise RuledAlready(objection=command.objection)
    if objection.organisation in ctx.actor.bound("cso"):
        raise OwnObjection(organisation=objection.organisation)


def _check_stranger(election: Running, ctx: Context) -> None:
    """Who judges an election has nothing to win or lose in it."""
    stand = election.nominations if isinstance(election, Nominating) else _listed(election).candidates
    for one in stand:
        if one.person == ctx.by or one.organisation in ctx.actor.bound("cso"):
            raise OwnElection(organisation=one.organisation)


def _listed(election: Balloting | Tied | Counted | Declared) -> Balloting:
    return election if isinstance(election, Balloting) else election.list


def _ruled(command: RuleOnObjection, election: Declared, ctx: Context) -> list[Event | Elsewhere]:
    ruled = council.ObjectionRuled(**dict(command), ruled_on=ctx.on)
    return [ruled, *_annulled(command.reason, election, ctx)] if command.ruling == "annulled" else [ruled]


def _annulled(reason: Text, election: Running, ctx: Context) -> list[Event | Elsewhere]:
    call = election.call if isinstance(election, Nominating) else _listed(election).call
    annulled = council.ElectionAnnulled(reason=reason, annulled_on=ctx.on)
    return [annulled, *still_due(call, call.seats, ctx)]


def _check_certifiable(election: Declared, ctx: Context) -> None:
    closes = election.list.call.windows.inspection.closes_at
    if ctx.at < closes:
        raise InspectionOpen(closes=said(closes, ctx))
    if waiting := [str(o.number) for o in election.objections if not o.ruled]:
        raise ObjectionsOpen(objections=", ".join(waiting))
    if ctx.by == election.counted_by:
        raise CountedByYou


def _check_seats(seated: Sequence[Elected], call: council.ElectionCalled, ctx: Context) -> None:
    """So that no seat stays empty because the policy that fills it would be refused."""
    if call.body is None:
        return
    body = ctx.of(BODY, call.body)
    if not isinstance(body, Established):
        raise BodyNotFounded(body=call.body)
    if wrong := next((seat for seat in call.seats if not elected_seat(body, seat)), None):
        raise SeatNotThere(seat=wrong, body=call.body)
    for elected in seated:
        holder = Holder(kind="organisation", id=elected.organisation)
        held = body.seating.held_after(elected.seat, ctx.on)
        if held and held.holder != holder:
            raise SeatStillHeld(seat=elected.seat, holder=held.holder.id)
        if full := body.seating.full(holder, ctx.on, but=elected.seat):
            raise SeatedElsewhere(organisation=elected.organisation, seats=full)


def _certified(election: Declared, ctx: Context) -> list[Event | Elsewhere]:
    """Who cannot sit any more gives way: the vote of the others stands, and that seat is due again."""
    call = election.list.call
    seated = tuple(e for e in election.elected if may_sit(e.organisation, call, ctx))
    lapsed = tuple(elected for elected in election.elected if elected not in seated)
    _check_seats(seated, call, ctx)
    certified = council.ElectionCertified(
        body=call.body,
        holders=_holders(seated, election.list, ctx),
        lapsed=tuple(elected.organisation for elected in lapsed),
        certified_on=ctx.on,
    )
    empty = (*election.unfilled, *(elected.seat for elected in lapsed))
    return [certified, *still_due(call, empty, ctx)]


def _holders(seated: Sequence[Elected], list: Balloting, ctx: Context) -> tuple[NewHolder, ...]:
    listed = zip(list.candidates, list.names, strict=True)
    people = {candidate.organisation: name for candidate, name in listed}
    return tuple(
        NewHolder(
            seat=elected.seat,
            organisation=elected.organisation,
            person=people[elected.organisation].person,
            person_name=people[elected.organisation],
            sits=_sits(elected, list.call, ctx),
        )
        for elected in seated
    )


def _sits(elected: Elected, call: council.ElectionCalled, ctx: Context) -> bool:
    term = seating_of(ctx.of(BODY, call.body)).sitting(elected.seat) if call.body else None
    return term is not None and term.holder.id == elected.organisation
