"""Who may give which command about the logframe and the reports to the donor?"""

from __future__ import annotations

from services.outreach.domain.logframe import LOGFRAME, DefineLogframe
from services.outreach.domain.report import (
    REPORT,
    FreezeReport,
    OpenReport,
    RecordFigures,
    SubmitReport,
    WriteSection,
)
from shared.contracts.roles import BOARD, FINANCE, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(DefineLogframe, LOGFRAME, SECRETARIAT),
    door(OpenReport, REPORT, SECRETARIAT),
    door(WriteSection, REPORT, SECRETARIAT, FINANCE),
    door(FreezeReport, REPORT, SECRETARIAT),
    door(RecordFigures, REPORT),
    door(SubmitReport, REPORT, SECRETARIAT, BOARD),
)
