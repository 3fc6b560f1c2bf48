"""What may have happened in membership: what a member owes for a year, and what it paid."""

from __future__ import annotations

from datetime import date

from shared.contracts.values import Cents, Currency, Id
from shared.kernel.event import Event


# contribution — id: the organisation's and the year
class ContributionSet(Event, name="membership.ContributionSet"):
    organisation: Id
    year: int
    cents: Cents
    currency: Currency
    decision_ref: str
    set_on: date


class ContributionPaid(Event, name="membership.ContributionPaid"):
    organisation: Id
    year: int
    cents: Cents
    currency: Currency
    reference: str
    paid_on: date
