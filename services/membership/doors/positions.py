"""Who may give which command about positions, reports and advocacy?"""

from __future__ import annotations

from services.membership.domain.initiative import (
    INITIATIVE,
    ConcludeInitiative,
    LaunchInitiative,
    RecordAdvocacyAction,
)
from services.membership.domain.mandate_report import (
    MANDATE_REPORT,
    FileMandateReport,
    MarkReportOverdue,
    MoveReportDue,
    OweReport,
)
from services.membership.domain.position import (
    POSITION,
    AdoptPosition,
    CommentOnPosition,
    DropPosition,
    EndorsePosition,
    OpenPositionConsultation,
    ProposePosition,
    RevisePosition,
    TransmitPosition,
)
from services.membership.domain.working_rules import WORKING_RULES, SetWorkingRules
from shared.contracts.roles import BOARD, CSO, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(SetWorkingRules, WORKING_RULES, BOARD),
    door(ProposePosition, POSITION, OWN_CSO, SECRETARIAT),
    door(OpenPositionConsultation, POSITION, SECRETARIAT),
    door(CommentOnPosition, POSITION, OWN_CSO),
    door(RevisePosition, POSITION, OWN_CSO, SECRETARIAT),
    door(EndorsePosition, POSITION, OWN_CSO),
    door(AdoptPosition, POSITION, SECRETARIAT, BOARD),
    door(DropPosition, POSITION, SECRETARIAT, BOARD),
    door(TransmitPosition, POSITION, SECRETARIAT),
    door(OweReport, MANDATE_REPORT),
    door(FileMandateReport, MANDATE_REPORT, OWN_CSO),
    door(MoveReportDue, MANDATE_REPORT, SECRETARIAT),
    door(MarkReportOverdue, MANDATE_REPORT),
    door(LaunchInitiative, INITIATIVE, OWN_CSO, SECRETARIAT),
    door(RecordAdvocacyAction, INITIATIVE, OWN_CSO, SECRETARIAT),
    door(ConcludeInitiative, INITIATIVE, OWN_CSO, SECRETARIAT),
)
