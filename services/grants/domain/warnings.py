"""What should somebody who decides on a claim look at twice? It is said and recorded, and never blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from services.grants.domain.budget import Open
from services.grants.domain.claim_record import RECORD, Details, Rejected, Withdrawn
from services.grants.domain.traveller import TRAVELLER, Traveller
from shared.contracts import grants
from shared.kernel.entity import Context


def warnings(
    claim: str, details: Details, held_on: date, fund: Open, ctx: Context
) -> tuple[grants.ClaimWarning, ...]:
    """Everything there is to say about this claim now."""
    traveller = ctx.of(TRAVELLER, details.traveller)
    return (
        *_first_time(details, traveller),
        *_unusual(details.items, fund),
        *_same_week(claim, held_on, traveller, ctx),
    )


def _first_time(details: Details, traveller: Traveller) -> Iterator[grants.ClaimWarning]:
    """This person was never paid to this account: a new payee, or an account that has changed."""
    if details.iban not in traveller.accounts:
        yield grants.ClaimWarning(kind="first_time_payee")


def _unusual(items: Sequence[grants.ClaimItem], fund: Open) -> Iterator[grants.ClaimWarning]:
    for number, item in enumerate(items, 1):
        amounts = sorted(amount.cents for amount in fund.amounts if amount.kind == item.kind)
        if len(amounts) < fund.review.at_least:
            continue
        usual = percentile(amounts, fund.review.percentile)
        if item.cents > usual:
            yield grants.ClaimWarning(kind="unusual_amount", item=number, usual_cents=usual)


def percentile(amounts: Sequence[int], percent: int) -> int:
    """The smallest of these sorted amounts that so many per cent of them do not exceed (nearest rank)."""
    rank = -(-len(amounts) * percent // 100)
    return amounts[max(rank, 1) - 1]


def _same_week(
    claim: str, held_on: date, traveller: Traveller, ctx: Context
) -> Iterator[grants.ClaimWarning]:
    week = held_on.isocalendar()[:2]
    others = [
        trip.claim
        for trip in traveller.trips
        if trip.claim != claim and trip.held_on.isocalendar()[:2] == week
    ]
    states = ctx.all_of(RECORD, others)
    standing = tuple(
        other
        for other, state in zip(others, states, strict=True)
        if not isinstance(state, Rejected | Withdrawn)
    )
    if standing:
        yield grants.ClaimWarning(kind="same_week", claims=standing)
