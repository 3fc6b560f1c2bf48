"""A small programme with one of everything that a page can show. Names are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.contracts import council, membership, outreach
from shared.kernel.event import Ref
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle
from tests.services.outreach import (
    minutes,
    programme_consultation,
    programme_elections,
    programme_life,
    programme_positions,
    publications,
)
from tests.services.outreach import owed as commitments

HOSTILE = "<script>alert('x')</script> & Co"
SHA = "ab" * 32


def organisation(id: str) -> Ref:
    return Ref("membership", "organisation", id)


def member(id: str) -> Ref:
    return Ref("membership", "membership", id)


def body(id: str) -> Ref:
    return Ref("council", "body", id)


def meeting(id: str) -> Ref:
    return Ref("council", "meeting", id)


def registered(
    name: dict[str, str], municipality: str = "peje", region: str = "peje", *fields: str
) -> membership.OrganisationRegistered:
    return membership.OrganisationRegistered.model_validate(
        {
            "name": name,
            "legal_form": "association",
            "municipality": municipality,
            "region": region,
            "fields_of_work": fields or ("youth",),
            "founded_on": "2003-04-10",
            "languages": ["sq", "sr"],
            "registered_on": "2007-05-02",
        }
    )


def applied(on: str) -> membership.MembershipApplied:
    return membership.MembershipApplied(motivation="", accepted=(), applied_on=date.fromisoformat(on))


def checked(on: str) -> membership.ApplicationChecked:
    return membership.ApplicationChecked(
        complete=True, findings="", checked_by="p-2", checked_on=date.fromisoformat(on)
    )


def joined(on: str) -> membership.MemberJoined:
    return membership.MemberJoined(joined_on=date.fromisoformat(on), decision_ref="Board 3/2014")


def resigned(on: str, reason: str = "No time") -> membership.MemberResigned:
    return membership.MemberResigned(reason=reason, resigned_on=date.fromisoformat(on))


def seat(id: str, side: council.Side) -> council.Seat:
    return council.Seat(seat=id, side=side, filled_by="elected" if side == "civil_society" else "ex_officio")


def established(name: dict[str, str], *seats: council.Seat) -> council.BodyEstablished:
    return council.BodyEstablished.model_validate(
        {
            "kind": "council",
            "name": name,
            "strategy": "strategy-2013",
            "objective": 1,
            "seats": seats,
            "quorum": council.QuorumRule(percent=50, each_side=True),
            "meetings_a_year": 4,
            "established_on": "2014-10-15",
        }
    )


def filled(seat: str, kind: council.HolderKind, id: str, since: str = "2014-10-15") -> council.SeatFilled:
    return council.SeatFilled(
        seat=seat,
        holder=council.Holder(kind=kind, id=id),
        person=f"p-{id}",
        person_name=about(f"p-{id}", "Somebody Private"),
        substitute="p-substitute",
        since=date.fromisoformat(since),
        ground="election" if kind == "organisation" else "office",
    )


def vacated(seat: str, id: str, on: str) -> council.SeatVacated:
    return council.SeatVacated(
        seat=seat,
        holder=council.Holder(kind="organisation", id=id),
        reason="A private reason",
        vacated_on=date.fromisoformat(on),
    )


def scheduled(on: str, place: str = "Prishtinë", body: str = "council") -> council.MeetingScheduled:
    day = date.fromisoformat(on)
    return council.MeetingScheduled(
        body=body,
        starts_at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        ends_at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
        place=place,
        online_link="https://secret.example/room",
        languages=("sq", "sr"),
    )


def moved(on: str, place: str, reason: str) -> council.MeetingRescheduled:
    new = scheduled(on)
    return council.MeetingRescheduled(
        starts_at=new.starts_at, ends_at=new.ends_at, place=place, reason=reason
    )


def attended(seat: str, presence: council.Presence, kind: council.HolderKind, id: str) -> council.Attendance:
    holder = council.Holder(kind=kind, id=id)
    return council.Attendance(seat=seat, presence=presence, holder=holder, person=f"p-{id}")


ATTENDANCE = (
    attended("gov-1", "present", "institution", "opm"),
    attended("cso-1", "substitute", "organisation", "5900001-1"),
    attended("cso-2", "absent", "organisation", "5900002-2"),
    council.Attendance(seat="cso-3", presence="absent"),
)
GUESTS = (council.Guest(organisation="5900003-3"), council.Guest(label="Municipality of Peja (sample)"))


def held(on: str, present: int = 2) -> council.MeetingHeld:
    return council.MeetingHeld(
        body="council",
        held_on=date.fromisoformat(on),
        attendance=ATTENDANCE,
        guests=GUESTS,
        quorum=council.Quorum(present=present, needed=2, reached=present >= 2),
    )


def decided(number: int, item: int, text: dict[str, str], **more: object) -> council.DecisionTaken:
    return council.DecisionTaken.model_validate(
        {
            "decision": number,
            "item": item,
            "text": text,
            "consensus": number == 1,
            "votes_for": 2,
            "quorate": True,
            "taken_on": "2015-04-21",
            "body": "council",
            **more,
        }
    )


AGENDA = council.AgendaSet(
    items=(
        council.AgendaItem(
            number=1, title={"en": "Work plan", "sq": "Plani i punës"}, minutes=30, proposal=1
        ),
        council.AgendaItem(number=2, title={"en": "A secret matter"}, confidential=True),
    )
)
TERRITORY = membership.TerritoryDefined(
    regions=(
        membership.Region(id="peje", name={"sq": "Pejë", "sr": "Peć", "en": "Peja"}),
        membership.Region(id="prizren", name={"sq": "Prizren", "sr": "Prizren", "en": "Prizren"}),
    ),
    municipalities=(
        membership.Municipality(id="peje", name={"sq": "Pejë", "sr": "Peć", "en": "Peja"}, region="peje"),
        membership.Municipality(id="prizren", name={"sq": "Prizren"}, region="prizren"),
    ),
)
STRATEGY = council.StrategyAdopted(
    title={"en": "Strategy 2013–2017"},
    starts_on=date(2013, 7, 5),
    ends_on=date(2017, 12, 31),
    objectives=(council.Objective(number=1, title={"en": "Participation", "sr": "Učešće"}),),
    adopted_on=date(2013, 7, 5),
)
HUB = outreach.HubOpened(
    region="peje",
    seat="peje",
    host="Youth House (sample)",
    municipalities=("peje",),
    languages=("sq", "sr", "rom"),
    opened_on=date(2015, 7, 8),
)


def programme(owed: bool = True) -> Chronicle:
    """One council with six seats, five organisations, five meetings, four commitments, two hubs."""
    log = Chronicle().add(Ref("membership", "territory", "territory"), TERRITORY)
    log.add(Ref("council", "institution", "opm"), council.InstitutionRegistered(name={"en": "OPM"}))
    log.add(Ref("council", "strategy", "strategy-2013"), STRATEGY)
    document = membership.DocumentPublished(
        title={"en": "Code of Ethics"}, version=1, effective_on=date(2014, 4, 4), sha256=SHA
    )
    log.add(Ref("membership", "document", "code-of-ethics"), document)
    _organisations(log)
    _council(log)
    programme_positions.take_part(log)
    if owed:
        commitments.add(log)
    programme_elections.hold(log)
    log.add(Ref("outreach", "hub", "peje"), HUB)
    programme_consultation.add(log)
    _meetings(log)
    publications.tell(log)
    publications.newsletter(log)
    publications.report(log)
    return log


def _organisations(log: Chronicle) -> None:
    names: tuple[tuple[str, dict[str, str], str], ...] = (
        ("5900001-1", {"sq": "Shoqata Rinia e Dukagjinit", "en": "Dukagjini Youth"}, "peje"),
        ("5900002-2", {"sq": "Çelësi i Gjelbër"}, "prizren"),
        ("5900003-3", {"sr": "Žensko kolo", "en": "Women's Circle"}, "peje"),
        ("5900004-4", {"en": HOSTILE}, "prizren"),
        ("5900005-5", {"en": "Closed Society"}, "prizren"),
    )
    for id, name, place in names:
        fields = ("youth", "culture") if id == "5900001-1" else ("environment",)
        log.add(organisation(id), registered(name, place, place, *fields))
    accepted = membership.DocumentAccepted(
        document="code-of-ethics", version=1, accepted_by="p-7", accepted_on=date(2014, 4, 4)
    )
    log.add(Ref("membership", "acceptance", "5900001-1"), accepted)
    log.add(member("5900001-1"), applied("2014-04-05"), checked("2014-04-08"), joined("2014-05-02"))
    log.add(member("5900002-2"), applied("2014-04-05"), joined("2014-05-02"), resigned("2015-10-01"))
    log.add(member("5900002-2"), applied("2016-01-05"), joined("2016-02-01"))
    programme_life.life(log)
    log.add(member("5900005-5"), applied("2014-06-01"), joined("2014-06-10"))
    closed = membership.OrganisationClosed(reason="", closed_on=date(2016, 3, 1))
    log.add(organisation("5900005-5"), closed)
    ended = membership.MembershipEnded(reason="organisation closed", ended_on=date(2016, 3, 1))
    log.add(member("5900005-5"), ended)


def _council(log: Chronicle) -> None:
    government = [seat(f"gov-{n}", "government") for n in (1, 2)]
    civil = [seat(f"cso-{n}", "civil_society") for n in (1, 2, 3, 4)]
    name = {"sq": "Këshilli", "sr": "Savet", "en": "The Council"}
    log.add(body("council"), established(name, *government, *civil))
    log.add(body("council"), filled("gov-1", "institution", "opm"))
    log.add(body("council"), filled("cso-1", "organisation", "5900001-1"))
    log.add(body("council"), filled("cso-2", "organisation", "5900002-2"))
    log.add(body("council"), vacated("cso-2", "5900002-2", "2015-10-01"))


def _meetings(log: Chronicle) -> None:
    first = meeting("council-2015-04-21")
    log.add(first, scheduled("2015-04-14", "Pejë"), minutes.PROPOSED, minutes.PROPOSED_IN_SECRET, AGENDA)
    log.add(first, moved("2015-04-21", "Prishtinë", "The hall was taken"), command="RescheduleMeeting")
    log.add(first, council.AttendanceRecorded(seats=ATTENDANCE, guests=GUESTS), held("2015-04-21"))
    log.add(first, decided(1, 1, {"en": "Blocked issues go to the Secretary General"}))
    log.add(first, decided(2, 2, {"en": "The secret decision"}, confidential=True))
    minutes.add(log)
    log.add(meeting("council-2016-07-20"), scheduled("2016-07-20"), held("2016-07-20", present=1))
    cancelled = council.MeetingCancelled(reason="Elections (sample)")
    log.add(meeting("council-2016-09-01"), scheduled("2016-09-01"), cancelled)
    log.add(meeting("council-2016-12-01"), scheduled("2016-12-01", "Gjilan"))
