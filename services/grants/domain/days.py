"""When is a day over?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The midnight that ends it, where the platform is."""
    return datetime.combine(day + timedelta(days=1), time.min, zone)
