"""Who stands: how are nominations received, verified by the panel, and published?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.council.domain.days import said
from services.council.domain.election.electorate import check_may_stand
from services.council.domain.election.states import Election, Nominating, Nomination
from services.council.domain.election.windows import NominationsClosed, check_open
from shared.contracts import council
from shared.contracts.council import (
    Candidate,
    ElectionCalled,
    ElectionId,
    NominationDocument,
    RefusalGround,
    VoterId,
)
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class Nominate(Command):
    """Nominate a candidate for your organisation, with the documents the call asks for."""

    election: ElectionId = Field(description="The election")
    organisation: VoterId = Field(description="The organisation's register number")
    candidate: Id = Field(description="The person who stands")
    candidate_name: str = Field(min_length=1, max_length=200, description="That person's name")
    endorser: Id = Field(description="The authorised representative who signed")
    documents: Annotated[tuple[NominationDocument, ...], Field(max_length=20)] = Field(
        (), description="The documents, each with the SHA-256 of its file"
    )


class VerifyNomination(Command):
    """Say, as a member of the panel, whether a nomination stands; the panel's majority decides."""

    election: ElectionId = Field(description="The election")
    organisation: VoterId = Field(description="The organisation that was nominated")
    accept: bool = Field(description="Whether the nomination is in order")
    ground: RefusalGround | None = Field(None, description="What is wrong with it, if it is not")
    reason: str = Field("", max_length=2000, description="Why not, in a sentence for the organisation")


class PublishCandidates(Command):
    """Publish the list of candidates, once every nomination is verified and before the vote opens."""

    election: ElectionId = Field(description="The election")


NominationCommand = Nominate | VerifyNomination | PublishCandidates


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class AlreadyNominated(Refusal):
    """{organisation} has nominated a candidate already, and an organisation has one."""


class CandidateTwice(Refusal):
    """This person stands for {organisation} already. Nominate somebody else."""


class PanellistStands(Refusal):
    """Who verifies the nominations neither stands nor signs for one. Choose another person."""


class DocumentsMissing(Refusal):
    """The call also asks for: {missing}. Add that, then nominate again before the window closes."""


class NotNominated(Refusal):
    """{organisation} has no nomination in this election. Choose one that was received."""


class NotOnThePanel(Refusal):
    """Only the members of this election's panel verify its nominations, and you are none of them."""


class OwnNomination(Refusal):
    """You represent {organisation}: the other members of the panel decide about its nomination."""


class AlreadyVerified(Refusal):
    """You have spoken about this nomination, or the panel has decided it; that stands."""


class ReasonNeeded(Refusal):
    """A nomination is refused with a ground and a reason, and accepted without either. Correct that."""


class NominationsStillOpen(Refusal):
    """Nominations are received until {closes}. Publish the list after that."""


class TooLateToPublish(Refusal):
    """The vote opened on {opens}, without a list. Annul this election and call it anew."""


class NotAllVerified(Refusal):
    """The panel has not decided about {organisations} yet. Publish the list after that."""


class NobodyStands(Refusal):
    """No nomination stands, so there is nobody to vote for. Annul this election and call it anew."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide_nomination(command: NominationCommand, election: Election, ctx: Context) -> Decision:
    match command, election:
        case Nominate(), Nominating(call=call):
            check_open(call.windows.nominations, NominationsClosed, ctx)
            _check_new(command, election)
            check_may_stand(command.organisation, call, ctx)
            return [_received(command, ctx)]

        case VerifyNomination(organisation=organisation), Nominating():
            nomination = election.of(organisation)
            if nomination is None:
                raise NotNominated(organisation=organisation)
            _check_panellist(command, election.call, nomination, ctx)
            return _verified(command, election.call, nomination, ctx)

        case PublishCandidates(), Nominating():
            _check_list(election, ctx)
            return [_published(election, ctx)]

        case _:
            raise NotNow(command, election, "election")


def _check_new(command: Nominate, election: Nominating) -> None:
    if election.of(command.organisation):
        raise AlreadyNominated(organisation=command.organisation)
    for other in election.nominations:
        if other.person == command.candidate:
            raise CandidateTwice(organisation=other.organisation)
    if {command.candidate, command.endorser} & {panellist.person for panellist in election.call.panel}:
        raise PanellistStands
    given = {document.kind for document in command.documents}
    if missing := [kind for kind in election.call.documents if kind not in given]:
        raise DocumentsMissing(missing=", ".join(kind.replace("_", " ") for kind in missing))


def _received(command: Nominate, ctx: Context) -> Event:
    name = about(command.candidate, command.candidate_name)
    return council.NominationReceived(**{**dict(command), "candidate_name": name}, received_at=ctx.at)


def _check_panellist(
    command: VerifyNomination, call: ElectionCalled, nomination: Nomination, ctx: Context
) -> None:
    if ctx.by not in {panellist.person for panellist in call.panel}:
        raise NotOnThePanel
    if command.organisation in ctx.actor.bound("cso"):
        raise OwnNomination(organisation=command.organisation)
    if nomination.accepted is not None or ctx.by in {o.panellist for o in nomination.opinions}:
        raise AlreadyVerified
    if command.accept == bool(command.ground) or command.accept == bool(command.reason):
        raise ReasonNeeded


def _verified(
    command: VerifyNomination, call: ElectionCalled, nomination: Nomination, ctx: Context
) -> list[Event]:
    """The opinion; and, once more than half of the panel agree, the panel's decision."""
    checked = council.NominationChecked(**dict(command), panellist=ctx.by, checked_on=ctx.on)
    agreeing = 1 + sum(opinion.accept == command.accept for opinion in nomination.opinions)
    if agreeing * 2 <= len(call.panel):
        return [checked]
    if command.ground is None:
        return [checked, council.NominationAccepted(organisation=command.organisation, accepted_on=ctx.on)]
    refused = council.NominationRefused(
        organisation=command.organisation, ground=command.ground, reason=command.reason, refused_on=ctx.on
    )
    return [checked, refused]


def _check_list(election: Nominating, ctx: Context) -> None:
    nominations, voting = election.call.windows.nominations, election.call.windows.voting
    if ctx.at < nominations.closes_at:
        raise NominationsStillOpen(closes=said(nominations.closes_at, ctx))
    if ctx.at >= voting.opens_at:
        raise TooLateToPublish(opens=said(voting.opens_at, ctx))
    if waiting := [n.organisation for n in election.nominations if n.accepted is None]:
        raise NotAllVerified(organisations=", ".join(waiting))
    if not any(n.accepted for n in election.nominations):
        raise NobodyStands


def _published(election: Nominating, ctx: Context) -> Event:
    standing = (n for n in election.nominations if n.accepted)
    candidates = tuple(Candidate(organisation=n.organisation, person=n.person) for n in standing)
    opens = election.call.windows.voting.opens_at
    return council.CandidatesPublished(candidates=candidates, voting_opens_at=opens, published_on=ctx.on)
