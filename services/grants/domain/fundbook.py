"""Which funds are there, and what do they allow on a given day? One index, kept by the funds themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event

THE_BOOK = "funds"
"""The id of the only fundbook there is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A fund, as far as others need to know it without loading it."""

    fund: str
    starts_on: date
    ends_on: date
    claim_window_days: int
    means_valid_days: int


@dataclass(frozen=True, slots=True)
class Fundbook:
    funds: tuple[Listed, ...] = ()


def covering(book: Fundbook, day: date) -> tuple[Listed, ...]:
    """The funds whose period holds this day."""
    return tuple(fund for fund in book.funds if fund.starts_on <= day <= fund.ends_on)


def evolve(book: Fundbook, event: Event) -> Fundbook:
    match event:
        case grants.FundListed():
            listed = Listed(
                fund=event.fund,
                starts_on=event.starts_on,
                ends_on=event.ends_on,
                claim_window_days=event.claim_window_days,
                means_valid_days=event.means_valid_days,
            )
            others = (fund for fund in book.funds if fund.fund != event.fund)
            return Fundbook((*others, listed))
        case _:
            return book


FUNDBOOK: Entity[Fundbook] = Entity("grants", "fundbook", initial=Fundbook(), evolve=evolve)
