"""What is known of a meeting, from its call to its decisions?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.contracts import council
from shared.contracts.council import AgendaItem, Attendance, DecisionTaken, Guest, Quorum
from shared.contracts.values import Text
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Plan:
    """What it was called for."""

    body: str
    title: Text | None
    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str | None = None
    items: tuple[AgendaItem, ...] = ()
    proposals: int = 0
    confidential: frozenset[int] = frozenset()
    """Of the proposals, those handed in as confidential."""

    def item(self, number: int | None) -> AgendaItem | None:
        return next((item for item in self.items if item.number == number), None)

    def day(self, zone: ZoneInfo) -> date:
        return self.starts_at.astimezone(zone).date()


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unscheduled:
    pass


@dataclass(frozen=True, slots=True)
class Scheduled:
    plan: Plan


@dataclass(frozen=True, slots=True)
class Attended:
    """It is known who came, not yet that it was a meeting."""

    plan: Plan
    attendance: tuple[Attendance, ...]
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Held:
    plan: Plan
    held_on: date
    attendance: tuple[Attendance, ...]
    guests: tuple[Guest, ...]
    quorum: Quorum
    """Of everybody who came, whenever they came."""
    decisions: tuple[DecisionTaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


Meeting = Unscheduled | Scheduled | Attended | Held | Cancelled


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(meeting: Meeting, event: Event) -> Meeting:
    match event, meeting:
        case council.MeetingScheduled(), _:
            place = (event.place, event.online_link)
            return Scheduled(Plan(event.body, event.title, event.starts_at, event.ends_at, *place))
        case council.MeetingCancelled(), _:
            return Cancelled()
        case council.AttendanceRecorded(), Scheduled(plan=plan) | Attended(plan=plan):
            return Attended(plan, event.seats, event.guests)
        case council.MeetingHeld(), Attended(plan=plan):
            return Held(plan, event.held_on, event.attendance, event.guests, event.quorum)
        case council.DecisionTaken(), Held():
            return replace(meeting, decisions=(*meeting.decisions, event))
        case _, Scheduled() | Attended():
            return replace(meeting, plan=_planned(meeting.plan, event))
        case _:
            return meeting


def _planned(plan: Plan, event: Event) -> Plan:
    match event:
        case council.MeetingRescheduled():
            moved = replace(plan, starts_at=event.starts_at, ends_at=event.ends_at, place=event.place)
            link = None if event.online_ended else event.online_link or plan.online_link
            return replace(moved, online_link=link)
        case council.AgendaItemProposed(proposal=number, confidential=hidden):
            confidential = plan.confidential | ({number} if hidden else set())
            return replace(plan, proposals=number, confidential=confidential)
        case council.AgendaSet(items=items):
            return replace(plan, items=items)
        case _:
            return plan
