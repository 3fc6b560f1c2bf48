"""Has a recipient got an issue? An attempt is on record before the mail server may take the letter."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from services.outreach.domain.issue import ISSUE, Released
from services.outreach.domain.subscription import SUBSCRIPTION, Active
from shared.contracts import outreach
from shared.contracts.outreach import IssueId, SubscriptionId
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

Outcome = Literal["taken", "refused", "later", "uncertain", "unsubscribed"]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class BeginDelivery(Command):
    """Write down that the mail server is about to be given this letter."""

    issue: IssueId = Field(description="The issue")
    subscription: SubscriptionId = Field(description="The recipient's subscription")


class RecordDelivery(Command):
    """Write down what the mail server said, or that nobody heard it."""

    issue: IssueId = Field(description="The issue")
    subscription: SubscriptionId = Field(description="The recipient's subscription")
    outcome: Literal["taken", "refused", "later", "uncertain"] = Field(description="What became of it")
    said: str = Field("", max_length=40, description="The mail server's code; its words may name a person")


class RenewDelivery(Command):
    """Send a letter once more, after its recipient said that it never came."""

    issue: IssueId = Field(description="The issue")
    subscription: SubscriptionId = Field(description="The recipient's subscription")
    reason: str = Field(min_length=1, description="How it is known that it never came")


DeliveryCommand = BeginDelivery | RecordDelivery | RenewDelivery


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Waiting:
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Begun:
    attempt: int


@dataclass(frozen=True, slots=True)
class Settled:
    outcome: Outcome
    attempt: int


Delivery = Waiting | Begun | Settled


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NotARecipient(Refusal):
    """This issue is not released, or {subscription} is none of its recipients."""


class NotInDoubt(Refusal):
    """This letter is {outcome}. Only one whose fate is uncertain, or that was refused, is sent once more."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DeliveryCommand, delivery: Delivery, ctx: Context) -> Decision:
    match command, delivery:
        case BeginDelivery(), Waiting() if not _is_recipient(command, ctx):
            raise NotARecipient(subscription=command.subscription)
        case BeginDelivery(subscription=id), Waiting() if not isinstance(ctx.of(SUBSCRIPTION, id), Active):
            return [_recorded(command, "unsubscribed", delivery.attempts, ctx)]
        case BeginDelivery(), Waiting():
            return [_begun(command, delivery.attempts + 1, ctx)]

        case RecordDelivery(), Begun(attempt=attempt):
            return [_recorded(command, command.outcome, attempt, ctx, command.said)]
        case RecordDelivery(outcome="taken"), Settled(outcome="uncertain", attempt=attempt):
            return [_recorded(command, "taken", attempt, ctx, command.said)]  # it was heard after all

        case RenewDelivery(), Settled(outcome="uncertain" | "refused"):
            return [
                outreach.DeliveryRenewed(
                    issue=command.issue,
                    subscription=command.subscription,
                    reason=command.reason,
                    renewed_by=ctx.by,
                    renewed_on=ctx.on,
                )
            ]
        case RenewDelivery(), Settled(outcome=outcome):
            raise NotInDoubt(outcome=outcome)

        case _:
            raise NotNow(command, delivery, "letter")


def _is_recipient(command: BeginDelivery, ctx: Context) -> bool:
    issue = ctx.of(ISSUE, command.issue)
    return isinstance(issue, Released) and command.subscription in issue.recipients


def _begun(command: BeginDelivery, attempt: int, ctx: Context) -> Event:
    return outreach.DeliveryBegun(
        issue=command.issue,
        subscription=command.subscription,
        attempt=attempt,
        message_id=message_id(command.issue, command.subscription),
        begun_at=ctx.at,
    )


def _recorded(
    command: BeginDelivery | RecordDelivery, outcome: Outcome, attempt: int, ctx: Context, said: str = ""
) -> Event:
    return outreach.DeliveryRecorded(
        issue=command.issue,
        subscription=command.subscription,
        attempt=attempt,
        outcome=outcome,
        said=said,
        recorded_at=ctx.at,
    )


def message_id(issue: str, subscription: str) -> str:
    """The letter's own id, the same at every attempt: a mailbox that got it twice would know."""
    return f"{hashlib.sha256(f'{issue}/{subscription}'.encode()).hexdigest()[:32]}@newsletter"


def delivery_id(issue: str, subscription: str) -> str:
    return f"{issue}--{subscription}"


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(delivery: Delivery, event: Event) -> Delivery:
    match event, delivery:
        case outreach.DeliveryBegun(attempt=attempt), _:
            return Begun(attempt)
        case outreach.DeliveryRecorded(outcome="later", attempt=attempt), _:
            return Waiting(attempt)
        case outreach.DeliveryRecorded(outcome=outcome, attempt=attempt), _:
            return Settled(outcome, attempt)
        case outreach.DeliveryRenewed(), Settled(attempt=attempt):
            return Waiting(attempt)
        case _:
            return delivery


DELIVERY: Entity[Delivery] = Entity(
    "outreach",
    "delivery",
    initial=Waiting(),
    evolve=evolve,
    decide=decide,
    key=lambda command: delivery_id(command.issue, command.subscription),
)
