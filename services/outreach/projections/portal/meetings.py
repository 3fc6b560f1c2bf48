"""When does a body meet, what was on the agenda, who came, what was decided?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from services.outreach.projections.portal.meeting_document import (
    AgendaItem,
    Decision,
    Earlier,
    Guest,
    Meeting,
    Paper,
)
from services.outreach.projections.portal.searching import Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Evolve, Fold, Index, Projection, fold


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def scheduled(_: None, event: Recorded[council.MeetingScheduled]) -> Meeting:
    fact = event.data
    title: Any = fact.model_dump()["title"]
    return Meeting(
        body=fact.body,
        title=title,
        state="scheduled",
        starts_at=utc(fact.starts_at),
        ends_at=utc(fact.ends_at),
        place=fact.place,
        online=fact.online_link is not None,
        languages=[*fact.languages],
        agenda=[],
        attendance=[],
        guests=[],
        quorum=None,
        decisions=[],
        earlier=[],
        proposals=[],
        held_on=None,
        cancelled_because=None,
        minutes_published_on=None,
        version=event.version,
        changed_at=utc(event.recorded_at),
    )


def proposed(meeting: Meeting, event: Recorded[council.AgendaItemProposed]) -> Meeting:
    proposal: Any = event.data.model_dump(mode="json", exclude={"proposed_by"})
    proposal["on"] = proposal.pop("proposed_on")
    return {**meeting, "proposals": [*meeting["proposals"], _unnamed(proposal, proposal["confidential"])]}


def agenda_set(meeting: Meeting, event: Recorded[council.AgendaSet]) -> Meeting:
    agenda: list[Any] = [item.model_dump(mode="json") for item in event.data.items]
    secret = {item["number"] for item in agenda if item["confidential"]}
    asked = {item["proposal"] for item in agenda if item["confidential"]}
    return {
        **meeting,
        "agenda": [
            _unnamed(item, item["confidential"]) | ({"owner": None} if item["confidential"] else {})
            for item in agenda
        ],
        "proposals": [
            _unnamed(one, one["confidential"] or one["proposal"] in asked) for one in meeting["proposals"]
        ],
        "decisions": [_veiled(decision, secret) for decision in meeting["decisions"]],
    }


def _unnamed(item: Any, confidential: bool) -> Any:
    """An item or a proposal without what would tell what it is about."""
    hidden: dict[str, Any] = {"title": None, "papers": []} | ({"reason": None} if "reason" in item else {})
    return {**item, **hidden} if confidential else item


def rescheduled(meeting: Meeting, event: Recorded[council.MeetingRescheduled]) -> Meeting:
    before = Earlier(
        starts_at=meeting["starts_at"],
        place=meeting["place"],
        reason=event.data.reason,
        moved_at=utc(event.at),
    )
    online = meeting["online"] or event.data.online_link is not None
    return {
        **meeting,
        "starts_at": utc(event.data.starts_at),
        "ends_at": utc(event.data.ends_at),
        "place": event.data.place,
        "online": online and not event.data.online_ended,
        "earlier": [*meeting["earlier"], before],
    }


def cancelled(meeting: Meeting, event: Recorded[council.MeetingCancelled]) -> Meeting:
    return {**meeting, "state": "cancelled", "cancelled_because": event.data.reason}


def attendance_recorded(meeting: Meeting, event: Recorded[council.AttendanceRecorded]) -> Meeting:
    attendance: Any = [seat.model_dump(mode="json", exclude={"person"}) for seat in event.data.seats]
    return {**meeting, "attendance": attendance, "guests": _guests(event.data.guests)}


def held(meeting: Meeting, event: Recorded[council.MeetingHeld]) -> Meeting:
    fact = event.data
    attendance: Any = [seat.model_dump(mode="json", exclude={"person"}) for seat in fact.attendance]
    quorum: Any = fact.quorum.model_dump(mode="json")
    return {
        **meeting,
        "state": "held",
        "held_on": fact.held_on.isoformat(),
        "attendance": attendance,
        "guests": _guests(fact.guests),
        "quorum": quorum,
    }


def decided(meeting: Meeting, event: Recorded[council.DecisionTaken]) -> Meeting:
    decision: Any = event.data.model_dump(mode="json", exclude={"body", "confidential"})
    secret = {item["number"] for item in meeting["agenda"] if item["confidential"]}
    return {**meeting, "decisions": [*meeting["decisions"], _veiled(decision, secret)]}


def _veiled(decision: Decision, secret: set[int]) -> Decision:
    return {**decision, "text": None} if decision["item"] in secret else decision


def minutes_published(meeting: Meeting, event: Recorded[council.MinutesPublished]) -> Meeting:
    return {**meeting, "minutes_published_on": event.data.published_on.isoformat()}


def _counted(evolve: Evolve) -> Fold:
    """Every fact of the meeting itself raises its version."""

    def evolved(meeting: Any, event: Recorded[Any]) -> Any:
        new = evolve(meeting, event)
        return {**new, "version": event.version, "changed_at": utc(event.recorded_at)}

    return fold(evolved)


def _guests(guests: tuple[council.Guest, ...]) -> list[Guest]:
    return [Guest(organisation=g.organisation, label=g.label) for g in guests]


def texts(meeting: Meeting) -> Texts:
    items = (item["title"] for item in (*meeting["agenda"], *meeting["proposals"]))
    decided, handed_in = (d["text"] for d in meeting["decisions"]), (p["title"] for _, p in papers(meeting))
    return (meeting["title"], meeting["place"], *items, *decided, *handed_in)


def papers(meeting: Any) -> Iterator[tuple[AgendaItem, Paper]]:
    """What everybody may read, each with the item that it belongs to: of what is confidential, nothing."""
    for item in meeting["agenda"]:
        if item["title"] and not item["confidential"]:
            yield from ((item, paper) for paper in item["papers"])


MEETINGS = Projection(
    database="portal",
    name="meetings",
    version=5,
    document=Meeting,
    title="Meetings with proposals, agenda, attendance, quorum and decisions",
    on=searchable(
        texts,
        {
            council.MeetingScheduled: fold(scheduled),
            council.AgendaItemProposed: _counted(proposed),
            council.AgendaSet: _counted(agenda_set),
            council.MeetingRescheduled: _counted(rescheduled),
            council.MeetingCancelled: _counted(cancelled),
            council.AttendanceRecorded: _counted(attendance_recorded),
            council.MeetingHeld: _counted(held),
            council.DecisionTaken: _counted(decided),
            council.MinutesPublished: fold(minutes_published),
        },
    ),
    indexes=(
        Index((("starts_at", -1),)),
        Index((("body", 1), ("starts_at", -1))),
        Index((("attendance.holder.id", 1),)),
        Index((("guests.organisation", 1),)),
    ),
)

CAME = ["present", "substitute"]


async def one(db: Database, id: str) -> Any:
    return await db.find_one("meetings", {"_id": id})


async def upcoming(db: Database, now: datetime) -> list[Any]:
    """Scheduled and not over yet, the next first."""
    ahead = {"state": "scheduled", "ends_at": {"$gte": utc(now)}}
    return await db.find("meetings", ahead, sort=[("starts_at", 1)])


async def called_off(db: Database, now: datetime) -> list[Any]:
    """Cancelled, of those that would still be to come."""
    return await db.find("meetings", {"state": "cancelled", "ends_at": {"$gte": utc(now)}})


async def everyone(db: Database) -> list[Any]:
    """The latest first."""
    return await db.find("meetings", {}, sort=[("starts_at", -1)])


async def last_held(db: Database, limit: int) -> list[Any]:
    """The latest first."""
    return await db.find("meetings", {"state": "held"}, sort=[("starts_at", -1)], limit=limit)


async def between(db: Database, start: datetime, end: datetime) -> list[Any]:
    """The meetings that begin in that time, the latest first."""
    when = {"starts_at": {"$gte": utc(start), "$lt": utc(end)}}
    return await db.find("meetings", when, sort=[("starts_at", -1)])


async def moments(db: Database, now: datetime) -> list[str]:
    """When any meeting began that lies behind us."""
    found = await db.find("meetings", sort=[("starts_at", 1)], fields=["starts_at"])
    return [m["starts_at"] for m in found if datetime.fromisoformat(m["starts_at"]) <= now]


async def of_body(db: Database, body: str) -> list[Any]:
    return await db.find("meetings", {"body": body}, sort=[("starts_at", -1)])


async def attended_by(db: Database, organisation: str) -> list[Any]:
    """Held meetings where the organisation sat on a seat, in person or by substitute, or was a guest."""
    sat = {"attendance": {"$elemMatch": {"holder.id": organisation, "presence": {"$in": CAME}}}}
    came = {"$or": [sat, {"guests.organisation": organisation}]}
    return await db.find("meetings", {"state": "held", **came}, sort=[("starts_at", -1)])


async def tally(db: Database) -> tuple[int, int]:
    """Meetings held, and decisions taken in them."""
    meetings = await db.find("meetings", {"state": "held"}, fields=["decisions.decision"])
    return len(meetings), sum(len(m["decisions"]) for m in meetings)
