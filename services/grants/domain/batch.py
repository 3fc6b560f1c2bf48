"""How do authorised claims get to the bank: who prepares the payments, who releases them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from services.grants.domain.batch_record import Batch, Prepared, Released, Settled, Unprepared, evolve
from services.grants.domain.budget import still_open
from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_record import Authorised, Claim, InBatch
from services.grants.domain.days import end_of
from services.grants.domain.fund import FUND
from services.grants.domain.recusal import OwnOrganisation, represents
from services.grants.domain.settlement import PaymentResults, check_results, news, settled
from shared.contracts import grants
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal, state_name
from shared.kernel.personal import about

BatchId = Annotated[Id, Field(max_length=35)]
"""It is the bank's message reference, which has 35 characters at most."""
Claims = Annotated[tuple[Id, ...], Field(min_length=1, max_length=200)]
"""A result touches each claim, its fund and its traveller, and one append holds a thousand events."""


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class PrepareBatch(Command):
    """Put authorised claims of one fund together for payment. Somebody else of finance releases it."""

    batch: BatchId = Field(description="A short name, e.g. batch-2015-05; the bank's message reference too")
    fund: Id = Field(description="The fund that pays")
    claims: Claims = Field(description="The authorised claims")
    pay_on: date | None = Field(None, description="The day on which the bank is to pay; left out: today")


class ReleaseBatch(Command):
    """Release a prepared batch for payment, as a person who has had no part in it."""

    batch: BatchId = Field(description="The batch")


class DiscardBatch(Command):
    """Discard a batch that was not released; its claims may be put into another."""

    batch: BatchId = Field(description="The batch")
    reason: str = Field(min_length=1, max_length=2000, description="Why it is not paid")


class RecordPaymentResults(Command):
    """Record what the bank says about the payments of a released batch. What is known already stays."""

    batch: BatchId = Field(description="The batch")
    results: PaymentResults = Field(description="What became of each payment")


class MarkReleaseOverdue(Command):
    """Note that a batch was not released in its days."""

    batch: BatchId = Field(description="The batch")


BatchCommand = PrepareBatch | ReleaseBatch | DiscardBatch | RecordPaymentResults | MarkReleaseOverdue


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ClaimTwice(Refusal):
    """The claim {claim} stands there more than once. Name each claim once."""


class NoPayingAccount(Refusal):
    """The fund has no account to pay from. Amend the fund and give its account."""


class NotPayable(Refusal):
    """The claim {claim} is {state}, so it cannot be put into a batch. Leave it out."""


class OtherFund(Refusal):
    """The claim {claim} is paid by the fund {fund}. Put it into a batch of that fund."""


class AccountErased(Refusal):
    """The account for the claim {claim} was erased at the traveller's wish. Return it and ask for both."""


class PayDayPast(Refusal):
    """{pay_on} has passed. Give today or a later day."""


class FourthPersonNeeded(Refusal):
    """You have prepared this batch or had a part in the claim {claim}. Another person has to release it."""


class ReleaseNotDue(Refusal):
    """The batch may be released until the end of {release_by}."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: BatchCommand, batch: Batch, ctx: Context) -> Decision:
    match command, batch:
        case PrepareBatch(pay_on=date() as pay_on), Unprepared() if pay_on < ctx.on:
            raise PayDayPast(pay_on=pay_on)
        case PrepareBatch(), Unprepared():
            return _prepared(command, ctx)

        case ReleaseBatch(), Prepared():
            _check_fourth_person(batch, ctx)
            return [grants.BatchReleased(released_by=ctx.by, released_on=ctx.on)]

        case DiscardBatch(), Prepared():
            discarded = grants.BatchDiscarded(reason=command.reason, discarded_by=ctx.by, discarded_on=ctx.on)
            taken_out = grants.ClaimTakenOut(batch=command.batch)
            return [discarded, *(CLAIM.at(claim, taken_out) for claim in batch.claims)]

        case RecordPaymentResults(), Released() | Settled():
            check_results(command.results, batch, ctx)
            return settled(command.batch, batch, news(command.results, batch, ctx), ctx)

        case MarkReleaseOverdue(), Prepared(release_until=until, release_by=by) if until and ctx.at < until:
            raise ReleaseNotDue(release_by=by)
        case MarkReleaseOverdue(), Prepared(overdue=False, release_by=date() as by):
            return [grants.ReleaseOverdue(release_by=by)]
        case MarkReleaseOverdue(), _:
            return []  # it was released or discarded, or noted already

        case _:
            raise NotNow(command, batch, "payment batch")


def _prepared(command: PrepareBatch, ctx: Context) -> Decision:
    fund = still_open(ctx.of(FUND, command.fund))
    if fund.account is None:
        raise NoPayingAccount
    lines = _lines(command, ctx)
    release_by = None if fund.release_days is None else ctx.on + timedelta(days=fund.release_days)
    prepared = grants.BatchPrepared(
        fund=command.fund,
        currency=fund.currency,
        account=fund.account,
        lines=lines,
        cents=sum(line.cents for line in lines),
        pay_on=command.pay_on or ctx.on,
        prepared_by=ctx.by,
        prepared_on=ctx.on,
        release_by=release_by,
        release_until=None if release_by is None else end_of(release_by, ctx.zone),
    )
    return [prepared, *_batched(command, ctx)]


def _batched(command: PrepareBatch, ctx: Context) -> list[Elsewhere]:
    return [CLAIM.at(claim, grants.ClaimBatched(batch=command.batch)) for claim in command.claims]


def _lines(command: PrepareBatch, ctx: Context) -> tuple[grants.BatchLine, ...]:
    _check_once(command.claims)
    states = ctx.all_of(CLAIM, command.claims)
    return tuple(_line(id, claim, command.fund) for id, claim in zip(command.claims, states, strict=True))


def _check_once(claims: Sequence[str]) -> None:
    for number, claim in enumerate(claims):
        if claim in claims[:number]:
            raise ClaimTwice(claim=claim)


def _line(id: str, claim: Claim, fund: str) -> grants.BatchLine:
    if not isinstance(claim, Authorised):
        raise NotPayable(claim=id, state=state_name(claim))
    details = claim.details
    if details.fund != fund:
        raise OtherFund(claim=id, fund=details.fund)
    if details.payee is None or details.iban is None:
        raise AccountErased(claim=id)
    return grants.BatchLine(
        claim=id,
        organisation=details.organisation,
        meeting=details.meeting,
        cents=claim.cents,
        payee=about(details.traveller, details.payee),
        iban=about(details.traveller, details.iban),
    )


def _check_fourth_person(batch: Prepared, ctx: Context) -> None:
    if ctx.by == batch.prepared_by:
        raise FourthPersonNeeded(claim=batch.claims[0])
    for id, claim in zip(batch.claims, ctx.all_of(CLAIM, batch.claims), strict=True):
        if not isinstance(claim, InBatch):
            continue  # never so: it left its batch, and nobody but the batch lets it
        if ctx.by in {*claim.details.submitters, claim.approved_by, claim.authorised_by}:
            raise FourthPersonNeeded(claim=id)
        if represents(ctx, claim.organisation):
            raise OwnOrganisation


BATCH: Entity[Batch] = Entity(
    "grants",
    "batch",
    initial=Unprepared(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.batch,
)
