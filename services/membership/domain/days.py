"""Which days can a fact have, and when is a day over?

What is told as a fact has happened, and ends no earlier than it began.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.kernel.entity import Refusal


class InTheFuture(Refusal):
    """{day} is still to come. Give the day on which it happened, today at the latest."""


class TooEarly(Refusal):
    """{day} is before {began}, when it began. Correct the day."""


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment after a day, where the platform is."""
    return datetime.combine(day + timedelta(days=1), time.min, zone)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
