"""What may have happened in grants: claims and their receipts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.grants.fund import CostKind
from shared.contracts.values import Currency, Id, Sha256, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal


class ClaimItem(Value):
    """One cost, shown by a receipt or, where there is none, by a declaration in words."""

    kind: CostKind
    on: date
    cents: Annotated[int, Field(gt=0)]
    receipt: Sha256 | None = None
    declaration: str | None = None


WarningKind = Literal["first_time_payee", "unusual_amount", "same_week"]


class ClaimWarning(Value):
    """What somebody who decides should look at twice. It never blocks."""

    kind: WarningKind
    item: int | None = None
    """Which item's amount is unusual: its number, from 1."""
    usual_cents: int | None = None
    """The most that is usual for its kind."""
    claims: tuple[Id, ...] = ()
    """The same traveller's other claims of that week."""


# claim — id derived from organisation, traveller and meeting, so there is one of each
class ClaimSubmitted(Event, name="grants.ClaimSubmitted"):
    fund: Id
    heading: Id
    meeting: Id
    organisation: Id
    traveller: Id
    traveller_name: Personal[str]
    iban: Personal[str]
    items: tuple[ClaimItem, ...]
    cents: int
    currency: Currency
    submitted_by: Id
    submitted_on: date
    warnings: tuple[ClaimWarning, ...] = ()


class ClaimReturned(Event, name="grants.ClaimReturned"):
    """Something is missing; what was set aside for it is free again until it comes back."""

    missing: str
    returned_by: Id | None
    """None: the platform, because the organisation left or was suspended."""
    returned_on: date
    answer_by: date | None = None
    """The last day for the answer, if one is set."""
    answer_until: datetime | None = None
    """The end of that day where the platform is."""
    organisation: Id | None = None
    meeting: Id | None = None


class ClaimResubmitted(Event, name="grants.ClaimResubmitted"):
    changed: str
    heading: Id
    traveller_name: Personal[str]
    iban: Personal[str]
    items: tuple[ClaimItem, ...]
    cents: int
    resubmitted_by: Id
    resubmitted_on: date
    warnings: tuple[ClaimWarning, ...] = ()
    organisation: Id | None = None
    meeting: Id | None = None


class ReturnUnanswered(Event, name="grants.ReturnUnanswered"):
    """The last day for the answer is over."""

    answer_by: date


class ClaimApproved(Event, name="grants.ClaimApproved"):
    """`granted` has one amount per item, in the items' order."""

    granted: tuple[int, ...]
    cents: int
    approved_by: Id
    approved_on: date
    warnings: tuple[ClaimWarning, ...] = ()
    """What the decider was warned of."""


class ClaimRejected(Event, name="grants.ClaimRejected"):
    reason: str
    rejected_by: Id
    rejected_on: date
    warnings: tuple[ClaimWarning, ...] = ()


class ClaimWithdrawn(Event, name="grants.ClaimWithdrawn"):
    reason: str
    withdrawn_on: date


class ClaimAuthorised(Event, name="grants.ClaimAuthorised"):
    authorised_by: Id
    authorised_on: date


class ClaimBatched(Event, name="grants.ClaimBatched"):
    """It waits for its payment in this batch, and in no other."""

    batch: Id


class ClaimTakenOut(Event, name="grants.ClaimTakenOut"):
    """The batch was discarded; it may be put into another."""

    batch: Id


class ClaimPaid(Event, name="grants.ClaimPaid"):
    payment_ref: str
    cents: int
    paid_on: date
    batch: Id | None = None


class PaymentFailed(Event, name="grants.PaymentFailed"):
    batch: Id
    reason: str
    failed_on: date


class ClaimRecovered(Event, name="grants.ClaimRecovered"):
    """Some or all of what was paid came back."""

    cents: int
    reason: str
    recovered_by: Id
    recovered_on: date


# receipt — id: the SHA-256 of the file
class ReceiptUsed(Event, name="grants.ReceiptUsed"):
    claim: Id


# traveller — id: the person's
class TravelClaimed(Event, name="grants.TravelClaimed"):
    claim: Id
    meeting: Id
    held_on: date


class TravellerPaid(Event, name="grants.TravellerPaid"):
    claim: Id
    iban: Personal[str]
    paid_on: date


# claimant — id: the organisation's
class ClaimListed(Event, name="grants.ClaimListed"):
    claim: Id


class OpenClaimsReturned(Event, name="grants.OpenClaimsReturned"):
    """The organisation left or was suspended, and what was open came back to it."""

    claims: tuple[Id, ...]
    reason: str
    returned_on: date
