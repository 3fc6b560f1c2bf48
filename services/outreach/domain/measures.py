"""By what can an indicator be measured? Named queries over events: which count, on which day, how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.contracts import council, grants, membership, outreach
from shared.contracts.values import Text
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Counted:
    """How one kind of event counts: the field with its day, and how much it is worth (0: not at all)."""

    day: str
    amount: Callable[[Any], int] = lambda data: 1


@dataclass(frozen=True, slots=True)
class Measure:
    title: Text
    on: Mapping[type[Event], Counted]
    money: bool = False
    """Only sums of it may be told to everybody."""


def _minus(data: Any) -> int:
    return -1


MEASURES: Mapping[str, Measure] = {
    "members-joined": Measure(
        {"sq": "Anëtarë të rinj", "sr": "Novi članovi", "en": "Members who joined"},
        {membership.MemberJoined: Counted("joined_on")},
    ),
    "membership-growth": Measure(
        {"sq": "Anëtarë më shumë ose më pak", "sr": "Članova više ili manje", "en": "Members more or less"},
        {
            membership.MemberJoined: Counted("joined_on"),
            membership.MemberResigned: Counted("resigned_on", _minus),
            membership.MemberExpelled: Counted("expelled_on", _minus),
            membership.MembershipEnded: Counted("ended_on", _minus),
        },
    ),
    "documents-accepted": Measure(
        {"sq": "Pranime të dokumenteve", "sr": "Prihvatanja dokumenata", "en": "Acceptances of documents"},
        {membership.DocumentAccepted: Counted("accepted_on")},
    ),
    "mandate-reports": Measure(
        {"sq": "Raporte të mandatit", "sr": "Izveštaji o mandatu", "en": "Mandate reports filed"},
        {membership.MandateReportFiled: Counted("filed_on")},
    ),
    "positions-adopted": Measure(
        {"sq": "Qëndrime të miratuara", "sr": "Usvojeni stavovi", "en": "Positions adopted"},
        {membership.PositionAdopted: Counted("adopted_on")},
    ),
    "initiatives-concluded": Measure(
        {
            "sq": "Nisma avokimi të përfunduara",
            "sr": "Okončane zagovaračke inicijative",
            "en": "Advocacy initiatives concluded",
        },
        {membership.InitiativeConcluded: Counted("concluded_on")},
    ),
    "internships-completed": Measure(
        {"sq": "Praktika të përfunduara", "sr": "Završene prakse", "en": "Internships completed"},
        {membership.InternshipCompleted: Counted("completed_on")},
    ),
    "trainings-delivered": Measure(
        {"sq": "Trajnime të mbajtura", "sr": "Održane obuke", "en": "Trainings delivered"},
        {membership.TrainingDelivered: Counted("delivered_on")},
    ),
    "meetings-held": Measure(
        {"sq": "Mbledhje të mbajtura", "sr": "Održane sednice", "en": "Meetings held"},
        {council.MeetingHeld: Counted("held_on")},
    ),
    "quorate-meetings": Measure(
        {"sq": "Mbledhje me kuorum", "sr": "Sednice sa kvorumom", "en": "Meetings with a quorum"},
        {council.MeetingHeld: Counted("held_on", lambda data: int(data.quorum.reached))},
    ),
    "decisions-taken": Measure(
        {"sq": "Vendime të marra", "sr": "Donete odluke", "en": "Decisions taken"},
        {council.DecisionTaken: Counted("taken_on")},
    ),
    "commitments-made": Measure(
        {"sq": "Zotime të marra", "sr": "Preuzete obaveze", "en": "Commitments made"},
        {council.CommitmentMade: Counted("made_on")},
    ),
    "commitments-fulfilled": Measure(
        {"sq": "Zotime të përmbushura", "sr": "Ispunjene obaveze", "en": "Commitments fulfilled"},
        {council.CommitmentFulfilled: Counted("fulfilled_on")},
    ),
    "elections-certified": Measure(
        {"sq": "Zgjedhje të vërtetuara", "sr": "Potvrđeni izbori", "en": "Elections certified"},
        {council.ElectionCertified: Counted("certified_on")},
    ),
    "principles-recognised": Measure(
        {
            "sq": "Parime partneriteti të njohura",
            "sr": "Priznata načela partnerstva",
            "en": "Partnership principles recognised",
        },
        {council.PrincipleRecognised: Counted("recognised_on")},
    ),
    "inputs-answered": Measure(
        {"sq": "Kontribute me përgjigje", "sr": "Odgovoreni predlozi", "en": "Inputs answered"},
        {council.InputAnswered: Counted("answered_on")},
    ),
    "claims-approved": Measure(
        {"sq": "Kërkesa të miratuara", "sr": "Odobreni zahtevi", "en": "Claims approved"},
        {grants.ClaimApproved: Counted("approved_on")},
    ),
    "claims-paid": Measure(
        {"sq": "Kërkesa të paguara", "sr": "Isplaćeni zahtevi", "en": "Claims paid"},
        {grants.ClaimPaid: Counted("paid_on")},
    ),
    "cents-granted": Measure(
        {"sq": "Shuma e miratuar, cent", "sr": "Odobreni iznos, centi", "en": "Amount granted, cents"},
        {grants.ClaimApproved: Counted("approved_on", lambda data: data.cents)},
        money=True,
    ),
    "hubs-opened": Measure(
        {"sq": "Qendra informimi të hapura", "sr": "Otvoreni infocentri", "en": "Information centres opened"},
        {outreach.HubOpened: Counted("opened_on")},
    ),
    "enquiries-answered": Measure(
        {"sq": "Pyetje me përgjigje", "sr": "Odgovorena pitanja", "en": "Enquiries answered"},
        {outreach.EnquiryAnswered: Counted("answered_on")},
    ),
    "hub-participants": Measure(
        {
            "sq": "Pjesëmarrës në ngjarjet e qendrave",
            "sr": "Učesnici događaja infocentara",
            "en": "Participants of hub events",
        },
        {outreach.HubEventHeld: Counted("held_on", lambda data: data.participants)},
    ),
    "publications": Measure(
        {"sq": "Botime", "sr": "Objave", "en": "Publications"},
        {outreach.PublicationPublished: Counted("published_on")},
    ),
    "newsletters-sent": Measure(
        {"sq": "Numra të buletinit të dërguar", "sr": "Poslati brojevi biltena", "en": "Newsletters sent"},
        {outreach.IssueReleased: Counted("released_on")},
    ),
    "visibility-reach": Measure(
        {"sq": "Njerëz të arritur", "sr": "Ljudi do kojih se stiglo", "en": "People reached"},
        {outreach.VisibilityActionRecorded: Counted("done_on", lambda data: data.reach)},
    ),
    "reports-submitted": Measure(
        {"sq": "Raporte të dorëzuara", "sr": "Predati izveštaji", "en": "Reports submitted"},
        {outreach.ReportSubmitted: Counted("submitted_on")},
    ),
}
"""A measure's name stands in events, so it never changes; a new kind of event is a new row."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What one event adds to one measure."""

    measure: str
    on: date
    amount: int

    @property
    def money(self) -> bool:
        return MEASURES[self.measure].money


def countings(data: Event) -> list[Counting]:
    """Every measure that this event counts for."""
    rows = [(name, row) for name, m in MEASURES.items() if (row := m.on.get(type(data))) is not None]
    found = [Counting(name, getattr(data, row.day), row.amount(data)) for name, row in rows]
    return [counting for counting in found if counting.amount]


COUNTED: frozenset[type[Event]] = frozenset(type_ for m in MEASURES.values() for type_ in m.on)
