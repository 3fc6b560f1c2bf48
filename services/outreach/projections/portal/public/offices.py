"""In which office did somebody record a public fact? Told only where one office alone may do so.

The log names a person; here stands what the command needs, so nobody is named and no account is looked up.
"""

from __future__ import annotations

from typing import Any

from shared.contracts import council, membership
from shared.kernel.event import Event, Recorded

PLATFORM = "platform"
_SYSTEM = "system:"
"""With this begins the name of a policy or a timer that acted."""

OFFICES: dict[str, tuple[str, ...]] = {
    "secretariat": (
        "membership.CloseOrganisation",
        "membership.OpenPositionConsultation",
        "membership.TransmitPosition",
        "membership.PlanTraining",
        "membership.DeliverTraining",
        "council.AdoptStrategy",
        "council.AddMeasure",
        "council.CloseStrategy",
        "council.EstablishBody",
        "council.FillSeat",
        "council.VacateSeat",
        "council.DissolveBody",
        "council.CallElection",
        "council.PublishCandidates",
        "council.CountBallots",
        "council.DrawLot",
        "council.DeclareResult",
        "council.RecordCommitment",
        "council.ReplanCommitment",
        "council.EscalateCommitment",
        "council.FulfilCommitment",
        "council.WithdrawCommitment",
        "council.ScheduleMeeting",
        "council.SetAgenda",
        "council.RescheduleMeeting",
        "council.CancelMeeting",
        "council.RecordAttendance",
        "council.HoldMeeting",
        "council.RecordDecision",
        "council.DraftMinutes",
        "council.CorrectMinutes",
        "council.AdoptMinutes",
        "council.PublishMinutes",
        "council.OpenCall",
        "council.ExtendCall",
        "council.ConsolidateInputs",
        "council.TransmitInputs",
        "council.CloseWithReport",
        "council.OpenDialogue",
        "council.RecordDialogueStep",
        "council.RecognisePrinciple",
        "council.CloseDialogue",
        "council.RecordAct",
        "outreach.OpenHub",
        "outreach.CloseHub",
    ),
    "board": (
        "membership.AdmitMember",
        "council.RuleOnObjection",
        "council.CertifyElection",
        "council.AnnulElection",
    ),
    "cso": ("membership.AcceptDocument", "membership.ResignMembership", "membership.EndorsePosition"),
    "government": ("council.ReportProgress", "council.AnswerInput"),
}
"""The commands that this office alone may give; the tests hold it against the doors."""
_OFFICE = {command: office for office, commands in OFFICES.items() for command in commands}

UNTOLD: tuple[type[Event], ...] = (
    membership.MemberSuspended,
    membership.MemberReinstated,
    membership.MemberExpelled,
    membership.PositionCommented,
    council.ProgressAssessed,
    council.InputReceived,
    council.NominationRefused,
    council.ObjectionLodged,
    council.RollFrozen,
)
"""Where the office would tell of a case, a source or a vote more than the fact itself."""
FOUND: tuple[type[Event], ...] = (
    council.CommitmentOverdue,
    council.InputsUnanswered,
    membership.MemberBecamePassive,
)
"""What the platform finds by itself, even while it decides on a command of somebody."""


def office(event: Recorded[Any]) -> str | None:
    """A code, never a person; None: it is not told."""
    if type(event.data) in UNTOLD:
        return None
    if type(event.data) in FOUND or event.by.startswith(_SYSTEM):
        return PLATFORM
    return _OFFICE.get(f"{event.ref.service}.{event.command_name}")
