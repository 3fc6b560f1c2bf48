"""What follows from what: an unanswered enquiry becomes overdue; a month that ends has its return due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from services.outreach.domain.enquiry import MarkEnquiryOverdue
from services.outreach.domain.hub_month import EndHubMonth, month_of
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy

CATCHING_UP = timedelta(hours=1)
"""History that is entered late, when its time is over, gets as long to be completed."""

OVER_EVERYWHERE = time(12)
"""On the first day of a month by UTC, the month before is over in every time zone."""


def overdue_later(logged: Recorded[outreach.EnquiryLogged]) -> list[Later]:
    end, enquiry = logged.data.answer_by, logged.ref.id
    if end is None:
        return []
    due = end if end > logged.recorded_at else logged.recorded_at + CATCHING_UP
    return [Later(key=enquiry, due=due, command=MarkEnquiryOverdue(enquiry=enquiry))]


def first_month_ends(opened: Recorded[outreach.HubOpened]) -> list[Later]:
    """What was over before somebody wrote down that the hub opened asks for nothing."""
    first = max(opened.data.opened_on, opened.recorded_at.date())
    return [_at_the_end(opened.ref.id, month_of(first))]


def next_month_ends(ended: Recorded[outreach.HubMonthEnded]) -> list[Later]:
    return [_at_the_end(ended.data.hub, month_of(_after(ended.data.month)))]


def _at_the_end(hub: str, month: str) -> Later:
    due = datetime.combine(_after(month), OVER_EVERYWHERE, UTC)
    return Later(key=f"{hub}_{month}", due=due, command=EndHubMonth(hub=hub, month=month))


def _after(month: str) -> date:
    """The first day of the month that follows."""
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)


POLICIES = (
    Policy("unanswered-enquiry-is-overdue", outreach.EnquiryLogged, overdue_later),
    Policy("ended-month-asks-for-return", outreach.HubOpened, first_month_ends),
    Policy("ended-month-asks-for-return", outreach.HubMonthEnded, next_month_ends),
)
