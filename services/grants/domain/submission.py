"""What does an organisation do with its claim: submit it, answer a return, withdraw it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field

from services.grants.domain.budget import Open, envelope, release, still_open
from services.grants.domain.claim_id import claim_id
from services.grants.domain.claim_record import (
    Claim,
    Details,
    OpenClaim,
    Rejected,
    Reserving,
    Returned,
    Unsubmitted,
    Withdrawn,
)
from services.grants.domain.claimant import CLAIMANT
from services.grants.domain.costs import check_costs, check_receipts
from services.grants.domain.entitlement import check_entitlement
from services.grants.domain.fund import FUND
from services.grants.domain.iban import checked_iban
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING, Held
from services.grants.domain.receipt import RECEIPT, Unused
from services.grants.domain.traveller import TRAVELLER
from services.grants.domain.warnings import warnings
from shared.contracts import grants
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, NotNow, Refusal
from shared.kernel.personal import about

Items = Annotated[tuple[grants.ClaimItem, ...], Field(min_length=1, max_length=100)]
NAME = "The traveller's name, as the bank knows it"
IBAN = "The account (IBAN) that the money goes to"
ITEMS = "Each cost with its receipt or, where there is none, a declaration"


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SubmitClaim(Command):
    """Claim the costs of one person who represented your organisation at a meeting."""

    fund: Id = Field(description="The fund that is to pay")
    heading: Id | None = Field(None, description="The budget heading; needed if the fund has several")
    meeting: Id = Field(description="The meeting")
    organisation: Id = Field(description="The organisation's register number")
    traveller: Id = Field(description="The person who travelled")
    traveller_name: str = Field(min_length=1, max_length=140, description=NAME)
    iban: str = Field(min_length=1, max_length=60, description=IBAN)
    items: Items = Field(description=ITEMS)

    @property
    def claim(self) -> str:
        return claim_id(self.organisation, self.traveller, self.meeting)


class ResubmitClaim(Command):
    """Answer a return: hand the claim in again, with what was missing."""

    claim: Id = Field(description="The claim")
    changed: str = Field(min_length=1, max_length=2000, description="What you changed or added")
    items: Items | None = Field(None, description=f"{ITEMS}; all of them. Left out: as before")
    heading: Id | None = Field(None, description="The budget heading; left out: as before")
    traveller_name: str | None = Field(
        None, min_length=1, max_length=140, description=f"{NAME}; left out: as before"
    )
    iban: str | None = Field(None, min_length=1, max_length=60, description=f"{IBAN}; left out: as before")


class WithdrawClaim(Command):
    """Withdraw your organisation's claim; what was set aside for it becomes free."""

    claim: Id = Field(description="The claim")
    reason: str = Field("", description="Why, if you want to say it")


SubmissionCommand = SubmitClaim | ResubmitClaim | WithdrawClaim


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class HeadingNeeded(Refusal):
    """The fund has several headings. Choose one of: {headings}."""


class PayeeForgotten(Refusal):
    """The traveller's name and account were erased at their own wish. Give both again to go on."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: SubmissionCommand, claim: Claim, ctx: Context) -> Decision:
    match command, claim:
        case SubmitClaim(), Unsubmitted() | Rejected() | Withdrawn():
            return _submitted(command, ctx)
        case ResubmitClaim(), Returned(details):
            return _resubmitted(command, details, ctx)
        case WithdrawClaim(), _ if isinstance(claim, OpenClaim):
            withdrawn = grants.ClaimWithdrawn(reason=command.reason, withdrawn_on=ctx.on)
            return [withdrawn, *released(command.claim, claim, ctx)]
        case _:
            raise NotNow(command, claim, "claim")


def released(id: str, claim: OpenClaim, ctx: Context) -> list[Elsewhere]:
    """What was set aside for it becomes free; before an approval nothing was."""
    if not isinstance(claim, Reserving):
        return []
    fund, details = ctx.of(FUND, claim.details.fund), claim.details
    return [FUND.at(details.fund, release(fund, details.heading, id, claim.cents))]


def _submitted(command: SubmitClaim, ctx: Context) -> Decision:
    fund = still_open(ctx.of(FUND, command.fund))
    meeting, means = ctx.of(MEETING, command.meeting), ctx.of(MEANS, command.organisation)
    held_on = check_entitlement(command.organisation, meeting, fund, means, ctx.on)
    check_costs(command.items, fund, ctx.on)
    details = _details(command, fund, ctx)
    return [
        grants.ClaimSubmitted(
            fund=details.fund,
            heading=details.heading,
            meeting=details.meeting,
            organisation=details.organisation,
            traveller=details.traveller,
            traveller_name=about(details.traveller, details.payee or ""),
            iban=about(details.traveller, details.iban or ""),
            items=details.items,
            cents=sum(details.claimed),
            currency=details.currency,
            submitted_by=ctx.by,
            submitted_on=ctx.on,
            warnings=warnings(command.claim, details, held_on, fund, ctx),
        ),
        *_receipts_used(command.claim, details, ctx),
        *_listed(command.claim, details, held_on, ctx),
    ]


def _details(command: SubmitClaim, fund: Open, ctx: Context) -> Details:
    return Details(
        organisation=command.organisation,
        fund=command.fund,
        heading=_heading(command.heading, fund),
        meeting=command.meeting,
        traveller=command.traveller,
        currency=fund.currency,
        items=command.items,
        payee=command.traveller_name,
        iban=checked_iban(command.iban),
        submitters=frozenset({ctx.by}),
    )


def _heading(heading: str | None, fund: Open) -> str:
    if heading is None and len(fund.headings) > 1:
        raise HeadingNeeded(headings=", ".join(row.heading for row in fund.headings))
    return envelope(fund, heading or fund.headings[0].heading).heading


def _receipts_used(claim: str, details: Details, ctx: Context) -> list[Elsewhere]:
    numbered = {item.receipt: number for number, item in enumerate(details.items, 1) if item.receipt}
    receipts = dict(zip(numbered, ctx.all_of(RECEIPT, list(numbered)), strict=True))
    check_receipts(claim, ((numbered[sha256], receipt) for sha256, receipt in receipts.items()))
    used = grants.ReceiptUsed(claim=claim)
    return [RECEIPT.at(sha256, used) for sha256, receipt in receipts.items() if receipt == Unused()]


def _listed(claim: str, details: Details, held_on: date, ctx: Context) -> list[Elsewhere]:
    """Once, also if it is submitted again: the traveller's trip, and the organisation's claim."""
    if ctx.of(TRAVELLER, details.traveller).trip(claim):
        return []
    trip = grants.TravelClaimed(claim=claim, meeting=details.meeting, held_on=held_on)
    listed = grants.ClaimListed(claim=claim)
    return [TRAVELLER.at(details.traveller, trip), CLAIMANT.at(details.organisation, listed)]


def _resubmitted(command: ResubmitClaim, before: Details, ctx: Context) -> Decision:
    fund = still_open(ctx.of(FUND, before.fund))
    details = _changed(command, before, fund)
    check_costs(details.items, fund, ctx.on)
    meeting = ctx.of(MEETING, details.meeting)
    held_on = meeting.held_on if isinstance(meeting, Held) else ctx.on
    return [
        grants.ClaimResubmitted(
            changed=command.changed,
            heading=details.heading,
            traveller_name=about(details.traveller, details.payee or ""),
            iban=about(details.traveller, details.iban or ""),
            items=details.items,
            cents=sum(details.claimed),
            resubmitted_by=ctx.by,
            resubmitted_on=ctx.on,
            warnings=warnings(command.claim, details, held_on, fund, ctx),
            organisation=details.organisation,
            meeting=details.meeting,
        ),
        *_receipts_used(command.claim, details, ctx),
    ]


def _changed(command: ResubmitClaim, before: Details, fund: Open) -> Details:
    payee, iban = command.traveller_name or before.payee, command.iban or before.iban
    if payee is None or iban is None:
        raise PayeeForgotten
    return replace(
        before,
        heading=_heading(command.heading or before.heading, fund),
        items=command.items or before.items,
        payee=payee,
        iban=checked_iban(iban),
    )
