"""What about meetings waits for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import council
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _over(event: Recorded[council.MeetingScheduled | council.MeetingRescheduled]) -> Waiting:
    """From its end on; until then it stands in the calendar."""
    return Waiting(event.data.ends_at, facts={"meeting": event.ref.id})


def _attended(event: Recorded[council.AttendanceRecorded]) -> Waiting:
    return Waiting(event.at, facts={"meeting": event.ref.id})


WAITING = (
    Waits(
        N_("Record who came to %(meeting)s."),
        command="council.RecordAttendance",
        role=SECRETARIAT,
        opens={council.MeetingScheduled: _over, council.MeetingRescheduled: _over},
        ends=(council.AttendanceRecorded, council.MeetingHeld, council.MeetingCancelled),
    ),
    Waits(
        N_("Confirm that %(meeting)s was held."),
        command="council.HoldMeeting",
        role=SECRETARIAT,
        opens={council.AttendanceRecorded: _attended},
        ends=(council.MeetingHeld, council.MeetingCancelled),
    ),
)
