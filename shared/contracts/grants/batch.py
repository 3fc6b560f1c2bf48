"""What may have happened in grants: payment batches, from their preparation to the bank's answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from shared.contracts.grants.fund import Account
from shared.contracts.values import Currency, Id, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal

PaymentOutcome = Literal["paid", "failed"]


class BatchLine(Value):
    """One payment as it is ordered; what is changed about the claim later does not change it."""

    claim: Id
    organisation: Id
    meeting: Id
    cents: int
    payee: Personal[str]
    iban: Personal[str]


class PaymentResult(Value):
    """What the bank says about one payment."""

    claim: Id = Field(description="The claim: the end-to-end reference of the payment")
    outcome: PaymentOutcome = Field(description="Paid or failed")
    payment_ref: str = Field("", max_length=140, description="The bank's reference, if it was paid")
    reason: str = Field("", max_length=500, description="Why it failed, if it did")
    on: date | None = Field(None, description="The bank's day; left out: today")


# batch — id: a short name, also the reference of the bank's message
class BatchPrepared(Event, name="grants.BatchPrepared"):
    fund: Id
    currency: Currency
    account: Account
    lines: tuple[BatchLine, ...]
    cents: int
    pay_on: date
    prepared_by: Id
    prepared_on: date
    release_by: date | None = None
    """The last day for its release, if one is set."""
    release_until: datetime | None = None
    """The end of that day where the platform is."""


class BatchReleased(Event, name="grants.BatchReleased"):
    released_by: Id
    released_on: date


class BatchDiscarded(Event, name="grants.BatchDiscarded"):
    reason: str
    discarded_by: Id
    discarded_on: date


class ReleaseOverdue(Event, name="grants.ReleaseOverdue"):
    """The last day for its release is over."""

    release_by: date


class PaymentResultsRecorded(Event, name="grants.PaymentResultsRecorded"):
    """Only what was not known before; every result has its day."""

    results: tuple[PaymentResult, ...]
    recorded_by: Id
    recorded_on: date
