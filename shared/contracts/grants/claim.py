"""What may have happened in grants: claims and their receipts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

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


class ClaimApproved(Event, name="grants.ClaimApproved"):
    """`granted` has one amount per item, in the items' order."""

    granted: tuple[int, ...]
    cents: int
    approved_by: Id
    approved_on: date


class ClaimRejected(Event, name="grants.ClaimRejected"):
    reason: str
    rejected_by: Id
    rejected_on: date


class ClaimWithdrawn(Event, name="grants.ClaimWithdrawn"):
    reason: str
    withdrawn_on: date


class ClaimAuthorised(Event, name="grants.ClaimAuthorised"):
    authorised_by: Id
    authorised_on: date


class ClaimPaid(Event, name="grants.ClaimPaid"):
    payment_ref: str
    cents: int
    paid_on: date


# receipt — id: the SHA-256 of the file
class ReceiptUsed(Event, name="grants.ReceiptUsed"):
    claim: Id
