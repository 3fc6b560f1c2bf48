"""Which costs of taking part in a meeting does an organisation get back, and who has said so?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.grants.domain.claim_id import claim_id
from services.grants.domain.costs import check_costs, check_granted, check_receipts
from services.grants.domain.entitlement import check_entitlement
from services.grants.domain.fund import FUND, Open, envelope, release, reserve, spend, still_open
from services.grants.domain.iban import checked_iban
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING
from services.grants.domain.receipt import RECEIPT, Unused
from services.grants.domain.recusal import OwnOrganisation, represents
from shared.contracts import grants
from shared.contracts.values import Cents, Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SubmitClaim(Command):
    """Claim the costs of one person who represented your organisation at a meeting."""

    fund: Id = Field(description="The fund that is to pay")
    heading: Id | None = Field(None, description="The budget heading; needed if the fund has several")
    meeting: Id = Field(description="The meeting")
    organisation: Id = Field(description="The organisation's register number")
    traveller: Id = Field(description="The person who travelled")
    traveller_name: str = Field(min_length=1, description="The traveller's name, as the bank knows it")
    iban: str = Field(min_length=1, max_length=60, description="The account (IBAN) that the money goes to")
    items: Annotated[tuple[grants.ClaimItem, ...], Field(min_length=1, max_length=100)] = Field(
        description="Each cost with its receipt or, where there is none, a declaration"
    )

    @property
    def claim(self) -> str:
        return claim_id(self.organisation, self.traveller, self.meeting)


class ApproveClaim(Command):
    """Approve a claim, in whole or in part; the money is set aside at once."""

    claim: Id = Field(description="The claim")
    granted: tuple[Cents, ...] | None = Field(
        None, description="Cents for each item, in the items' order; left out: all as claimed"
    )


class AuthoriseClaim(Command):
    """Authorise the payment of an approved claim, as a third person."""

    claim: Id = Field(description="The claim")


class RejectClaim(Command):
    """Reject a claim; what was set aside for it becomes free."""

    claim: Id = Field(description="The claim")
    reason: str = Field(min_length=1, description="Why, in words that the organisation reads")


class WithdrawClaim(Command):
    """Withdraw your organisation's claim; what was set aside for it becomes free."""

    claim: Id = Field(description="The claim")
    reason: str = Field("", description="Why, if you want to say it")


class PayClaim(Command):
    """Record that an authorised claim was paid."""

    claim: Id = Field(description="The claim")
    payment_ref: str = Field(min_length=1, description="The bank's reference of the payment")
    paid_on: date | None = Field(None, description="The bank's day; left out: today")


ClaimCommand = SubmitClaim | ApproveClaim | AuthoriseClaim | RejectClaim | WithdrawClaim | PayClaim


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unsubmitted:
    pass


@dataclass(frozen=True, slots=True)
class Submitted:
    organisation: str
    fund: str
    heading: str
    currency: str
    items: tuple[int, ...]
    submitted_by: str


@dataclass(frozen=True, slots=True)
class Approved:
    organisation: str
    fund: str
    heading: str
    cents: int
    submitted_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Authorised:
    organisation: str
    fund: str
    heading: str
    cents: int


@dataclass(frozen=True, slots=True)
class Paid:
    organisation: str


@dataclass(frozen=True, slots=True)
class Rejected:
    organisation: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    organisation: str


Claim = Unsubmitted | Submitted | Approved | Authorised | Paid | Rejected | Withdrawn


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class HeadingNeeded(Refusal):
    """The fund has several headings. Choose one of: {headings}."""


class OwnClaim(Refusal):
    """You submitted this claim yourself, so somebody else has to decide. Leave it to a colleague."""


class ThirdPersonNeeded(Refusal):
    """You have already submitted or approved this claim. A third person has to authorise it."""


class PaymentToCome(Refusal):
    """{paid_on} is still to come. Record the payment when the bank has made it."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ClaimCommand, claim: Claim, ctx: Context) -> Decision:
    match command, claim:
        case SubmitClaim(), Unsubmitted() | Rejected() | Withdrawn():
            return _submitted(command, ctx)

        case ApproveClaim() | RejectClaim(), Submitted(submitted_by=ctx.by):
            raise OwnClaim
        case RejectClaim(), Approved(submitted_by=ctx.by):
            raise OwnClaim
        case AuthoriseClaim(), Approved(submitted_by=ctx.by) | Approved(approved_by=ctx.by):
            raise ThirdPersonNeeded
        case ApproveClaim() | RejectClaim(), Submitted() if represents(ctx, claim.organisation):
            raise OwnOrganisation
        case AuthoriseClaim() | RejectClaim(), Approved() if represents(ctx, claim.organisation):
            raise OwnOrganisation

        case ApproveClaim(), Submitted():
            return _approved(command, claim, ctx)
        case AuthoriseClaim(), Approved():
            return [grants.ClaimAuthorised(authorised_by=ctx.by, authorised_on=ctx.on)]

        case RejectClaim(), Submitted() | Approved():
            rejected = grants.ClaimRejected(reason=command.reason, rejected_by=ctx.by, rejected_on=ctx.on)
            return [rejected, *_released(command.claim, claim, ctx)]
        case WithdrawClaim(), Submitted() | Approved():
            withdrawn = grants.ClaimWithdrawn(reason=command.reason, withdrawn_on=ctx.on)
            return [withdrawn, *_released(command.claim, claim, ctx)]

        case PayClaim(paid_on=date() as paid_on), Authorised() if paid_on > ctx.on:
            raise PaymentToCome(paid_on=paid_on)
        case PayClaim(), Authorised():
            return _paid(command, claim, ctx)

        case _:
            raise NotNow(command, claim, "claim")


def _submitted(command: SubmitClaim, ctx: Context) -> Decision:
    fund = still_open(ctx.of(FUND, command.fund))
    meeting, means = ctx.of(MEETING, command.meeting), ctx.of(MEANS, command.organisation)
    check_entitlement(command.organisation, meeting, fund, means, ctx.on)
    check_costs(command.items, fund, ctx.on)
    return [
        grants.ClaimSubmitted(
            fund=command.fund,
            heading=_heading(command, fund),
            meeting=command.meeting,
            organisation=command.organisation,
            traveller=command.traveller,
            traveller_name=about(command.traveller, command.traveller_name),
            iban=about(command.traveller, checked_iban(command.iban)),
            items=command.items,
            cents=sum(item.cents for item in command.items),
            currency=fund.currency,
            submitted_by=ctx.by,
            submitted_on=ctx.on,
        ),
        *_receipts_used(command, ctx),
    ]


def _heading(command: SubmitClaim, fund: Open) -> str:
    if command.heading is None and len(fund.headings) > 1:
        raise HeadingNeeded(headings=", ".join(row.heading for row in fund.headings))
    return envelope(fund, command.heading or fund.headings[0].heading).heading


def _receipts_used(command: SubmitClaim, ctx: Context) -> list[Elsewhere]:
    numbered = {item.receipt: number for number, item in enumerate(command.items, 1) if item.receipt}
    receipts = dict(zip(numbered, ctx.all_of(RECEIPT, list(numbered)), strict=True))
    check_receipts(command.claim, ((numbered[sha256], receipt) for sha256, receipt in receipts.items()))
    used = grants.ReceiptUsed(claim=command.claim)
    return [RECEIPT.at(sha256, used) for sha256, receipt in receipts.items() if receipt == Unused()]


def _approved(command: ApproveClaim, claim: Submitted, ctx: Context) -> Decision:
    granted = claim.items if command.granted is None else command.granted
    check_granted(granted, claim.items, claim.currency)
    cents = sum(granted)
    fund = ctx.of(FUND, claim.fund)
    return [
        grants.ClaimApproved(granted=granted, cents=cents, approved_by=ctx.by, approved_on=ctx.on),
        FUND.at(claim.fund, reserve(fund, claim.heading, command.claim, cents)),
    ]


def _released(id: str, claim: Submitted | Approved, ctx: Context) -> list[Elsewhere]:
    if isinstance(claim, Submitted):
        return []  # nothing was set aside yet
    fund = ctx.of(FUND, claim.fund)
    return [FUND.at(claim.fund, release(fund, claim.heading, id, claim.cents))]


def _paid(command: PayClaim, claim: Authorised, ctx: Context) -> Decision:
    paid_on = command.paid_on or ctx.on
    fund = ctx.of(FUND, claim.fund)
    return [
        grants.ClaimPaid(payment_ref=command.payment_ref, cents=claim.cents, paid_on=paid_on),
        FUND.at(claim.fund, spend(fund, claim.heading, command.claim, claim.cents)),
    ]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(claim: Claim, event: Event) -> Claim:
    match event, claim:
        case grants.ClaimSubmitted(), _:
            return Submitted(
                organisation=event.organisation,
                fund=event.fund,
                heading=event.heading,
                currency=event.currency,
                items=tuple(item.cents for item in event.items),
                submitted_by=event.submitted_by,
            )
        case grants.ClaimApproved(), Submitted(organisation, fund, heading, submitted_by=submitter):
            return Approved(organisation, fund, heading, event.cents, submitter, event.approved_by)
        case grants.ClaimAuthorised(), Approved(organisation, fund, heading, cents):
            return Authorised(organisation, fund, heading, cents)
        case grants.ClaimPaid(), Authorised(organisation):
            return Paid(organisation)
        case grants.ClaimRejected(), Submitted(organisation) | Approved(organisation):
            return Rejected(organisation)
        case grants.ClaimWithdrawn(), Submitted(organisation) | Approved(organisation):
            return Withdrawn(organisation)
        case _:
            return claim


CLAIM: Entity[Claim] = Entity(
    "grants",
    "claim",
    initial=Unsubmitted(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.claim,
)
