"""What do the sentences about positions, reports and advocacy begin with?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.membership.domain.initiative import ConcludeInitiative, LaunchInitiative, RecordAdvocacyAction
from services.membership.domain.mandate_report import (
    FileMandateReport,
    MarkReportOverdue,
    MoveReportDue,
    OweReport,
    report_id,
)
from services.membership.domain.position import (
    AdoptPosition,
    CommentOnPosition,
    DropPosition,
    EndorsePosition,
    OpenPositionConsultation,
    ProposePosition,
    RevisePosition,
    TransmitPosition,
)
from services.membership.domain.working_rules import SetWorkingRules
from shared.contracts import council, membership
from shared.contracts.council import Attendance, Holder
from shared.contracts.membership import Checked, Principle
from shared.testing.spec import KOSOVO
from tests.services.membership.given import ORG, TODAY, TOMORROW, YESTERDAY

POSITION_ID = "public-consultation-regulation"
MEETING_ID = "council-2015-04-20"
INITIATIVE_ID = "consult-first"
PRINCIPLES = (
    Principle(principle="evidence", text={"en": "It rests on evidence"}),
    Principle(principle="inclusive", text={"en": "Those concerned were heard"}),
)
MET = tuple(Checked(principle=item.principle, met=True) for item in PRINCIPLES)
TITLE, TEXT = {"en": "Consult before deciding"}, {"en": "Every act is consulted on before it is adopted."}
BETTER = {"en": "Every act and every plan is consulted on before it is adopted."}

# ── commands ────────────────────────────────────────────────────────────────────────────────────
SET_RULES = SetWorkingRules(
    endorsements_needed=2, report_days=14, report_for=("council", "task_force"), checklist=PRINCIPLES
)
PROPOSE = ProposePosition(position=POSITION_ID, organisation=ORG, title=TITLE, text=TEXT)
CONSULT = OpenPositionConsultation(position=POSITION_ID, until=TODAY)
COMMENT = CommentOnPosition(position=POSITION_ID, organisation=ORG, text={"en": "Name the days, too."})
REVISE = RevisePosition(
    position=POSITION_ID, organisation=ORG, title=TITLE, text=BETTER, changes="Plans are named, too"
)
ENDORSE = EndorsePosition(position=POSITION_ID, organisation=ORG)
ADOPT = AdoptPosition(position=POSITION_ID)
BY_BOARD = AdoptPosition(position=POSITION_ID, decision_ref="Board, 21 April 2015")
DROP = DropPosition(position=POSITION_ID, reason="Overtaken by events")
TRANSMIT = TransmitPosition(position=POSITION_ID, call="regulation-draft")
OWE = OweReport(meeting=MEETING_ID, organisation=ORG)
FILE = FileMandateReport(
    meeting=MEETING_ID,
    organisation=ORG,
    summary={"en": "The work plan was agreed."},
    represented={"en": "We asked for longer consultation."},
)
MOVE = MoveReportDue(meeting=MEETING_ID, organisation=ORG, due_on=date(2015, 5, 20), reason="Illness")
OVERDUE = MarkReportOverdue(meeting=MEETING_ID, organisation=ORG)
LAUNCH = LaunchInitiative(
    initiative=INITIATIVE_ID,
    title={"en": "Consult first"},
    position=POSITION_ID,
    institution="ogg",
    organisation=ORG,
    checklist=MET,
)
ACT = RecordAdvocacyAction(
    initiative=INITIATIVE_ID,
    organisation=ORG,
    kind="meeting",
    text={"en": "Met the head of the office"},
    done_on=TODAY,
)
CONCLUDE = ConcludeInitiative(
    initiative=INITIATIVE_ID,
    organisation=ORG,
    outcome="achieved",
    text={"en": "The regulation was adopted"},
    evidence="Official Gazette (sample)",
)

EXAMPLES = (
    SET_RULES,
    PROPOSE,
    CONSULT,
    COMMENT,
    REVISE,
    ENDORSE,
    ADOPT,
    DROP,
    TRANSMIT,
    OWE,
    FILE,
    MOVE,
    OVERDUE,
    LAUNCH,
    ACT,
    CONCLUDE,
)
MAY = {
    "SetWorkingRules": {"board"},
    "ProposePosition": {"cso", "secretariat"},
    "OpenPositionConsultation": {"secretariat"},
    "CommentOnPosition": {"cso"},
    "RevisePosition": {"cso", "secretariat"},
    "EndorsePosition": {"cso"},
    "AdoptPosition": {"secretariat", "board"},
    "DropPosition": {"secretariat", "board"},
    "TransmitPosition": {"secretariat"},
    "OweReport": set[str](),
    "FileMandateReport": {"cso"},
    "MoveReportDue": {"secretariat"},
    "MarkReportOverdue": set[str](),
    "LaunchInitiative": {"cso", "secretariat"},
    "RecordAdvocacyAction": {"cso", "secretariat"},
    "ConcludeInitiative": {"cso", "secretariat"},
}

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
rules_set = membership.WorkingRulesSet(set_on=YESTERDAY, **dict(SET_RULES))
proposed = membership.PositionProposed(organisation=ORG, title=TITLE, text=TEXT, proposed_on=YESTERDAY)
revised = membership.PositionRevised(
    text_version=2, title=TITLE, text=BETTER, changes="Plans, too", revised_on=YESTERDAY
)
dropped = membership.PositionDropped(reason="Overtaken by events", dropped_on=YESTERDAY)
transmitted = membership.PositionTransmitted(title=TITLE, text=TEXT, transmitted_on=YESTERDAY)
adopted = membership.PositionAdopted(
    ground="endorsements", text_version=1, endorsements=2, needed=2, adopted_on=YESTERDAY
)
launched = membership.InitiativeLaunched(
    title={"en": "Consult first"},
    position=POSITION_ID,
    institution="ogg",
    organisation=ORG,
    checklist=MET,
    launched_on=YESTERDAY,
)
concluded = membership.InitiativeConcluded(
    position=POSITION_ID, outcome="achieved", text={"en": "Done"}, evidence="Gazette", concluded_on=YESTERDAY
)
body_established = council.BodyEstablished.model_validate(
    {
        "kind": "council",
        "name": {"en": "The Council"},
        "seats": [{"seat": "cso-1", "side": "civil_society", "filled_by": "elected"}],
        "quorum": {"percent": 50},
        "meetings_a_year": 4,
        "established_on": date(2014, 10, 15),
    }
)
institution_registered = council.InstitutionRegistered(name={"en": "Office of Good Governance"})


def consulting(until: date = TOMORROW) -> membership.PositionConsultationOpened:
    return membership.PositionConsultationOpened(until=until, opened_on=YESTERDAY)


def endorsed(organisation: str = ORG, version: int = 1) -> membership.PositionEndorsed:
    return membership.PositionEndorsed(organisation=organisation, text_version=version, endorsed_on=YESTERDAY)


def sat(organisation: str = ORG, presence: Any = "present", seat: str = "cso-1") -> Attendance:
    holder = Holder(kind="organisation", id=organisation)
    return Attendance(seat=seat, presence=presence, holder=holder, person="p-1")


def meeting_held(*attendance: Attendance) -> council.MeetingHeld:
    return council.MeetingHeld(
        body="council",
        held_on=YESTERDAY,
        attendance=attendance or (sat(),),
        quorum=council.Quorum(present=1, needed=1, reached=True),
    )


def owed(due_on: date = date(2015, 5, 4), **more: Any) -> membership.ReportOwed:
    return membership.ReportOwed(
        meeting=MEETING_ID,
        body="council",
        organisation=ORG,
        seat="cso-1",
        person="p-1",
        held_on=YESTERDAY,
        due_on=due_on,
        due_at=datetime(due_on.year, due_on.month, due_on.day + 1, tzinfo=KOSOVO),
        **more,
    )


overdue = membership.MandateReportOverdue(meeting=MEETING_ID, organisation=ORG, due_on=date(2015, 5, 4))
filed = membership.MandateReportFiled(filed_by="p-1", filed_on=TODAY, **dict(FILE))
REPORT_ID = report_id(MEETING_ID, ORG)
