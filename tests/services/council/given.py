"""What do council's sentences begin with? One command and one fact of each kind, about sample people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.council.domain.agenda import SetAgenda
from services.council.domain.attendance import Mark
from services.council.domain.body import DissolveBody, EstablishBody, FillSeat, VacateSeat
from services.council.domain.deciding import RecordDecision
from services.council.domain.diary import DIARY
from services.council.domain.institution import RegisterInstitution
from services.council.domain.leaving import VacateSeatsOf
from services.council.domain.meeting import (
    CancelMeeting,
    HoldMeeting,
    RecordAttendance,
    RescheduleMeeting,
    ScheduleMeeting,
)
from services.council.domain.strategy import AdoptStrategy
from shared.contracts import council, membership
from shared.contracts.council import (
    AgendaItem,
    Attendance,
    Guest,
    Holder,
    Objective,
    Presence,
    Quorum,
    QuorumRule,
    Seat,
)
from shared.kernel.entity import Elsewhere
from shared.kernel.personal import about
from tests.services.council import given_consultation, given_elections

TODAY = date(2015, 4, 21)
YESTERDAY = date(2015, 4, 20)
TOMORROW = date(2015, 4, 22)
FOUNDED = date(2014, 10, 15)
MORNING = datetime(2015, 4, 21, 8, tzinfo=UTC)
LATER = datetime(2015, 4, 21, 10, tzinfo=UTC)

COUNCIL, STRATEGY_ID, MEETING_ID = "council", "strategy-2013-2017", "council-2015-04-21"
ORG, OTHER = "5900001-1", "5900002-2"
CSO = Holder(kind="organisation", id=ORG)
OTHER_CSO = Holder(kind="organisation", id=OTHER)
OPM = Holder(kind="institution", id="opm")

OBJECTIVES = (
    Objective(number=1, title={"en": "Participation"}),
    Objective(number=2, title={"en": "Services"}),
)
SEATS = (
    Seat(seat="gov-1", side="government", filled_by="ex_officio"),
    Seat(seat="cso-1", side="civil_society", filled_by="elected"),
    Seat(seat="cso-2", side="civil_society", filled_by="elected"),
)
MAJORITY = QuorumRule(percent=50)
AGENDA = (AgendaItem(number=1, title={"en": "Opening"}), AgendaItem(number=2, title={"en": "Report"}))

# ── commands ────────────────────────────────────────────────────────────────────────────────────
REGISTER = RegisterInstitution(institution="opm", name={"en": "Office of the Prime Minister"})
ADOPT = AdoptStrategy(
    strategy=STRATEGY_ID,
    title={"en": "Strategy 2013–2017"},
    starts_on=date(2013, 7, 5),
    ends_on=date(2017, 12, 31),
    objectives=OBJECTIVES,
    adopted_on=date(2013, 7, 5),
)
ESTABLISH = EstablishBody(
    body=COUNCIL,
    kind="council",
    name={"en": "The Council"},
    seats=SEATS,
    quorum=MAJORITY,
    meetings_a_year=4,
    established_on=FOUNDED,
)
FILL = FillSeat(
    body=COUNCIL,
    seat="cso-1",
    holder=CSO,
    person="p-1",
    person_name="Arta Shembull",
    substitute="p-2",
    since=TODAY,
    ground="election",
)
VACATE = VacateSeat(body=COUNCIL, seat="gov-1", reason="Another ministry follows")
DISSOLVE = DissolveBody(body=COUNCIL, reason="A new strategy has other bodies")
VACATE_ALL = VacateSeatsOf(organisation=ORG, reason="Dissolved by its members", vacated_on=TODAY)
SCHEDULE = ScheduleMeeting(
    meeting=MEETING_ID,
    body=COUNCIL,
    starts_at=MORNING,
    ends_at=LATER,
    place="Prishtinë",
    languages=("sq", "sr"),
)
SET_AGENDA = SetAgenda(meeting=MEETING_ID, items=AGENDA)
RESCHEDULE = RescheduleMeeting(
    meeting=MEETING_ID, starts_at=MORNING, ends_at=LATER, place="Prizren", reason="The hall is taken"
)
CANCEL = CancelMeeting(meeting=MEETING_ID, reason="Too few can come")
ATTEND = RecordAttendance(meeting=MEETING_ID, seats=(Mark(seat="gov-1", presence="present"),))
HOLD = HoldMeeting(meeting=MEETING_ID)
DECIDE = RecordDecision(meeting=MEETING_ID, item=2, text={"en": "The report is adopted."}, consensus=True)

EXAMPLES = (
    REGISTER,
    ADOPT,
    ESTABLISH,
    FILL,
    VACATE,
    DISSOLVE,
    VACATE_ALL,
    SCHEDULE,
    SET_AGENDA,
    RESCHEDULE,
    CANCEL,
    ATTEND,
    HOLD,
    DECIDE,
    *given_consultation.EXAMPLES,
    *given_elections.EXAMPLES,
)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
organisation_registered = membership.OrganisationRegistered(
    name={"sq": "Shembulli"},
    legal_form="association",
    municipality="prishtine",
    region="prishtine",
    fields_of_work=(),
    founded_on=date(2007, 4, 20),
    languages=("sq",),
    registered_on=YESTERDAY,
)
organisation_closed = membership.OrganisationClosed(reason="Dissolved by its members", closed_on=YESTERDAY)
institution_registered = council.InstitutionRegistered(name={"en": "Office of the Prime Minister"})
adopted = council.StrategyAdopted(
    title={"en": "Strategy 2013–2017"},
    starts_on=date(2013, 7, 5),
    ends_on=date(2017, 12, 31),
    objectives=OBJECTIVES,
    adopted_on=date(2013, 7, 5),
)
dissolved = council.BodyDissolved(reason="A new strategy has other bodies", dissolved_on=TODAY)
scheduled = council.MeetingScheduled(
    body=COUNCIL, starts_at=MORNING, ends_at=LATER, place="Prishtinë", languages=("sq", "sr")
)
agenda_set = council.AgendaSet(items=AGENDA)
cancelled = council.MeetingCancelled(reason="Too few can come")


def established(quorum: QuorumRule = MAJORITY, **more: Any) -> council.BodyEstablished:
    fields = {**dict(ESTABLISH), "quorum": quorum, **more}
    return council.BodyEstablished(**fields)


def filled(
    seat: str = "gov-1", holder: Holder = OPM, person: str = "p-0", since: date = FOUNDED, **more: Any
) -> council.SeatFilled:
    return council.SeatFilled(
        seat=seat,
        holder=holder,
        person=person,
        person_name=about(person, "Drin Shembull"),
        since=since,
        ground=more.pop("ground", "office"),
        **more,
    )


def vacated(
    seat: str = "gov-1",
    holder: Holder = OPM,
    on: date = TODAY,
    reason: str = "Another ministry follows",
) -> council.SeatVacated:
    return council.SeatVacated(seat=seat, holder=holder, reason=reason, vacated_on=on)


def taken(seat: str, body: str = COUNCIL) -> council.SeatTaken:
    return council.SeatTaken(body=body, seat=seat)


def awaited(meeting: str = MEETING_ID, body: str = COUNCIL) -> Elsewhere:
    return DIARY.at(body, council.MeetingAwaited(meeting=meeting))


def settled(meeting: str = MEETING_ID, body: str = COUNCIL) -> Elsewhere:
    return DIARY.at(body, council.MeetingSettled(meeting=meeting))


def given_up(seat: str, body: str = COUNCIL) -> council.SeatGivenUp:
    return council.SeatGivenUp(body=body, seat=seat)


def sat(
    seat: str, presence: Presence = "present", holder: Holder = OPM, person: str | None = None
) -> Attendance:
    return Attendance(seat=seat, presence=presence, holder=holder, person=person)


def attended(*seats: Attendance, guests: tuple[Guest, ...] = ()) -> council.AttendanceRecorded:
    return council.AttendanceRecorded(seats=seats, guests=guests)


def held(present: int = 1, needed: int = 1, reached: bool = True) -> council.MeetingHeld:
    return council.MeetingHeld(
        body=COUNCIL,
        held_on=TODAY,
        attendance=(),
        quorum=Quorum(present=present, needed=needed, reached=reached),
    )
