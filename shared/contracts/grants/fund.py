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
