"""What do the sentences about ethics cases begin with? One command and one fact of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.membership.domain.complaint import (
    AppointPanel,
    AssessAdmissibility,
    DeclareConflict,
    FileComplaint,
    ReplacePanellist,
)
from services.membership.domain.days import end_of
from services.membership.domain.ethics_rules import SetEthicsRules
from services.membership.domain.ruling import (
    AppealFinding,
    CloseCase,
    DecideEthicsAppeal,
    ImposeSanction,
    MakeSanctionFinal,
    MarkStepOverdue,
    RecordFinding,
    RecordHearing,
)
from shared.contracts import membership
from shared.contracts.membership import Deadline, EthicsStep, Sanction
from shared.testing.spec import KOSOVO

ORG, RESPONDENT = "5900001-1", "5900002-2"
CASE = "2015-01"
THEN, NOW = date(2015, 4, 20), date(2015, 4, 21)
PANEL = ("p-61", "p-62", "p-63")

# ── commands ────────────────────────────────────────────────────────────────────────────────────
SET_ETHICS_RULES = SetEthicsRules(
    panel_size=3,
    assessment_days=10,
    panel_days=14,
    hearing_days=30,
    finding_days=15,
    sanction_days=20,
    appeal_days=15,
    appeal_decision_days=30,
    decision_ref="Assembly, 2014",
)
FILE = FileComplaint(case=CASE, complainant=ORG, respondent=RESPONDENT, summary="It spoke in our name")
ASSESS = AssessAdmissibility(case=CASE, admissible=True, reason="The Code forbids it")
APPOINT = AppointPanel(case=CASE, panel=PANEL)
DECLARE = DeclareConflict(case=CASE, reason="Worked with the respondent")
REPLACE = ReplacePanellist(case=CASE, panellist="p-61", replacement="p-64")
HEAR = RecordHearing(case=CASE, heard_on=NOW, respondent_heard=True, notes="It admits it")
FIND = RecordFinding(case=CASE, breach=True, reasons="It is proven")
IMPOSE = ImposeSanction(case=CASE, sanction="expulsion", reasons="It happened twice")
MAKE_FINAL = MakeSanctionFinal(case=CASE)
APPEAL = AppealFinding(case=CASE, appellant=ORG, grounds="The letter was not read")
DECIDE = DecideEthicsAppeal(case=CASE, upheld=False, reasons="It was read")
CLOSE_CASE = CloseCase(case=CASE)
OVERDUE = MarkStepOverdue(case=CASE, step="hearing")

MAY: dict[str, set[str]] = {
    "SetEthicsRules": {"board"},
    "FileComplaint": {"cso", "secretariat"},
    "AssessAdmissibility": {"secretariat"},
    "AppointPanel": {"board"},
    "DeclareConflict": {"panel"},
    "ReplacePanellist": {"board"},
    "RecordHearing": {"panel"},
    "RecordFinding": {"panel"},
    "ImposeSanction": {"board"},
    "MakeSanctionFinal": set(),
    "AppealFinding": {"cso"},
    "DecideEthicsAppeal": {"board"},
    "CloseCase": {"secretariat"},
    "MarkStepOverdue": set(),
}
EXAMPLES = (
    SET_ETHICS_RULES,
    FILE,
    ASSESS,
    APPOINT,
    DECLARE,
    REPLACE,
    HEAR,
    FIND,
    IMPOSE,
    MAKE_FINAL,
    APPEAL,
    DECIDE,
    CLOSE_CASE,
    OVERDUE,
)


# ── facts ───────────────────────────────────────────────────────────────────────────────────────
def due(step: EthicsStep, on: date) -> Deadline:
    return Deadline(step=step, on=on, at=end_of(on, KOSOVO))


ethics_rules = membership.EthicsRulesSet(set_on=THEN, **dict(SET_ETHICS_RULES))
panelled = membership.PanelAppointed(panel=PANEL, appointed_on=THEN, next=due("hearing", date(2015, 5, 20)))
conflict = membership.ConflictDeclared(panellist="p-61", reason="Worked with it", declared_on=THEN)
heard = membership.HearingRecorded(
    respondent_heard=True, notes="It admits it", heard_on=THEN, next=due("finding", date(2015, 5, 5))
)
final = membership.SanctionBecameFinal(
    respondent=RESPONDENT, sanction="expulsion", reasons="It happened twice", final_on=THEN
)
case_closed = membership.CaseClosed(outcome="expulsion", closed_on=THEN)


def filed(complainant: str | None = ORG) -> membership.ComplaintFiled:
    return membership.ComplaintFiled(
        complainant=complainant,
        respondent=RESPONDENT,
        summary="It spoke in our name",
        filed_by="p-51",
        filed_on=THEN,
        next=due("assessment", date(2015, 4, 30)),
    )


def assessed(admissible: bool = True) -> membership.AdmissibilityAssessed:
    return membership.AdmissibilityAssessed(
        admissible=admissible,
        reason="The Code forbids it",
        assessed_by="p-52",
        assessed_on=THEN,
        next=due("panel", date(2015, 5, 4)) if admissible else None,
    )


def found(breach: bool = True, appeal_until: date | None = None) -> membership.FindingRecorded:
    return membership.FindingRecorded(
        breach=breach,
        reasons="It is proven",
        found_by="p-61",
        found_on=THEN,
        next=due("sanction", date(2015, 5, 10)) if breach else None,
        appeal_until=appeal_until,
    )


def imposed(
    sanction: Sanction = "expulsion", until: date = date(2015, 5, 5), **more: Any
) -> membership.SanctionImposed:
    return membership.SanctionImposed(
        sanction=sanction,
        reasons="It happened twice",
        imposed_by="p-71",
        imposed_on=THEN,
        appeal_until=until,
        final_at=end_of(until, KOSOVO),
        **more,
    )


def finding_appealed(appellant: str = RESPONDENT) -> membership.FindingAppealed:
    return membership.FindingAppealed(
        appellant=appellant,
        grounds="The letter was not read",
        appealed_on=THEN,
        next=due("appeal decision", date(2015, 5, 20)),
    )


def appeal_decided(upheld: bool = False, again: bool = False) -> membership.EthicsAppealDecided:
    return membership.EthicsAppealDecided(
        upheld=upheld,
        reasons="It was read",
        decided_by="p-72",
        decided_on=THEN,
        next=due("panel", date(2015, 5, 4)) if again else None,
    )
