"""Which funding agreements pay the costs of taking part, from whom, for what and for how long?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from services.grants.domain.budget import TERMS, Envelope, Fund, Open, Unopened, evolve
from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK
from services.grants.domain.iban import checked_iban
from shared.contracts import grants
from shared.contracts.values import Currency, Id, Text, money
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal

Days = Annotated[int, Field(ge=0, le=3660)]
Donors = Annotated[tuple[grants.Donor, ...], Field(min_length=1, max_length=50)]
Headings = Annotated[tuple[grants.Heading, ...], Field(min_length=1, max_length=100)]
DONORS = "Who pays, and how many per cent each; together 100"
HEADINGS = "The budget headings and their amounts in cents"
RATES = "The kinds of cost that are paid, and the most for one item of each"
WINDOW = "Days after a meeting in which its costs may be claimed"
MEANS = "Days for which an assessment of an organisation's means holds"
ACCOUNT = "The account that the payments go from"
RETURN = "Days in which a returned claim is to be answered; left out: no day is set"
RELEASE = "Days in which a prepared batch is to be released; left out: no day is set"
VISIBILITY = "Which set of visibility rules the agreement demands"
REVIEW = "When a reviewer is warned of an unusual amount"


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenFund(Command):
    """Open a fund: a funding agreement with its donors, its period, its budget and its rates."""

    fund: Id = Field(description="A short name for addresses, e.g. eu-2014")
    title: Text = Field(description="The name that people read")
    agreement: str = Field(min_length=1, description="The number of the funding agreement")
    donors: Donors = Field(description=DONORS)
    currency: Currency = Field(description="The currency's three letters, e.g. EUR")
    starts_on: date = Field(description="The first day of the agreement's period")
    ends_on: date = Field(description="The last day of the agreement's period")
    headings: Headings = Field(description=HEADINGS)
    rates: tuple[grants.Rate, ...] = Field(description=RATES)
    claim_window_days: Days = Field(description=WINDOW)
    means_valid_days: Days = Field(description=MEANS)
    account: grants.Account | None = Field(None, description=ACCOUNT)
    return_days: Days | None = Field(None, description=RETURN)
    release_days: Days | None = Field(None, description=RELEASE)
    visibility_rules: Id | None = Field(None, description=VISIBILITY)
    review: grants.ReviewRules = Field(grants.ReviewRules(), description=REVIEW)


class AmendFund(Command):
    """Amend the agreement of a fund. Give what changes; what is left out stays as it is."""

    fund: Id = Field(description="The fund")
    reason: str = Field(min_length=1, description="The amendment's number, and why")
    donors: Donors | None = Field(None, description=DONORS)
    ends_on: date | None = Field(None, description="The last day of the agreement's period")
    headings: Headings | None = Field(None, description=f"{HEADINGS}; all of them")
    rates: tuple[grants.Rate, ...] | None = Field(None, description=f"{RATES}; all of them")
    claim_window_days: Days | None = Field(None, description=WINDOW)
    means_valid_days: Days | None = Field(None, description=MEANS)
    account: grants.Account | None = Field(None, description=ACCOUNT)
    return_days: Days | None = Field(None, description=RETURN)
    release_days: Days | None = Field(None, description=RELEASE)
    visibility_rules: Id | None = Field(None, description=VISIBILITY)
    review: grants.ReviewRules | None = Field(None, description=REVIEW)


class CloseFund(Command):
    """Close a fund: nothing is reserved or spent from it any more."""

    fund: Id = Field(description="The fund")
    reason: str = Field(min_length=1, description="Why it closes")


FundCommand = OpenFund | AmendFund | CloseFund


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class SharesNotWhole(Refusal):
    """The donors' shares make {percent} per cent together. Correct them so that they make 100."""


class HeadingTwice(Refusal):
    """The heading {heading} stands there more than once. Give each heading a name of its own."""


class RateTwice(Refusal):
    """The rate card has more than one rate for {kind}. Keep one of them."""


class EndsBeforeItStarts(Refusal):
    """The period ends on {ends_on}, which is not after its start on {starts_on}. Correct the dates."""


class BelowCommitted(Refusal):
    """Under the heading {heading}, {committed} are reserved or spent already, so it cannot have less. Leave
    it at least that much.
    """


class StillReserved(Refusal):
    """{amount} are still reserved for claims. Have those claims paid, rejected or withdrawn first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: FundCommand, fund: Fund, ctx: Context) -> Decision:
    match command, fund:
        case OpenFund(), Unopened():
            _check(command, command.starts_on, command.ends_on)
            return _opened(command, ctx)

        case AmendFund(), Open():
            _check(command, fund.starts_on, command.ends_on or fund.ends_on)
            _check_committed(command, fund)
            return _amended(command, fund, ctx)

        case CloseFund(), Open() if reserved := sum(h.reserved for h in fund.headings):
            raise StillReserved(amount=money(reserved, fund.currency))
        case CloseFund(), Open():
            return [grants.FundClosed(reason=command.reason, closed_on=ctx.on)]

        case _:
            raise NotNow(command, fund, "fund")


def _check(command: OpenFund | AmendFund, starts_on: date, ends_on: date) -> None:
    donors, headings, rates = command.donors, command.headings or (), command.rates or ()
    if donors is not None and (percent := sum(donor.share_percent for donor in donors)) != 100:
        raise SharesNotWhole(percent=percent)
    if heading := _twice([row.heading for row in headings]):
        raise HeadingTwice(heading=heading)
    if kind := _twice([rate.kind for rate in rates]):
        raise RateTwice(kind=kind)
    if ends_on <= starts_on:
        raise EndsBeforeItStarts(starts_on=starts_on, ends_on=ends_on)


def _twice(names: Sequence[str]) -> str | None:
    return next((name for i, name in enumerate(names) if name in names[:i]), None)


def _check_committed(command: AmendFund, fund: Open) -> None:
    if command.headings is None:
        return
    amounts = {row.heading: row.cents for row in command.headings}
    for row in fund.headings:
        if row.committed > amounts.get(row.heading, 0):
            raise BelowCommitted(heading=row.heading, committed=money(row.committed, fund.currency))


def _opened(command: OpenFund, ctx: Context) -> Decision:
    # The events have the command's fields; each takes what it needs.
    fields = {**dict(command), "account": _account(command.account)}
    opened = grants.FundOpened(opened_on=ctx.on, **fields)
    return [opened, FUNDBOOK.at(THE_BOOK, grants.FundListed(**fields))]


def _amended(command: AmendFund, fund: Open, ctx: Context) -> Decision:
    """What really changes; an amendment that changes nothing records nothing."""
    wanted = {**dict(command), "account": _account(command.account)}
    changed = {
        name: wanted[name]
        for name in TERMS
        if wanted[name] is not None and wanted[name] != getattr(fund, name)
    }
    if _headed(command.headings or ()) not in ((), _headed(fund.headings)):
        changed["headings"] = command.headings
    if not changed:
        return []
    amended = grants.FundAmended(reason=command.reason, amended_by=ctx.by, amended_on=ctx.on, **changed)
    return [amended, *_listed(command.fund, fund, changed)]


def _headed(rows: Sequence[grants.Heading | Envelope]) -> tuple[tuple[str, int], ...]:
    return tuple((row.heading, row.cents) for row in rows)


def _listed(id: str, fund: Open, changed: dict[str, object]) -> list[Elsewhere]:
    """The book lists the fund again if what it knows of it has changed."""
    known = ("ends_on", "claim_window_days", "means_valid_days")
    if not changed.keys() & set(known):
        return []
    now = {name: changed.get(name, getattr(fund, name)) for name in known}
    return [
        FUNDBOOK.at(
            THE_BOOK, grants.FundListed.model_validate({"fund": id, "starts_on": fund.starts_on} | now)
        )
    ]


def _account(account: grants.Account | None) -> grants.Account | None:
    if account is None:
        return None
    return account.model_copy(update={"iban": checked_iban(account.iban)})


FUND: Entity[Fund] = Entity(
    "grants", "fund", initial=Unopened(), evolve=evolve, decide=decide, key=lambda command: command.fund
)
