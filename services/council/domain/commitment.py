"""What does an institution owe, until when, and how far is it, as it says itself and as civil society says?

That it became overdue is told once for each due day: by a timer or, where history is entered late, with the
next decision.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field

from services.council.domain.body import BODY, seating_of
from services.council.domain.commitment_source import aim_of
from services.council.domain.days import InTheFuture, TooEarly, end_of
from services.council.domain.holding import HOLDING
from services.council.domain.institution import NoSuchInstitution, registered
from services.council.domain.ledger import Commitment, Fulfilled, Owed, Unrecorded, Withdrawn, evolve
from services.council.domain.seating import NoSuchSeat
from shared.contracts import council
from shared.contracts.council import Holder, Level, Source
from shared.contracts.values import Address, Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordCommitment(Command):
    """Record what an institution owes, and by when."""

    commitment: Id = Field(description="A short name for addresses, e.g. standards-of-consultation")
    source: Source = Field(description="What it follows from: a measure, a decision or a dialogue")
    institution: Id = Field(description="The institution that owes it")
    text: Text = Field(description="What it is to do, in words that the public reads")
    due: date = Field(description="The day by which it is due")
    made_on: date | None = Field(None, description="The day it was promised; today if you leave it empty")
    strategy: Id | None = Field(None, description="The strategy it serves; left out: that of the source")
    objective: int | None = Field(None, description="The objective it serves; left out: that of the source")


class ReportProgress(Command):
    """Say, as the institution that owes it, how far it is. Civil society's assessment stands beside it."""

    commitment: Id = Field(description="The commitment")
    claimed: Level = Field(description="How far it is, on the five-point scale")
    evidence: Text = Field(description="What shows it")
    link: Address | None = Field(None, description="An address where it can be seen")


class AssessProgress(Command):
    """Say, for civil society, how far it really is. What the institution says stays beside it."""

    commitment: Id = Field(description="The commitment")
    organisation: Id | None = Field(
        None, description="Your organisation, if you assess as its representative; it needs a seat"
    )
    level: Level = Field(description="How far it is, on the five-point scale")
    evidence: Text = Field(description="What shows it")
    link: Address | None = Field(None, description="An address where it can be seen")
    done_by: Holder | None = Field(
        None, description="Who really does the work, if it is not the institution that owes it"
    )


class ReplanCommitment(Command):
    """Give it another due day. The first one, and every one since, stay on record."""

    commitment: Id = Field(description="The commitment")
    new_due: date = Field(description="The day by which it is due now")
    reason: Text = Field(description="Why it is re-planned")
    decided_by: Text = Field(description="Who decided so, and where that can be found")


class MarkOverdue(Command):
    """Note that a commitment's due day has passed."""

    commitment: Id = Field(description="The commitment")
    due: date = Field(description="The due day that has passed")


class EscalateCommitment(Command):
    """Bring a commitment that is overdue or blocked before the one who can free it, the chair for example."""

    commitment: Id = Field(description="The commitment")
    body: Id = Field(description="The body in which the matter is raised")
    seat: Id = Field(description="The seat of the one it goes to, e.g. the chair's")
    ground: Literal["overdue", "blocked"] = Field(description="Its due day has passed, or it cannot go on")
    reason: Text = Field(description="What stands in the way, in words that the public reads")


class FulfilCommitment(Command):
    """Close it as fulfilled. Civil society's last assessment has to say that it is complete."""

    commitment: Id = Field(description="The commitment")


class WithdrawCommitment(Command):
    """Close it without fulfilment, because it is owed no longer."""

    commitment: Id = Field(description="The commitment")
    reason: Text = Field(description="Why it is owed no longer")


CommitmentCommand = (
    RecordCommitment
    | ReportProgress
    | AssessProgress
    | ReplanCommitment
    | MarkOverdue
    | EscalateCommitment
    | FulfilCommitment
    | WithdrawCommitment
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class CommitmentExists(Refusal):
    """There is already a commitment {commitment}. Choose another short name."""


class DueInThePast(Refusal):
    """{due} has passed already. Give a due day that is today or later."""


class SameDueDay(Refusal):
    """It is due on {due} already. Give another day, or leave it as it is."""


class NoSeat(Refusal):
    """{organisation} holds no seat in any body. Ask a seat holder or the secretariat for the assessment."""


class NotOverdue(Refusal):
    """It is due on {due}, so it is not overdue yet. Escalate it as blocked if it cannot go on."""


class NobodySits(Refusal):
    """Nobody sits on the seat {seat} of {body}, so nobody could act on it. Fill the seat first, or choose the
    seat of somebody who can.
    """


class AlreadyThere(Refusal):
    """It has gone to the seat {seat} of {body} already. Choose another seat, or wait for the answer."""


class NotAssessedComplete(Refusal):
    """Civil society's last assessment is "{assessed}". Only what it has assessed as complete is fulfilled."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: CommitmentCommand, commitment: Commitment, ctx: Context) -> Decision:
    decided = _decide(command, commitment, ctx)
    untold = isinstance(commitment, Owed) and not isinstance(command, MarkOverdue)
    return [*_passed(commitment, ctx), *decided] if untold else decided


def _decide(command: CommitmentCommand, commitment: Commitment, ctx: Context) -> Decision:
    match command, commitment:
        case RecordCommitment(), Owed() | Fulfilled() | Withdrawn():
            raise CommitmentExists(commitment=command.commitment)
        case RecordCommitment(institution=id), Unrecorded() if not registered(id, ctx):
            raise NoSuchInstitution(institution=id)
        case RecordCommitment(made_on=date() as day), Unrecorded() if day > ctx.on:
            raise InTheFuture(day=day)
        case RecordCommitment(due=due, made_on=day), Unrecorded() if due < (day or ctx.on):
            raise TooEarly(day=due, began=day or ctx.on)
        case RecordCommitment(), Unrecorded():
            return [_made(command, ctx)]

        case ReportProgress(), Owed():
            facts = {**dict(command), "reported_by": ctx.by, "reported_on": ctx.on}
            return [council.ProgressReported(**facts)]
        case AssessProgress(organisation=str() as id), Owed() if not ctx.of(HOLDING, id).places:
            raise NoSeat(organisation=id)
        case AssessProgress(), Owed():
            facts = {**dict(command), "assessed_by": ctx.by, "assessed_on": ctx.on}
            return [council.ProgressAssessed(**facts)]

        case ReplanCommitment(new_due=due), Owed() if due < ctx.on:
            raise DueInThePast(due=due)
        case ReplanCommitment(new_due=due), Owed() if due == commitment.due:
            raise SameDueDay(due=due)
        case ReplanCommitment(), Owed():
            return [_replanned(command, commitment, ctx)]

        case MarkOverdue(due=due), Owed() if due == commitment.due:
            return _passed(commitment, ctx)
        case MarkOverdue(), Owed() | Fulfilled() | Withdrawn():
            return []  # it was re-planned or closed before the timer rang

        case EscalateCommitment(ground="overdue"), Owed() if not commitment.overdue(ctx.on):
            raise NotOverdue(due=commitment.due)
        case EscalateCommitment(body=body, seat=seat), Owed() if not seating_of(ctx.of(BODY, body)).has(seat):
            raise NoSuchSeat(seat=seat)
        case EscalateCommitment(body=body, seat=seat), Owed() if not seating_of(ctx.of(BODY, body)).sitting(
            seat
        ):
            raise NobodySits(body=body, seat=seat)
        case EscalateCommitment(body=body, seat=seat), Owed() if (body, seat) in commitment.before:
            raise AlreadyThere(body=body, seat=seat)
        case EscalateCommitment(), Owed():
            level = commitment.escalations + 1
            return [council.CommitmentEscalated(**dict(command), level=level, escalated_on=ctx.on)]

        case FulfilCommitment(), Owed(assessed=assessed) if assessed != "complete":
            raise NotAssessedComplete(assessed=(assessed or "none").replace("_", " "))
        case FulfilCommitment(), Owed():
            return [council.CommitmentFulfilled(fulfilled_on=ctx.on)]
        case WithdrawCommitment(), Owed():
            return [council.CommitmentWithdrawn(reason=command.reason, withdrawn_on=ctx.on)]

        case _:
            raise NotNow(command, commitment, "commitment")


def _made(command: RecordCommitment, ctx: Context) -> Event:
    aim = aim_of(command.source, command.strategy, command.objective, ctx)
    facts: dict[str, Any] = {**dict(command), **aim._asdict(), "made_on": command.made_on or ctx.on}
    return council.CommitmentMade(**facts, overdue_from=end_of(command.due, ctx.zone))


def _replanned(command: ReplanCommitment, commitment: Owed, ctx: Context) -> Event:
    return council.CommitmentReplanned(
        old_due=commitment.due,
        overdue_from=end_of(command.new_due, ctx.zone),
        replanned_on=ctx.on,
        **dict(command),
    )


def _passed(commitment: Commitment, ctx: Context) -> list[Event]:
    """That the due day has passed, if it has and was not told yet."""
    if (
        not isinstance(commitment, Owed)
        or not commitment.overdue(ctx.on)
        or commitment.due in commitment.told
    ):
        return []
    due, first = commitment.due, commitment.due + timedelta(days=1)
    return [council.CommitmentOverdue(due=due, days=(ctx.on - due).days, overdue_on=first)]


COMMITMENT: Entity[Commitment] = Entity(
    "council",
    "commitment",
    initial=Unrecorded(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.commitment,
)
