"""What money is there, for what, and how much of it is still free?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK
from shared.contracts import grants
from shared.contracts.values import Currency, Id, Text, money
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenFund(Command):
    """Open a fund: a funding agreement with its donors, its period, its budget and its rates."""

    fund: Id = Field(description="A short name for addresses, e.g. eu-2014")
    title: Text = Field(description="The name that people read")
    agreement: str = Field(min_length=1, description="The number of the funding agreement")
    donors: Annotated[tuple[grants.Donor, ...], Field(min_length=1)] = Field(
        description="Who pays, and how many per cent each; together 100"
    )
    currency: Currency = Field(description="The currency's three letters, e.g. EUR")
    starts_on: date = Field(description="The first day of the agreement's period")
    ends_on: date = Field(description="The last day of the agreement's period")
    headings: Annotated[tuple[grants.Heading, ...], Field(min_length=1)] = Field(
        description="The budget headings and their amounts in cents"
    )
    rates: tuple[grants.Rate, ...] = Field(
        description="The kinds of cost that are paid, and the most for one item of each"
    )
    claim_window_days: Annotated[int, Field(ge=0, le=3660)] = Field(
        description="Days after a meeting in which its costs may be claimed"
    )
    means_valid_days: Annotated[int, Field(ge=0, le=3660)] = Field(
        description="Days for which an assessment of an organisation's means holds"
    )


class CloseFund(Command):
    """Close a fund: nothing is reserved or spent from it any more."""

    fund: Id = Field(description="The fund")
    reason: str = Field(min_length=1, description="Why it closes")


FundCommand = OpenFund | CloseFund


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


@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    currency: str
    starts_on: date
    ends_on: date
    headings: tuple[Envelope, ...]
    rates: tuple[grants.Rate, ...]
    claim_window_days: int


@dataclass(frozen=True, slots=True)
class Closed:
    closed_on: date


Fund = Unopened | Open | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class SharesNotWhole(Refusal):
    """The donors' shares make {percent} per cent together. Correct them so that they make 100."""


class HeadingTwice(Refusal):
    """The heading {heading} stands there more than once. Give each heading a name of its own."""


class RateTwice(Refusal):
    """The rate card has more than one rate for {kind}. Keep one of them."""


class EndsBeforeItStarts(Refusal):
    """The period ends on {ends_on}, which is not after its start on {starts_on}. Correct the dates."""


class StillReserved(Refusal):
    """{amount} are still reserved for claims. Have those claims paid, rejected or withdrawn first."""


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


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: FundCommand, fund: Fund, ctx: Context) -> Decision:
    match command, fund:
        case OpenFund(), Unopened() if (percent := sum(d.share_percent for d in command.donors)) != 100:
            raise SharesNotWhole(percent=percent)
        case OpenFund(), Unopened() if heading := _twice([h.heading for h in command.headings]):
            raise HeadingTwice(heading=heading)
        case OpenFund(), Unopened() if kind := _twice([rate.kind for rate in command.rates]):
            raise RateTwice(kind=kind)
        case OpenFund(starts_on=starts_on, ends_on=ends_on), Unopened() if ends_on <= starts_on:
            raise EndsBeforeItStarts(starts_on=starts_on, ends_on=ends_on)
        case OpenFund(), Unopened():
            # The events have the command's fields; each takes what it needs.
            opened = grants.FundOpened(opened_on=ctx.on, **dict(command))
            return [opened, FUNDBOOK.at(THE_BOOK, grants.FundListed(**dict(command)))]

        case CloseFund(), Open() if reserved := sum(h.reserved for h in fund.headings):
            raise StillReserved(amount=money(reserved, fund.currency))
        case CloseFund(), Open():
            return [grants.FundClosed(reason=command.reason, closed_on=ctx.on)]

        case _:
            raise NotNow(command, fund, "fund")


def _twice(names: Sequence[str]) -> str | None:
    return next((name for i, name in enumerate(names) if name in names[:i]), None)


# ── the budget, as the claims' decisions use it ─────────────────────────────────────────────────
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


def reserve(fund: Fund, heading: str, claim: str, cents: int) -> grants.FundsReserved:
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
    return grants.FundsReserved(heading=heading, claim=claim, cents=cents)


def release(fund: Fund, heading: str, claim: str, cents: int) -> grants.FundsReleased:
    """Gives back what was set aside for a claim.

    Raises:
        NoSuchFund, FundIsClosed, UnknownHeading, NotReserved: it was not set aside.
    """
    _check_reserved(fund, heading, claim, cents)
    return grants.FundsReleased(heading=heading, claim=claim, cents=cents)


def spend(fund: Fund, heading: str, claim: str, cents: int) -> grants.FundsSpent:
    """Spends what was set aside for a claim.

    Raises:
        NoSuchFund, FundIsClosed, UnknownHeading, NotReserved: it was not set aside.
    """
    _check_reserved(fund, heading, claim, cents)
    return grants.FundsSpent(heading=heading, claim=claim, cents=cents)


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
            return Open(
                currency=event.currency,
                starts_on=event.starts_on,
                ends_on=event.ends_on,
                headings=tuple(Envelope(h.heading, h.cents) for h in event.headings),
                rates=event.rates,
                claim_window_days=event.claim_window_days,
            )
        case grants.FundsReserved(cents=cents), Open():
            return _moved(fund, event.heading, reserved=cents)
        case grants.FundsReleased(cents=cents), Open():
            return _moved(fund, event.heading, reserved=-cents)
        case grants.FundsSpent(cents=cents), Open():
            return _moved(fund, event.heading, reserved=-cents, spent=cents)
        case grants.FundClosed(), _:
            return Closed(closed_on=event.closed_on)
        case _:
            return fund


def _moved(fund: Open, heading: str, reserved: int, spent: int = 0) -> Open:
    return replace(
        fund,
        headings=tuple(
            replace(row, reserved=row.reserved + reserved, spent=row.spent + spent)
            if row.heading == heading
            else row
            for row in fund.headings
        ),
    )


FUND: Entity[Fund] = Entity(
    "grants", "fund", initial=Unopened(), evolve=evolve, decide=decide, key=lambda command: command.fund
)
