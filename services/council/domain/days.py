"""Which days can a fact have? What is told as a fact has happened, and ends no earlier than it began."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.kernel.entity import Context, Refusal


class InTheFuture(Refusal):
    """{day} is still to come. Give the day on which it happened, today at the latest."""


class TooEarly(Refusal):
    """{day} is before {began}, when it began. Correct the day."""


class EndsBeforeItStarts(Refusal):
    """The end ({ends}) is not after the start ({starts}). Correct one of them."""


def said(moment: datetime, ctx: Context) -> str:
    """As a sentence says it, where the platform is: "9 October 2015, 16:00"."""
    local = moment.astimezone(ctx.zone)
    return f"{local.day} {local:%B %Y, %H:%M}"


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment in which a day is over, where the platform is."""
    return datetime.combine(day + timedelta(days=1), time.min, zone)
