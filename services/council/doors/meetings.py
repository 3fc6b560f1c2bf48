"""Who may give which command about meetings?"""

from __future__ import annotations

from services.council.domain.meeting import (
    MEETING,
    CancelMeeting,
    HoldMeeting,
    RecordAttendance,
    RecordDecision,
    RescheduleMeeting,
    ScheduleMeeting,
    SetAgenda,
)
from shared.contracts.roles import SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(ScheduleMeeting, MEETING, SECRETARIAT),
    door(SetAgenda, MEETING, SECRETARIAT),
    door(RescheduleMeeting, MEETING, SECRETARIAT),
    door(CancelMeeting, MEETING, SECRETARIAT),
    door(RecordAttendance, MEETING, SECRETARIAT),
    door(HoldMeeting, MEETING, SECRETARIAT),
    door(RecordDecision, MEETING, SECRETARIAT),
)
