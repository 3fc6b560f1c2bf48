"""What do the secretariat and finance say to a claim: return it, approve, authorise or reject it?"""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from services.grants.domain.budget import Open, reserve
from services.grants.domain.claim_record import (
    Approved,
    Claim,
    Details,
    OpenClaim,
    PaymentFailed,
    Returned,
    Submitted,
)
from services.grants.domain.costs import check_granted
from services.grants.domain.days import end_of
from services.grants.domain.fund import FUND
from services.grants.domain.recusal import OwnOrganisation, check_impartial, represents
from services.grants.domain.submission import released
from services.grants.domain.traveller import TRAVELLER
from services.grants.domain.warnings import warnings
from shared.contracts import grants
from shared.contracts.values import Cents, Id
from shared.kernel.entity import Command, Context, Decision, NotNow, Refusal


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ReturnClaim(Command):
    """Return a claim to the organisation, because something is missing."""

    claim: Id = Field(description="The claim")
    missing: str = Field(
        min_length=1, max_length=2000, description="What is missing, in words that the organisation reads"
    )


class ApproveClaim(Command):
    """Approve a claim, in whole or in part; the money is set aside at once."""

    claim: Id = Field(description="The claim")
    granted: tuple[Cents, ...] | None = Field(
        None, description="Cents for each item, in the items' order; left out: all as claimed"
    )


class AuthoriseClaim(Command):
    """Authorise the payment of an approved claim, as a third person; again after a payment that failed."""

    claim: Id = Field(description="The claim")


class RejectClaim(Command):
    """Reject a claim; what was set aside for it becomes free."""

    claim: Id = Field(description="The claim")
    reason: str = Field(min_length=1, description="Why, in words that the organisation reads")


class MarkReturnUnanswered(Command):
    """Note that a returned claim was not answered in its days."""

    claim: Id = Field(description="The claim")


ReviewCommand = ReturnClaim | ApproveClaim | AuthoriseClaim | RejectClaim | MarkReturnUnanswered


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ThirdPersonNeeded(Refusal):
    """You have already submitted or approved this claim. A third person has to authorise it."""


class AnswerNotDue(Refusal):
    """The organisation has until the end of {answer_by} to answer."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ReviewCommand, claim: Claim, ctx: Context) -> Decision:
    match command, claim:
        case ApproveClaim(), Submitted():
            check_impartial(claim, ctx)
            return _approved(command, claim.details, ctx)

        case AuthoriseClaim(), Approved(details) | PaymentFailed(details):
            if ctx.by in details.submitters or ctx.by == claim.approved_by:
                raise ThirdPersonNeeded
            if represents(ctx, details.organisation):
                raise OwnOrganisation
            return [grants.ClaimAuthorised(authorised_by=ctx.by, authorised_on=ctx.on)]

        case ReturnClaim(), _ if isinstance(claim, OpenClaim) and not isinstance(claim, Returned):
            check_impartial(claim, ctx)
            back = returned(claim.details, command.missing, ctx.by, ctx)
            return [back, *released(command.claim, claim, ctx)]

        case RejectClaim(), _ if isinstance(claim, OpenClaim):
            check_impartial(claim, ctx)
            return [_rejected(command, claim.details, ctx), *released(command.claim, claim, ctx)]

        case MarkReturnUnanswered(), Returned(answer_until=datetime() as until) if ctx.at < until:
            raise AnswerNotDue(answer_by=claim.answer_by)
        case MarkReturnUnanswered(), Returned(unanswered=False, answer_by=by) if by is not None:
            return [grants.ReturnUnanswered(answer_by=by)]
        case MarkReturnUnanswered(), _:
            return []  # it was answered, or noted already

        case _:
            raise NotNow(command, claim, "claim")


def returned(details: Details, missing: str, by: str | None, ctx: Context) -> grants.ClaimReturned:
    """The return, with the day for the answer that the fund sets."""
    fund = ctx.of(FUND, details.fund)
    days = fund.return_days if isinstance(fund, Open) else None
    answer_by = None if days is None else ctx.on + timedelta(days=days)
    return grants.ClaimReturned(
        missing=missing,
        returned_by=by,
        returned_on=ctx.on,
        answer_by=answer_by,
        answer_until=None if answer_by is None else end_of(answer_by, ctx.zone),
        organisation=details.organisation,
        meeting=details.meeting,
    )


def _approved(command: ApproveClaim, details: Details, ctx: Context) -> Decision:
    granted = details.claimed if command.granted is None else command.granted
    check_granted(granted, details.claimed, details.currency)
    fund, cents = ctx.of(FUND, details.fund), sum(granted)
    amounts = tuple(
        grants.CostAmount(kind=item.kind, cents=given)
        for item, given in zip(details.items, granted, strict=True)
        if given
    )
    reserved = reserve(fund, details.heading, command.claim, cents, amounts)
    approved = grants.ClaimApproved(
        granted=granted,
        cents=cents,
        approved_by=ctx.by,
        approved_on=ctx.on,
        warnings=_warned(command.claim, details, ctx),
    )
    return [approved, FUND.at(details.fund, reserved)]


def _rejected(command: RejectClaim, details: Details, ctx: Context) -> grants.ClaimRejected:
    warned = _warned(command.claim, details, ctx)
    return grants.ClaimRejected(
        reason=command.reason, rejected_by=ctx.by, rejected_on=ctx.on, warnings=warned
    )


def _warned(claim: str, details: Details, ctx: Context) -> tuple[grants.ClaimWarning, ...]:
    """What there is to be warned of at this moment, as it is recorded with the decision."""
    fund, trip = ctx.of(FUND, details.fund), ctx.of(TRAVELLER, details.traveller).trip(claim)
    if not isinstance(fund, Open) or trip is None:
        return ()
    return warnings(claim, details, trip.held_on, fund, ctx)
