"""What may have happened in grants: the time in which claims for a meeting are taken."""

from __future__ import annotations

from datetime import date, datetime

from shared.kernel.event import Event


# window — id: the meeting's
class ClaimWindowOpened(Event, name="grants.ClaimWindowOpened"):
    held_on: date
    closes_on: date
    """The last day on which a claim for the meeting may be submitted."""
    closes_at: datetime
    """The end of that day where the platform is."""


class ClaimWindowClosed(Event, name="grants.ClaimWindowClosed"):
    closed_on: date
