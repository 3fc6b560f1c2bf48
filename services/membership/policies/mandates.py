"""What follows from what: who sat in a held meeting owes a report, and its last day makes it overdue."""

from __future__ import annotations

from services.membership.domain.mandate_report import MarkReportOverdue, OweReport
from services.membership.domain.meeting_facts import CAME
from shared.contracts import council, membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy


def owe_reports(held: Recorded[council.MeetingHeld]) -> list[OweReport]:
    """One for each organisation that sat there; whether the rules ask for a report is the report's matter."""
    holders = [seat.holder for seat in held.data.attendance if seat.presence in CAME and seat.holder]
    organisations = dict.fromkeys(holder.id for holder in holders if holder.kind == "organisation")
    return [OweReport(meeting=held.ref.id, organisation=organisation) for organisation in organisations]


def overdue_later(owed: Recorded[membership.ReportOwed]) -> list[Later]:
    """Moving the day records ReportOwed again, and the later plan takes the place of the earlier."""
    fact = owed.data
    command = MarkReportOverdue(meeting=fact.meeting, organisation=fact.organisation)
    return [Later(key=owed.ref.id, due=fact.due_at, command=command)]


POLICIES = (
    Policy("held-meeting-owes-reports", council.MeetingHeld, owe_reports),
    Policy("report-is-overdue-after-its-day", membership.ReportOwed, overdue_later),
)
