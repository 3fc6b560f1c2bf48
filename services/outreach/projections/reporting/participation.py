"""Who takes part: at which meetings, with which reports, endorsements and comments, and who falls silent?

One document per organisation of the register. Whether a report is late, or an organisation is silent, is
not stored: it is asked of the days, for a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import council, membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold_each


class Attended(TypedDict):
    meeting: str
    body: str
    on: str
    seat: str | None
    """None: as a guest."""
    presence: str


class Report(TypedDict):
    meeting: str
    body: str
    due_on: str
    filed_on: str | None


class Sign(TypedDict):
    """Something that was seen of the organisation."""

    what: Literal[
        "attended",
        "reported",
        "proposed",
        "commented",
        "endorsed",
        "accepted",
        "input",
        "voted",
        "stood",
        "assessed",
        "asked",
        "advocated",
        "trained",
        "hosted",
    ]
    which: str
    """The meeting, position, document, call, election, commitment, training …"""
    on: str


class Participation(TypedDict):
    member: bool
    registered_on: str
    attendance: list[Attended]
    reports: list[Report]
    signs: list[Sign]
    """In the order in which they were recorded."""
    last: Sign | None
    """The latest by its own day."""
    passive_since: str | None
    """Noted by the platform's rule of passivity; None once something is seen again."""


CAME = ("present", "substitute", "guest")


def registered(_id: str, _before: None, event: Recorded[membership.OrganisationRegistered]) -> Participation:
    return Participation(
        member=False,
        registered_on=event.data.registered_on.isoformat(),
        attendance=[],
        reports=[],
        signs=[],
        last=None,
        passive_since=None,
    )


def joined(_id: str, one: Participation, event: Recorded[Any]) -> Participation:
    return {**one, "member": True}


def left(_id: str, one: Participation, event: Recorded[Any]) -> Participation:
    return {**one, "member": False}


def held(id: str, one: Participation | None, event: Recorded[council.MeetingHeld]) -> Participation | None:
    if one is None:  # it stands in the attendance, and in no register
        return None
    fact, on = event.data, event.data.held_on.isoformat()
    seats = [(s.seat, str(s.presence)) for s in fact.attendance if s.holder and s.holder.id == id]
    guest: list[tuple[str | None, str]] = [(None, "guest")] if _is_guest(id, fact) else []
    rows = [
        Attended(meeting=event.ref.id, body=fact.body, on=on, seat=seat, presence=presence)
        for seat, presence in [*seats, *guest]
    ]
    now: Participation = {**one, "attendance": [*one["attendance"], *rows]}
    came = any(row["presence"] in CAME for row in rows)
    return _seen(now, Sign(what="attended", which=event.ref.id, on=on)) if came else now


def _is_guest(id: str, fact: council.MeetingHeld) -> bool:
    return any(guest.organisation == id for guest in fact.guests)


def owed(_id: str, one: Participation, event: Recorded[membership.ReportOwed]) -> Participation:
    fact = event.data
    report = Report(meeting=fact.meeting, body=fact.body, due_on=fact.due_on.isoformat(), filed_on=None)
    others = [other for other in one["reports"] if other["meeting"] != fact.meeting]
    return {**one, "reports": [*others, report]}


def filed(_id: str, one: Participation, event: Recorded[membership.MandateReportFiled]) -> Participation:
    fact, on = event.data, event.data.filed_on.isoformat()
    reports: list[Report] = [
        {**report, "filed_on": on} if report["meeting"] == fact.meeting else report
        for report in one["reports"]
    ]
    return _seen({**one, "reports": reports}, Sign(what="reported", which=fact.meeting, on=on))


def _seen(one: Participation, sign: Sign) -> Participation:
    last = one["last"]
    latest = sign if last is None or sign["on"] >= last["on"] else last
    return {**one, "signs": [*one["signs"], sign], "last": latest}


def silenced(
    _id: str, one: Participation | None, event: Recorded[membership.MemberBecamePassive]
) -> Participation | None:
    return None if one is None else {**one, "passive_since": event.data.since.isoformat()}


def awake(
    _id: str,
    one: Participation | None,
    event: Recorded[membership.ActivitySeen | membership.PassivityReplanned],
) -> Participation | None:
    return None if one is None else {**one, "passive_since": None}


def _sign(what: Any, day: str, which: str = "") -> Any:
    """A fold that notes a sign: of which kind, on the day in which field, about what (else the entity)."""

    def noted(_id: str, one: Participation | None, event: Recorded[Any]) -> Participation | None:
        if one is None:
            return None
        about = getattr(event.data, which) if which else event.ref.id
        return _seen(one, Sign(what=what, which=about, on=getattr(event.data, day).isoformat()[:10]))

    return noted


def _own(event: Recorded[Any]) -> tuple[str]:
    return (event.ref.id,)


def _organisation(event: Recorded[Any]) -> tuple[str, ...]:
    return (event.data.organisation,) if event.data.organisation else ()


def _host(event: Recorded[membership.InternshipAnnounced]) -> tuple[str]:
    return (event.data.host,)


def _at_meeting(event: Recorded[council.MeetingHeld]) -> Iterable[str]:
    holders = [s.holder.id for s in event.data.attendance if s.holder and s.holder.kind == "organisation"]
    guests = [guest.organisation for guest in event.data.guests if guest.organisation]
    return dict.fromkeys([*holders, *guests])


PARTICIPATION = Projection(
    database="reporting",
    name="participation",
    version=2,
    document=Participation,
    title="Attendance, reports and signs of activity of every organisation",
    on={
        membership.OrganisationRegistered: fold_each(registered, _own),
        membership.MemberJoined: fold_each(joined, _own),
        membership.MemberResigned: fold_each(left, _own),
        membership.MemberExpelled: fold_each(left, _own),
        membership.MembershipEnded: fold_each(left, _own),
        council.MeetingHeld: fold_each(held, _at_meeting),
        membership.ReportOwed: fold_each(owed, _organisation),
        membership.MandateReportFiled: fold_each(filed, _organisation),
        membership.PositionProposed: fold_each(_sign("proposed", "proposed_on"), _organisation),
        membership.PositionCommented: fold_each(_sign("commented", "commented_on"), _organisation),
        membership.PositionEndorsed: fold_each(_sign("endorsed", "endorsed_on"), _organisation),
        membership.DocumentAccepted: fold_each(_sign("accepted", "accepted_on", "document"), _own),
        membership.InitiativeLaunched: fold_each(_sign("advocated", "launched_on"), _organisation),
        membership.ParticipantRegistered: fold_each(_sign("trained", "registered_on"), _organisation),
        membership.InternshipAnnounced: fold_each(_sign("hosted", "announced_on"), _host),
        council.InputReceived: fold_each(_sign("input", "received_on"), _organisation),
        council.BallotReceived: fold_each(_sign("voted", "received_on"), _organisation),
        council.NominationReceived: fold_each(_sign("stood", "received_at"), _organisation),
        council.ProgressAssessed: fold_each(_sign("assessed", "assessed_on"), _organisation),
        council.FacilitationRequested: fold_each(_sign("asked", "requested_on"), _organisation),
        membership.MemberBecamePassive: fold_each(silenced, _own),
        membership.ActivitySeen: fold_each(awake, _own),
        membership.PassivityReplanned: fold_each(awake, _own),
    },
    indexes=(Index((("member", 1), ("last.on", 1))),),
)


# ── what is asked of it ─────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Presence:
    """The seats of organisations at the meetings of one body in one month."""

    body: str
    month: str
    came: int
    seats: int


def attendance(documents: Iterable[Participation]) -> list[Presence]:
    """Body by body, month by month; guests have no seat and are not counted."""
    rows = [row for one in documents for row in one["attendance"] if row["seat"]]
    seats = Counter((row["body"], row["on"][:7]) for row in rows)
    came = Counter((row["body"], row["on"][:7]) for row in rows if row["presence"] in CAME)
    return [Presence(body, month, came[body, month], seats[body, month]) for body, month in sorted(seats)]


def report_state(report: Report, today: date) -> Literal["owed", "overdue", "filed", "filed late"]:
    """By the days alone, as of a day."""
    day = today.isoformat()
    if report["filed_on"] and report["filed_on"] <= day:
        return "filed" if report["filed_on"] <= report["due_on"] else "filed late"
    return "overdue" if report["due_on"] < day else "owed"


@dataclass(frozen=True, slots=True)
class Silence:
    """A member of which nothing was seen lately, and what it missed since."""

    organisation: str
    last: Sign | None
    days: int
    """Since the last sign, or since it was registered."""
    missed: int
    """Meetings at which its seat stayed empty since."""
    overdue: int
    """Reports that are overdue."""
    passive_since: str | None
    """By the rule; None: not yet, or no rule is set."""


def silent(documents: Iterable[Any], today: date, days: int) -> list[Silence]:
    """Members of which nothing was seen for so many days, the longest silent first."""
    found = [_silence(one, today) for one in documents if one["member"]]
    return sorted((s for s in found if s.days >= days), key=lambda s: (-s.days, s.organisation))


def _silence(one: Any, today: date) -> Silence:
    since = one["last"]["on"] if one["last"] else one["registered_on"]
    empty = [row for row in one["attendance"] if row["on"] > since and row["presence"] not in CAME]
    late = [report for report in one["reports"] if report_state(report, today) == "overdue"]
    days = (today - date.fromisoformat(since)).days
    return Silence(one["_id"], one["last"], days, len(empty), len(late), one["passive_since"])


async def everyone(db: Database) -> list[Any]:
    return await db.find("participation", {}, sort=[("_id", 1)])


async def one(db: Database, organisation: str) -> Any:
    return await db.find_one("participation", {"_id": organisation})
