"""Who may give which command to council? A row without a role is given by a policy only."""

from __future__ import annotations

from services.council.domain.body import BODY, DissolveBody, EstablishBody, FillSeat, VacateSeat
from services.council.domain.institution import INSTITUTION, RegisterInstitution
from services.council.domain.leaving import LEAVING, VacateSeatsOf
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
from services.council.domain.strategy import STRATEGY, AdoptStrategy
from shared.contracts.roles import SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(RegisterInstitution, INSTITUTION, SECRETARIAT),
    door(AdoptStrategy, STRATEGY, SECRETARIAT),
    door(EstablishBody, BODY, SECRETARIAT),
    door(FillSeat, BODY, SECRETARIAT),
    door(VacateSeat, BODY, SECRETARIAT),
    door(DissolveBody, BODY, SECRETARIAT),
    door(VacateSeatsOf, LEAVING),
    door(ScheduleMeeting, MEETING, SECRETARIAT),
    door(SetAgenda, MEETING, SECRETARIAT),
    door(RescheduleMeeting, MEETING, SECRETARIAT),
    door(CancelMeeting, MEETING, SECRETARIAT),
    door(RecordAttendance, MEETING, SECRETARIAT),
    door(HoldMeeting, MEETING, SECRETARIAT),
    door(RecordDecision, MEETING, SECRETARIAT),
)
