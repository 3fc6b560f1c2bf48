"""Has this organisation no means of its own to take part, and until when does that answer hold?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK, covering
from services.grants.domain.recusal import OwnOrganisation, represents
from shared.contracts import grants
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

IncomeBracket = Literal["none", "below_5000", "below_20000", "above_20000"]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DeclareMeans(Command):
    """Declare what means your organisation has, so that its costs of taking part can be paid."""

    organisation: Id = Field(description="The organisation's register number")
    year: int = Field(ge=1990, le=2200, description="The year that the income is of")
    income_bracket: IncomeBracket = Field(description="The organisation's income of that year")
    other_support: str = Field("", description="Who else pays costs of taking part, if anybody")


class AssessMeans(Command):
    """Assess a declaration of means: may this organisation claim its costs of taking part?"""

    organisation: Id = Field(description="The organisation's register number")
    eligible: bool = Field(description="It has no means of its own and may claim")
    reason: str = Field(min_length=1, description="Why, or why not")


MeansCommand = DeclareMeans | AssessMeans


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Undeclared:
    pass


@dataclass(frozen=True, slots=True)
class Declared:
    year: int
    income_bracket: IncomeBracket
    other_support: str


@dataclass(frozen=True, slots=True)
class Eligible:
    valid_until: date


@dataclass(frozen=True, slots=True)
class Renewing:
    """Declared anew; what was assessed before holds until its own end."""

    year: int
    income_bracket: IncomeBracket
    other_support: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class NotEligible:
    pass


Means = Undeclared | Declared | Eligible | Renewing | NotEligible


def eligible_on(means: Means, day: date) -> bool:
    """The organisation may claim on this day."""
    match means:
        case Eligible(valid_until=until) | Renewing(valid_until=until):
            return day <= until
        case _:
            return False


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class YearToCome(Refusal):
    """{year} is still to come. Declare the income of a year that has begun."""


class NoFundToday(Refusal):
    """No fund covers {day}, so nothing says how long an assessment would hold. Open a fund first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: MeansCommand, means: Means, ctx: Context) -> Decision:
    match command, means:
        case DeclareMeans(year=year), _ if year > ctx.on.year:
            raise YearToCome(year=year)
        case DeclareMeans(), Declared() | Renewing() if _same(command, means):
            return []
        case DeclareMeans(), _:
            return [_declared(command, ctx)]

        case AssessMeans(), Declared() | Renewing() if represents(ctx, command.organisation):
            raise OwnOrganisation
        case AssessMeans(), Declared() | Renewing():
            return [_assessed(command, ctx)]

        case _:
            raise NotNow(command, means, "declaration of means")


def _same(command: DeclareMeans, means: Declared | Renewing) -> bool:
    return (command.year, command.income_bracket, command.other_support) == (
        means.year,
        means.income_bracket,
        means.other_support,
    )


def _declared(command: DeclareMeans, ctx: Context) -> grants.MeansDeclared:
    return grants.MeansDeclared(
        year=command.year,
        income_bracket=command.income_bracket,
        other_support=command.other_support,
        declared_by=ctx.by,
        declared_on=ctx.on,
    )


def _assessed(command: AssessMeans, ctx: Context) -> grants.MeansAssessed:
    return grants.MeansAssessed(
        eligible=command.eligible,
        reason=command.reason,
        valid_until=ctx.on + timedelta(days=_days(ctx)),
        assessed_by=ctx.by,
        assessed_on=ctx.on,
    )


def _days(ctx: Context) -> int:
    """How long an assessment of today holds: as long as the most generous fund that covers today says."""
    funds = covering(ctx.of(FUNDBOOK, THE_BOOK), ctx.on)
    if not funds:
        raise NoFundToday(day=ctx.on)
    return max(fund.means_valid_days for fund in funds)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(means: Means, event: Event) -> Means:
    match event, means:
        case grants.MeansDeclared(), Eligible(valid_until=until) | Renewing(valid_until=until):
            return Renewing(event.year, event.income_bracket, event.other_support, until)
        case grants.MeansDeclared(), _:
            return Declared(event.year, event.income_bracket, event.other_support)
        case grants.MeansAssessed(eligible=True), _:
            return Eligible(event.valid_until)
        case grants.MeansAssessed(), _:
            return NotEligible()
        case _:
            return means


MEANS: Entity[Means] = Entity(
    "grants",
    "means",
    initial=Undeclared(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.organisation,
)
