"""What may have happened in grants: funds, means, claims, receipts, claim windows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.values import Cents, Currency, Id, Sha256, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

CostKind = Literal["bus", "fuel_km", "meal", "accommodation", "interpreting", "childcare", "other"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Donor(_Value):
    name: str
    share_percent: Annotated[int, Field(gt=0, le=100)]


class Heading(_Value):
    heading: Id
    title: Text
    cents: Cents


class Rate(_Value):
    """The most that one item of this kind may cost."""

    kind: CostKind
    unit: str
    max_cents: Cents


class ClaimItem(_Value):
    """One cost, shown by a receipt or, where there is none, by a declaration in words."""

    kind: CostKind
    on: date
    cents: Annotated[int, Field(gt=0)]
    receipt: Sha256 | None = None
    declaration: str | None = None


# fund — id: a slug
class FundOpened(Event, name="grants.FundOpened"):
    title: Text
    agreement: str
    donors: tuple[Donor, ...]
    currency: Currency
    starts_on: date
    ends_on: date
    headings: tuple[Heading, ...]
    rates: tuple[Rate, ...]
    claim_window_days: int
    means_valid_days: int
    opened_on: date


class FundsReserved(Event, name="grants.FundsReserved"):
    heading: Id
    claim: Id
    cents: int


class FundsReleased(Event, name="grants.FundsReleased"):
    heading: Id
    claim: Id
    cents: int


class FundsSpent(Event, name="grants.FundsSpent"):
    """What was reserved for the claim is spent."""

    heading: Id
    claim: Id
    cents: int


class FundClosed(Event, name="grants.FundClosed"):
    reason: str
    closed_on: date


# fundbook — one entity, id "funds": which funds there are
class FundListed(Event, name="grants.FundListed"):
    fund: Id
    starts_on: date
    ends_on: date
    claim_window_days: int
    means_valid_days: int


# window — id: the meeting's
class ClaimWindowOpened(Event, name="grants.ClaimWindowOpened"):
    held_on: date
    closes_on: date
    """The last day on which a claim for the meeting may be submitted."""
    closes_at: datetime
    """The end of that day where the platform is."""


class ClaimWindowClosed(Event, name="grants.ClaimWindowClosed"):
    closed_on: date


# means — id: the organisation's
class MeansDeclared(Event, name="grants.MeansDeclared"):
    year: int
    income_bracket: Literal["none", "below_5000", "below_20000", "above_20000"]
    other_support: str
    declared_by: Id
    declared_on: date


class MeansAssessed(Event, name="grants.MeansAssessed"):
    eligible: bool
    reason: str
    valid_until: date
    assessed_by: Id
    assessed_on: date


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
