"""Who may give which command about meetings and their minutes?"""

from __future__ import annotations

from services.council.domain.agenda import ProposeAgendaItem, SetAgenda
from services.council.domain.deciding import RecordDecision
from services.council.domain.meeting import (
    MEETING,
    CancelMeeting,
    HoldMeeting,
    RecordAttendance,
    RescheduleMeeting,
    ScheduleMeeting,
)
from services.council.domain.minutes import (
    MINUTES,
    AdoptMinutes,
    CorrectMinutes,
    DraftMinutes,
    PublishMinutes,
)
from shared.contracts.roles import CSO, GOVERNMENT, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(ScheduleMeeting, MEETING, SECRETARIAT),
    door(ProposeAgendaItem, MEETING, CSO.own("organisation"), GOVERNMENT.own("institution")),
    door(SetAgenda, MEETING, SECRETARIAT),
    door(RescheduleMeeting, MEETING, SECRETARIAT),
    door(CancelMeeting, MEETING, SECRETARIAT),
    door(RecordAttendance, MEETING, SECRETARIAT),
    door(HoldMeeting, MEETING, SECRETARIAT),
    door(RecordDecision, MEETING, SECRETARIAT),
    door(DraftMinutes, MINUTES, SECRETARIAT),
    door(CorrectMinutes, MINUTES, SECRETARIAT),
    door(AdoptMinutes, MINUTES, SECRETARIAT),
    door(PublishMinutes, MINUTES, SECRETARIAT),
)
