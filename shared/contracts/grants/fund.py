"""What may have happened in grants: funding agreements and their envelopes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Cents, Currency, Id, Text, Value
from shared.kernel.event import Event

CostKind = Literal["bus", "fuel_km", "meal", "accommodation", "interpreting", "childcare", "other"]


class Donor(Value):
    name: str
    share_percent: Annotated[int, Field(gt=0, le=100)]


class Heading(Value):
    heading: Id
    title: Text
    cents: Cents


class Rate(Value):
    """The most that one item of this kind may cost."""

    kind: CostKind
    unit: str
    max_cents: Cents


class Account(Value):
    """The account that a fund pays from; an organisation's, so no personal data."""

    name: Annotated[str, Field(min_length=1, max_length=70)]
    iban: Annotated[str, Field(min_length=1, max_length=60)]
    bic: Annotated[str, Field(pattern=r"^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")] | None = None


class ReviewRules(Value):
    """When a reviewer is warned; a warning never blocks."""

    percentile: Annotated[int, Field(ge=50, le=99)] = 95
    """An amount above this percentile of its kind is unusual."""
    at_least: Annotated[int, Field(ge=1)] = 20
    """So many amounts of the kind must be known before one is called unusual."""


class CostAmount(Value):
    """What was granted for one item."""

    kind: CostKind
    cents: int


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
    account: Account | None = None
    return_days: int | None = None
    """Days in which a returned claim is to be answered; None: no day is set."""
    release_days: int | None = None
    """Days in which a prepared payment batch is to be released; None: no day is set."""
    visibility_rules: Id | None = None
    """Which set of visibility rules the agreement demands."""
    review: ReviewRules = ReviewRules()


class FundAmended(Event, name="grants.FundAmended"):
    """The agreement was amended. Only what changed is given; None means unchanged."""

    donors: tuple[Donor, ...] | None = None
    ends_on: date | None = None
    headings: tuple[Heading, ...] | None = None
    rates: tuple[Rate, ...] | None = None
    claim_window_days: int | None = None
    means_valid_days: int | None = None
    account: Account | None = None
    return_days: int | None = None
    release_days: int | None = None
    visibility_rules: Id | None = None
    review: ReviewRules | None = None
    reason: str
    amended_by: Id
    amended_on: date


class FundsReserved(Event, name="grants.FundsReserved"):
    heading: Id
    claim: Id
    cents: int
    amounts: tuple[CostAmount, ...] = ()


class FundsReleased(Event, name="grants.FundsReleased"):
    heading: Id
    claim: Id
    cents: int


class FundsSpent(Event, name="grants.FundsSpent"):
    """What was reserved for the claim is spent."""

    heading: Id
    claim: Id
    cents: int
    spent_on: date | None = None
    """The bank's day."""


class FundsRecovered(Event, name="grants.FundsRecovered"):
    """What was spent for the claim came back and is free again."""

    heading: Id
    claim: Id
    cents: int
    recovered_on: date


class FundClosed(Event, name="grants.FundClosed"):
    reason: str
    closed_on: date


# fundbook — one entity, id "funds": which funds there are
class FundListed(Event, name="grants.FundListed"):
    """A fund, as the book knows it from now on; listed again when an amendment changes it."""

    fund: Id
    starts_on: date
    ends_on: date
    claim_window_days: int
    means_valid_days: int
