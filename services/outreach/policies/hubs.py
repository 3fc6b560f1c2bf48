"""What follows from what: an enquiry that nobody answers in time becomes overdue."""

from __future__ import annotations

from datetime import timedelta

from services.outreach.domain.enquiry import MarkEnquiryOverdue
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy

CATCHING_UP = timedelta(hours=1)
"""History that is entered late, when its time is over, gets as long to be completed."""


def overdue_later(logged: Recorded[outreach.EnquiryLogged]) -> list[Later]:
    end, enquiry = logged.data.answer_by, logged.ref.id
    if end is None:
        return []
    due = end if end > logged.recorded_at else logged.recorded_at + CATCHING_UP
    return [Later(key=enquiry, due=due, command=MarkEnquiryOverdue(enquiry=enquiry))]


POLICIES = (Policy("unanswered-enquiry-is-overdue", outreach.EnquiryLogged, overdue_later),)
