"""What does a member owe the platform for a year, and what has it paid? A platform may ask for nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from services.membership.domain.days import InTheFuture
from services.membership.domain.spell import SPELL, is_member
from shared.contracts import membership
from shared.contracts.values import Cents, Currency, Id, money
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

Year = Annotated[int, Field(ge=1990, le=2200)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetContribution(Command):
    """Set what a member contributes for a year, or change it. Nothing is a possible amount."""

    organisation: Id = Field(description="The number in the NGO register")
    year: Year = Field(description="The year it is for")
    cents: Cents = Field(description="The amount, in cents")
    currency: Currency = Field(description="Its currency, e.g. EUR")
    decision_ref: str = Field(min_length=1, description="Where the board's decision can be found")


class RecordContribution(Command):
    """Record that a member paid its contribution, or a part of it."""

    organisation: Id = Field(description="The number in the NGO register")
    year: Year = Field(description="The year it is for")
    cents: Annotated[int, Field(ge=1)] = Field(description="The amount that came, in cents")
    paid_on: date = Field(description="The day it came")
    reference: str = Field(min_length=1, description="Where the payment can be found, e.g. the bank's number")


ContributionCommand = SetContribution | RecordContribution


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NotSet:
    pass


@dataclass(frozen=True, slots=True)
class Due:
    cents: int
    currency: str
    paid: int = 0
    references: frozenset[str] = frozenset()

    @property
    def open(self) -> int:
        return self.cents - self.paid


Contribution = NotSet | Due


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NotAMember(Refusal):
    """The organisation {organisation} is not a member, so it owes no contribution. Check the number."""


class PaidAlready(Refusal):
    """{paid} of this contribution is paid already, so it cannot be less, nor in another currency."""


class MoreThanOpen(Refusal):
    """Only {open} of this contribution is open. Record the rest for another year, or give it back."""


class PaymentKnown(Refusal):
    """The payment {reference} is recorded for this contribution already."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ContributionCommand, contribution: Contribution, ctx: Context) -> Decision:
    match command, contribution:
        case SetContribution(organisation=number), _ if not is_member(ctx.of(SPELL, number)):
            raise NotAMember(organisation=number)
        case SetContribution(), Due(paid=paid) if paid and not _holds_what_was_paid(command, contribution):
            raise PaidAlready(paid=money(paid, contribution.currency))
        case SetContribution(cents=cents, currency=currency), Due(cents=before) if (cents, currency) == (
            before,
            contribution.currency,
        ):
            return []
        case SetContribution(), NotSet() | Due():
            # The event has the command's fields; it takes what it needs.
            return [membership.ContributionSet(set_on=ctx.on, **dict(command))]

        case RecordContribution(paid_on=day), Due() if day > ctx.on:
            raise InTheFuture(day=day)
        case RecordContribution(reference=reference), Due(references=known) if reference in known:
            raise PaymentKnown(reference=reference)
        case RecordContribution(cents=cents), Due(open=left, currency=currency) if cents > left:
            raise MoreThanOpen(open=money(left, currency))
        case RecordContribution(), Due(currency=currency):
            return [membership.ContributionPaid(currency=currency, **dict(command))]

        case _:
            raise NotNow(command, contribution, "contribution")


def _holds_what_was_paid(command: SetContribution, due: Due) -> bool:
    return command.cents >= due.paid and command.currency == due.currency


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(contribution: Contribution, event: Event) -> Contribution:
    match event, contribution:
        case membership.ContributionSet(), Due():
            return replace(contribution, cents=event.cents, currency=event.currency)
        case membership.ContributionSet(), NotSet():
            return Due(event.cents, event.currency)
        case membership.ContributionPaid(cents=cents), Due(paid=paid, references=known):
            return replace(contribution, paid=paid + cents, references=known | {event.reference})
        case _:
            return contribution


CONTRIBUTION: Entity[Contribution] = Entity(
    "membership",
    "contribution",
    initial=NotSet(),
    evolve=evolve,
    decide=decide,
    key=lambda command: f"{command.organisation}-{command.year}",
)
