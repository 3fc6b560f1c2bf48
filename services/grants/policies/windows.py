"""What follows from what: a held meeting opens its claim window, and the window's last day closes it."""

from __future__ import annotations

from services.grants.domain.window import CloseClaimWindow, OpenClaimWindow
from shared.contracts import council, grants
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy


def open_window(held: Recorded[council.MeetingHeld]) -> list[OpenClaimWindow]:
    return [OpenClaimWindow(meeting=held.ref.id, held_on=held.data.held_on)]


def close_window_later(opened: Recorded[grants.ClaimWindowOpened]) -> list[Later]:
    meeting = opened.ref.id
    return [Later(key=meeting, due=opened.data.closes_at, command=CloseClaimWindow(meeting=meeting))]


POLICIES = (
    Policy("held-meeting-opens-claim-window", council.MeetingHeld, open_window),
    Policy("claim-window-closes-on-its-day", grants.ClaimWindowOpened, close_window_later),
)
