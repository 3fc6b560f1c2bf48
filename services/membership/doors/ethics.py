"""Who may give which command about ethics cases?"""

from __future__ import annotations

from services.membership.domain.complaint import (
    COMPLAINT,
    AppointPanel,
    AssessAdmissibility,
    DeclareConflict,
    FileComplaint,
    ReplacePanellist,
)
from services.membership.domain.ethics_rules import ETHICS_RULES, SetEthicsRules
from services.membership.domain.ruling import (
    RULING,
    AppealFinding,
    CloseCase,
    DecideEthicsAppeal,
    ImposeSanction,
    MakeSanctionFinal,
    MarkStepOverdue,
    RecordFinding,
    RecordHearing,
)
from shared.contracts.roles import BOARD, CSO, PANEL, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(SetEthicsRules, ETHICS_RULES, BOARD),
    door(FileComplaint, COMPLAINT, CSO.own("complainant"), SECRETARIAT),
    door(AssessAdmissibility, COMPLAINT, SECRETARIAT),
    door(AppointPanel, COMPLAINT, BOARD),
    door(DeclareConflict, COMPLAINT, PANEL),
    door(ReplacePanellist, COMPLAINT, BOARD),
    door(RecordHearing, RULING, PANEL),
    door(RecordFinding, RULING, PANEL),
    door(ImposeSanction, RULING, BOARD),
    door(MakeSanctionFinal, RULING),
    door(AppealFinding, RULING, CSO.own("appellant")),
    door(DecideEthicsAppeal, RULING, BOARD),
    door(CloseCase, RULING, SECRETARIAT),
    door(MarkStepOverdue, RULING),
)
