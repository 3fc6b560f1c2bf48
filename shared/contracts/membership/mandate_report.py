"""What may have happened in membership: what seat-holders report from the meetings they attended."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.values import Id, Text
from shared.kernel.event import Event


# mandate_report — id: the meeting's and the organisation's
class ReportOwed(Event, name="membership.ReportOwed"):
    """Recorded again when the day is moved: the last one counts."""

    meeting: Id
    body: Id
    organisation: Id
    seat: Id
    person: Id | None = None
    """Who sat there."""
    held_on: date
    due_on: date
    due_at: datetime
    """The end of that day, where the platform is."""
    moved_because: str | None = None


class MandateReportFiled(Event, name="membership.MandateReportFiled"):
    meeting: Id
    organisation: Id
    summary: Text
    """What was discussed and decided."""
    represented: Text
    """What was said for civil society."""
    next_steps: Text | None = None
    filed_by: Id
    filed_on: date


class MandateReportOverdue(Event, name="membership.MandateReportOverdue"):
    """The day passed before a report was recorded. Whether one came in time is a matter of its own day."""

    meeting: Id
    organisation: Id
    due_on: date
