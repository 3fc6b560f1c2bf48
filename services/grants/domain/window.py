"""Until when may the costs of a meeting be claimed? One window per meeting, shown to everybody.

It announces and never decides: whether a claim comes in time is the rule of the claim's own fund.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import Field

from services.grants.domain.days import end_of
from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK, covering
from shared.contracts import grants
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenClaimWindow(Command):
    """Open the time in which the costs of a held meeting may be claimed."""

    meeting: Id = Field(description="The meeting")
    held_on: date = Field(description="The day on which it was held")


class CloseClaimWindow(Command):
    """Close the claims of a meeting; their last day is over."""

    meeting: Id = Field(description="The meeting")


WindowCommand = OpenClaimWindow | CloseClaimWindow


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    closes_on: date
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    pass


Window = Unopened | Open | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NotYetOver(Refusal):
    """Claims for this meeting are received until the end of {closes_on}. Close the window after that."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: WindowCommand, window: Window, ctx: Context) -> Decision:
    match command, window:
        case CloseClaimWindow(), Open() if ctx.at < window.closes_at:
            raise NotYetOver(closes_on=window.closes_on)

        case OpenClaimWindow(), Unopened():
            return _opened(command.held_on, ctx)
        case CloseClaimWindow(), Open():
            return [grants.ClaimWindowClosed(closed_on=ctx.on)]
        case (OpenClaimWindow(), Open() | Closed()) | (CloseClaimWindow(), Closed()):
            return []  # a fact told twice, a timer that rings twice

        case _:
            raise NotNow(command, window, "claim window")


def _opened(held_on: date, ctx: Context) -> Decision:
    """As long as the most generous fund that covers the meeting; without such a fund there is none."""
    funds = covering(ctx.of(FUNDBOOK, THE_BOOK), held_on)
    if not funds:
        return []
    closes_on = held_on + timedelta(days=max(fund.claim_window_days for fund in funds))
    closes_at = end_of(closes_on, ctx.zone)
    return [grants.ClaimWindowOpened(held_on=held_on, closes_on=closes_on, closes_at=closes_at)]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(window: Window, event: Event) -> Window:
    match event:
        case grants.ClaimWindowOpened():
            return Open(event.closes_on, event.closes_at)
        case grants.ClaimWindowClosed():
            return Closed()
        case _:
            return window


WINDOW: Entity[Window] = Entity(
    "grants",
    "window",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.meeting,
)
