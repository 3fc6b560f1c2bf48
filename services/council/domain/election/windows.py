"""When is a window open? The moment is the one the door stamped."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from services.council.domain.days import said
from shared.contracts.council import Window, Windows
from shared.kernel.entity import Context, Refusal


class WindowsOutOfOrder(Refusal):
    """The windows do not follow each other. Each has to close after it opens; the vote opens once the
    nominations are closed, and the inspection once the vote is closed.
    """


class CalledTooLate(Refusal):
    """Nominations would be over on {closes} already. Give a window that is still to come."""


class NominationsClosed(Refusal):
    """Nominations are received from {opens} to {closes} only, whichever way they come."""


class VotingClosed(Refusal):
    """Ballots are received from {opens} to {closes} only, whichever way they come."""


class InspectionClosed(Refusal):
    """Objections are received from {opens} to {closes} only, whichever way they come."""


def holds(window: Window, at: datetime) -> bool:
    return window.opens_at <= at < window.closes_at


def check_order(windows: Windows, ctx: Context) -> None:
    """
    Raises:
        WindowsOutOfOrder, CalledTooLate: nobody could use these windows.
    """
    nominations, voting, inspection = windows.nominations, windows.voting, windows.inspection
    moments = [
        (nominations.opens_at, nominations.closes_at),
        (voting.opens_at, voting.closes_at),
        (inspection.opens_at, inspection.closes_at),
    ]
    follows = all(earlier[1] <= later[0] for earlier, later in pairwise(moments))
    if not follows or any(closes <= opens for opens, closes in moments):
        raise WindowsOutOfOrder
    if nominations.closes_at <= ctx.at:
        raise CalledTooLate(closes=said(nominations.closes_at, ctx))


def check_open(window: Window, refusal: type[Refusal], ctx: Context) -> None:
    """
    Raises:
        Refusal: of the given kind, because it is not time.
    """
    if not holds(window, ctx.at):
        raise refusal(opens=said(window.opens_at, ctx), closes=said(window.closes_at, ctx))
