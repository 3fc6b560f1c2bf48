"""What is a row of the demo programme: which command, given by whom, at which moment, about what?"""

from __future__ import annotations

import csv
import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shared.kernel.entity import Grant

ZONE = ZoneInfo("Europe/Belgrade")
IDS = uuid.UUID("0b0c2a2e-5a0f-5d1b-9b0e-3f6a5d6c2014")
LANGUAGES = ("sq", "sr", "en", "tr", "bs", "rom")

HOURS: dict[str, tuple[str, str]] = {
    "DefineTerritory": ("membership", "07:00"),
    "RegisterInstitution": ("council", "07:10"),
    "AdoptStrategy": ("council", "07:20"),
    "AddMeasure": ("council", "07:22"),
    "CloseStrategy": ("council", "07:24"),
    "PublishDocument": ("membership", "07:30"),
    "RegisterOrganisation": ("membership", "07:40"),
    "NameRepresentative": ("membership", "07:50"),
    "EstablishBody": ("council", "08:00"),
    "VacateSeat": ("council", "08:10"),
    "FillSeat": ("council", "08:20"),
    "OpenFund": ("grants", "08:30"),
    "AmendFund": ("grants", "08:35"),
    "OpenHub": ("outreach", "08:40"),
    "OpenAccount": ("membership", "08:45"),
    "GrantRole": ("membership", "08:50"),
    "SetWorkingRules": ("membership", "08:50"),
    "SetDialogueTarget": ("council", "08:55"),
    "SetVisibilityRules": ("outreach", "08:56"),
    "DefineNewsletter": ("outreach", "08:57"),
    "DefineLogframe": ("outreach", "08:58"),
    "ScheduleMeeting": ("council", "09:00"),
    "ProposeAgendaItem": ("council", "09:05"),
    "SetAgenda": ("council", "09:10"),
    "CertifyElection": ("council", "08:25"),
    "CallElection": ("council", "08:55"),
    "RescheduleMeeting": ("council", "09:20"),
    "CancelMeeting": ("council", "09:30"),
    "ProposePosition": ("membership", "10:00"),
    "OpenPositionConsultation": ("membership", "10:10"),
    "CommentOnPosition": ("membership", "10:20"),
    "RevisePosition": ("membership", "10:30"),
    "EndorsePosition": ("membership", "10:40"),
    "AdoptPosition": ("membership", "10:50"),
    "DropPosition": ("membership", "10:50"),
    "TransmitPosition": ("membership", "11:00"),
    "LaunchInitiative": ("membership", "11:10"),
    "RecordAdvocacyAction": ("membership", "11:20"),
    "ConcludeInitiative": ("membership", "11:30"),
    "AnnounceInternship": ("membership", "11:40"),
    "ApplyForInternship": ("membership", "11:50"),
    "SelectIntern": ("membership", "12:00"),
    "SignAgreement": ("membership", "12:10"),
    "LogKnowledgeExchange": ("membership", "12:20"),
    "CompleteInternship": ("membership", "12:30"),
    "TerminateInternship": ("membership", "12:30"),
    "PlanTraining": ("membership", "12:40"),
    "RegisterParticipant": ("membership", "12:50"),
    "DeliverTraining": ("membership", "13:00"),
    "EvaluateTraining": ("membership", "13:10"),
    "CertifyParticipant": ("membership", "13:20"),
    "AdoptMembershipPlan": ("membership", "13:30"),
    "ReviseMembershipPlan": ("membership", "13:30"),
    "DraftMinutes": ("council", "09:40"),
    "CorrectMinutes": ("council", "09:44"),
    "AdoptMinutes": ("council", "09:48"),
    "PublishMinutes": ("council", "09:52"),
    "RecordCommitment": ("council", "10:00"),
    "ReportProgress": ("council", "10:10"),
    "AssessProgress": ("council", "10:20"),
    "FulfilCommitment": ("council", "10:30"),
    "WithdrawCommitment": ("council", "10:40"),
    "RecordLink": ("council", "14:00"),
    "RecordAct": ("council", "14:00"),
    "RequestFacilitation": ("council", "14:05"),
    "OpenDialogue": ("council", "14:10"),
    "RecordDialogueStep": ("council", "14:15"),
    "RecognisePrinciple": ("council", "14:20"),
    "CloseDialogue": ("council", "14:25"),
    "OpenCall": ("council", "14:30"),
    "ExtendCall": ("council", "14:35"),
    "SubmitInput": ("council", "14:40"),
    "ConsolidateInputs": ("council", "14:45"),
    "TransmitInputs": ("council", "14:50"),
    "AnswerInput": ("council", "14:55"),
    "CloseWithReport": ("council", "15:00"),
    "LogEnquiry": ("outreach", "15:10"),
    "AnswerEnquiry": ("outreach", "15:20"),
    "HoldHubEvent": ("outreach", "15:30"),
    "FileMonthlyReturn": ("outreach", "15:40"),
    "RecordVisibilityAction": ("outreach", "15:50"),
    "Nominate": ("council", "13:40"),
    "VerifyNomination": ("council", "13:50"),
    "PublishCandidates": ("council", "14:00"),
    "ReceiveBallot": ("council", "14:10"),
    "CastChoices": ("council", "17:15"),
    "CountBallots": ("council", "17:35"),
    "DrawLot": ("council", "17:45"),
    "DeclareResult": ("council", "17:55"),
    "AcceptDocument": ("membership", "16:00"),
    "ApplyForMembership": ("membership", "16:10"),
    "CheckApplication": ("membership", "16:20"),
    "AdmitMember": ("membership", "16:30"),
    "RefuseMember": ("membership", "16:30"),
    "SetMembershipRules": ("membership", "07:55"),
    "SetEthicsRules": ("membership", "07:55"),
    "AppealRefusal": ("membership", "16:35"),
    "DecideAppeal": ("membership", "16:38"),
    "SuspendMember": ("membership", "16:42"),
    "ReinstateMember": ("membership", "16:44"),
    "FileComplaint": ("membership", "11:00"),
    "AssessAdmissibility": ("membership", "11:05"),
    "AppointPanel": ("membership", "11:10"),
    "DeclareConflict": ("membership", "11:15"),
    "ReplacePanellist": ("membership", "11:20"),
    "RecordHearing": ("membership", "11:25"),
    "RecordFinding": ("membership", "11:30"),
    "ImposeSanction": ("membership", "11:35"),
    "CloseCase": ("membership", "11:40"),
    "ResignMembership": ("membership", "16:40"),
    "DeclareMeans": ("grants", "16:50"),
    "AssessMeans": ("grants", "17:00"),
    "RecordAttendance": ("council", "17:10"),
    "HoldMeeting": ("council", "17:20"),
    "RecordDecision": ("council", "17:30"),
    "ReplanCommitment": ("council", "17:40"),
    "EscalateCommitment": ("council", "17:50"),
    "FileMandateReport": ("membership", "17:40"),
    "SubmitClaim": ("grants", "18:00"),
    "ReturnClaim": ("grants", "18:04"),
    "ResubmitClaim": ("grants", "18:06"),
    "ApproveClaim": ("grants", "18:10"),
    "RejectClaim": ("grants", "18:10"),
    "WithdrawClaim": ("grants", "18:20"),
    "AuthoriseClaim": ("grants", "18:30"),
    "PrepareBatch": ("grants", "18:40"),
    "ReleaseBatch": ("grants", "18:44"),
    "RecordPaymentResults": ("grants", "18:48"),
    "RecoverClaim": ("grants", "18:52"),
    "DraftPublication": ("outreach", "19:00"),
    "SubmitForReview": ("outreach", "19:05"),
    "Publish": ("outreach", "19:10"),
    "CorrectPublication": ("outreach", "19:15"),
    "RetractPublication": ("outreach", "19:20"),
    "Subscribe": ("outreach", "19:25"),
    "ConfirmSubscription": ("outreach", "19:30"),
    "CompileIssue": ("outreach", "19:35"),
    "FreezeRecipients": ("outreach", "19:40"),
    "SendIssue": ("outreach", "19:45"),
    "OpenReport": ("outreach", "19:50"),
    "WriteSection": ("outreach", "19:55"),
    "FreezeReport": ("outreach", "20:00"),
    "SubmitReport": ("outreach", "20:05"),
}
"""Command → its service, and the hour of the day at which it is given; so the table is also the order."""


class Persona(NamedTuple):
    """Who gives a command, and as what."""

    person: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class Row:
    """One command of the programme."""

    command: str
    key: str
    """Names the row among those of its command; the command id is derived from both."""
    persona: Persona
    at: datetime
    about: str
    """Rows of one hour about the same thing keep their order: one wave each."""
    body: dict[str, Any] = field(default_factory=dict)
    patient: bool = False
    """It rests on what a policy does with an earlier row: a refusal is asked again for a while."""

    @property
    def id(self) -> str:
        return str(uuid.uuid5(IDS, f"{self.command}/{self.key}"))

    @property
    def service(self) -> str:
        return HOURS[self.command][0]


@dataclass(frozen=True)
class Programme:
    """The directory with the files; `today` places the meetings that are still to come."""

    directory: Path
    today: date

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.directory / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def by(self, name: str, column: str) -> dict[str, list[dict[str, str]]]:
        """The rows of a table, grouped by a column, in their order."""
        groups: dict[str, list[dict[str, str]]] = {}
        for row in self.table(name):
            groups.setdefault(row[column], []).append(row)
        return groups

    def json(self, name: str) -> Any:
        return json.loads((self.directory / name).read_text(encoding="utf-8"))

    @cached_property
    def staff(self) -> dict[str, Persona]:
        """Who has which duty at the secretariat and on the board."""
        return {r["duty"]: Persona(r["person"], Grant(r["role"])) for r in self.table("staff.csv")}

    @cached_property
    def representatives(self) -> dict[str, Persona]:
        """Who speaks for which organisation."""
        return {
            r["organisation"]: Persona(r["representative"], Grant("cso", r["organisation"]))
            for r in self.table("organisations.csv")
        }

    def day(self, given: str | int) -> str:
        """A day as it is written; a number is so many days after the day of the replay."""
        if isinstance(given, str) and not given.removeprefix("-").isdecimal():
            return given
        return (self.today + timedelta(days=int(given))).isoformat()

    @property
    def yesterday(self) -> str:
        return (self.today - timedelta(days=1)).isoformat()


def give(persona: Persona, command: str, on: str, key: str, about: str = "", **body: Any) -> Row:
    hour = time.fromisoformat(HOURS[command][1])
    at = datetime.combine(date.fromisoformat(on), hour, ZONE)
    return Row(command, key, persona, at, about or key, body)


def text(row: dict[str, str]) -> dict[str, str]:
    """The columns named like languages, as a text."""
    return {language: row[language] for language in LANGUAGES if row.get(language)}


def cents(euros: str) -> int:
    whole, _, rest = euros.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0")[:2] or 0)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
