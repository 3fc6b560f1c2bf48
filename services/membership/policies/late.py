"""When does a timer ring whose time had passed when its fact was written down?

History is entered late, fact after fact. A timer that rang at once would tell a step overdue whose doing is
the next fact to be entered. So it waits a little: the longer ago, the longer, and some minutes at most.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST_WAIT = timedelta(minutes=6)
LATE = 1_000_000
"""Each million seconds (eleven and a half days) of lateness waits a second."""


def rings_at(due: datetime, recorded_at: datetime) -> datetime:
    """At its time if that is to come."""
    if due > recorded_at:
        return due
    return recorded_at + min((recorded_at - due) / LATE, LONGEST_WAIT)
