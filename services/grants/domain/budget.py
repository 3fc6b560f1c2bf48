"""How much money is there under each heading of a fund, and how much of it is still free?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shared.contracts import grants
from shared.contracts.values import money
from shared.kernel.entity import Refusal
from shared.kernel.event import Event

USUAL = grants.ReviewRules()


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Envelope:
    """One heading's money; reserved + spent + free is always `cents`."""

    heading: str
    cents: int
    reserved: int = 0
    spent: int = 0

    @property
    def free(self) -> int:
        return self.cents - self.reserved - self.spent

    @property
    def committed(self) -> int:
        return self.reserved + self.spent


@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    currency: str
    starts_on: date
    ends_on: date
    donors: tuple[grants.Donor, ...]
    headings: tuple[Envelope, ...]
    rates: tuple[grants.Rate, ...]
    claim_window_days: int
    means_valid_days: int
    account: grants.Account | None = None
    return_days: int | None = None
    release_days: int | None = None
    visibility_rules: str | None = None
    review: grants.ReviewRules = USUAL
    amounts: tuple[grants.CostAmount, ...] = ()
    """Everything that was granted, item by item: what is usual is measured by it."""


@dataclass(frozen=True, slots=True)
class Closed:
    fund: Open
    closed_on: date


Fund = Unopened | Open | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoSuchFund(Refusal):
    """There is no such fund. Choose one that is open."""


class FundIsClosed(Refusal):
    """The fund was closed on {closed_on}. Choose one that is open."""


class UnknownHeading(Refusal):
    """The fund has no heading {heading}. Choose one of: {headings}."""


class EnvelopeExceeded(Refusal):
    """This needs {needed}, and {free} are free under the heading {heading}. Grant less, or wait until
    other reservations are released.
    """


class NotReserved(Refusal):
    """This is about {needed}, but {reserved} are reserved under the heading {heading}. Ask the
    secretariat to look into the claim {claim}.
    """


class NotSpent(Refusal):
    """This is about {needed}, but {spent} are spent under the heading {heading}. Ask the
    secretariat to look into the claim {claim}.
    """


# ── moves, as the claims' decisions use them ────────────────────────────────────────────────────
def still_open(fund: Fund) -> Open:
    """The fund, if money may move.

    Raises:
        NoSuchFund, FundIsClosed: it may not.
    """
    match fund:
        case Open():
            return fund
        case Closed(closed_on=closed_on):
            raise FundIsClosed(closed_on=closed_on)
        case Unopened():
            raise NoSuchFund


def envelope(fund: Open, heading: str) -> Envelope:
    """The heading's money.

    Raises:
        UnknownHeading: the fund has no such heading.
    """
    for row in fund.headings:
        if row.heading == heading:
            return row
    raise UnknownHeading(heading=heading, headings=", ".join(row.heading for row in fund.headings))


def reserve(
    fund: Fund, heading: str, claim: str, cents: int, amounts: tuple[grants.CostAmount, ...] = ()
) -> grants.FundsReserved:
    """Sets money aside for a claim.

    Raises:
        NoSuchFund, FundIsClosed, UnknownHeading: there is nothing to take it from.
        EnvelopeExceeded: too little is free.
    """
    open_fund = still_open(fund)
    row = envelope(open_fund, heading)
    if cents > row.free:
        needed, free = money(cents, open_fund.currency), money(row.free, open_fund.currency)
        raise EnvelopeExceeded(heading=heading, needed=needed, free=free)
    return grants.FundsReserved(heading=heading, claim=claim, cents=cents, amounts=amounts)


def release(fund: Fund, heading: str, claim: str, cents: int) -> grants.FundsReleased:
    """Gives back what was set aside for a claim.

    Raises:
        NoSuchFund, FundIsClosed, UnknownHeading, NotReserved: it was not set aside.
    """
    _check_reserved(fund, heading, claim, cents)
    return grants.FundsReleased(heading=heading, claim=claim, cents=cents)


def spend(fund: Fund, heading: str, claim: str, cents: int, on: date | None = None) -> grants.FundsSpent:
    """Spends what was set aside for a claim.

    Raises:
        NoSuchFund, FundIsClosed, UnknownHeading, NotReserved: it was not set aside.
    """
    _check_reserved(fund, heading, claim, cents)
    return grants.FundsSpent(heading=heading, claim=claim, cents=cents, spent_on=on)


def recover(fund: Fund, heading: str, claim: str, cents: int, on: date) -> grants.FundsRecovered:
    """Takes back what was spent; also after the fund was closed, because the money is there.

    Raises:
        NoSuchFund, UnknownHeading, NotSpent: it was not spent.
    """
    known = fund.fund if isinstance(fund, Closed) else still_open(fund)
    row = envelope(known, heading)
    if cents > row.spent:
        needed, spent = money(cents, known.currency), money(row.spent, known.currency)
        raise NotSpent(heading=heading, needed=needed, spent=spent, claim=claim)
    return grants.FundsRecovered(heading=heading, claim=claim, cents=cents, recovered_on=on)


def _check_reserved(fund: Fund, heading: str, claim: str, cents: int) -> None:
    open_fund = still_open(fund)
    row = envelope(open_fund, heading)
    if cents > row.reserved:
        needed, reserved = money(cents, open_fund.currency), money(row.reserved, open_fund.currency)
        raise NotReserved(heading=heading, needed=needed, reserved=reserved, claim=claim)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(fund: Fund, event: Event) -> Fund:
    match event, fund:
        case grants.FundOpened(), _:
            return _opened(event)
        case grants.FundAmended(), Open():
            return _amended(fund, event)
        case grants.FundsReserved(cents=cents), Open():
            moved = _moved(fund, event.heading, reserved=cents)
            return replace(moved, amounts=fund.amounts + event.amounts)
        case grants.FundsReleased(cents=cents), Open():
            return _moved(fund, event.heading, reserved=-cents)
        case grants.FundsSpent(cents=cents), Open():
            return _moved(fund, event.heading, reserved=-cents, spent=cents)
        case grants.FundsRecovered(cents=cents), Open():
            return _moved(fund, event.heading, spent=-cents)
        case grants.FundsRecovered(cents=cents), Closed(fund=was):
            return replace(fund, fund=_moved(was, event.heading, spent=-cents))
        case grants.FundClosed(), Open():
            return Closed(fund, closed_on=event.closed_on)
        case _:
            return fund


def _opened(event: grants.FundOpened) -> Open:
    return Open(
        currency=event.currency,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        donors=event.donors,
        headings=tuple(Envelope(h.heading, h.cents) for h in event.headings),
        rates=event.rates,
        claim_window_days=event.claim_window_days,
        means_valid_days=event.means_valid_days,
        account=event.account,
        return_days=event.return_days,
        release_days=event.release_days,
        visibility_rules=event.visibility_rules,
        review=event.review,
    )


TERMS = (
    "donors",
    "ends_on",
    "rates",
    "claim_window_days",
    "means_valid_days",
    "account",
    "return_days",
    "release_days",
    "visibility_rules",
    "review",
)
"""What an amendment replaces as it is; headings keep what is reserved and spent."""


def _amended(fund: Open, event: grants.FundAmended) -> Open:
    changed = {name: value for name in TERMS if (value := getattr(event, name)) is not None}
    return replace(fund, headings=_reheaded(fund, event.headings), **changed)


def _reheaded(fund: Open, headings: tuple[grants.Heading, ...] | None) -> tuple[Envelope, ...]:
    if headings is None:
        return fund.headings
    before = {row.heading: row for row in fund.headings}
    return tuple(replace(before.get(h.heading, Envelope(h.heading, 0)), cents=h.cents) for h in headings)


def _moved(fund: Open, heading: str, reserved: int = 0, spent: int = 0) -> Open:
    return replace(
        fund,
        headings=tuple(
            replace(row, reserved=row.reserved + reserved, spent=row.spent + spent)
            if row.heading == heading
            else row
            for row in fund.headings
        ),
    )
