"""Which facts of the council may the public read?"""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import council
from shared.kernel.event import Event


def _holder(data: council.SeatFilled | council.SeatVacated) -> Iterable[str]:
    return (f"{data.holder.kind}:{data.holder.id}",)


def _body(data: council.MeetingScheduled | council.MeetingHeld) -> Iterable[str]:
    return (f"body:{data.body}",)


PUBLIC: dict[type[Event], Public] = {
    council.StrategyAdopted: Public("adopted_on", news=True),
    council.BodyEstablished: Public("established_on", news=True),
    council.SeatFilled: Public("since", ("seat", "holder", "ground"), _holder, news=True),
    council.SeatVacated: Public("vacated_on", ("seat", "holder"), _holder, news=True),
    council.BodyDissolved: Public("dissolved_on", news=True),
    council.MeetingScheduled: Public(None, ("body", "starts_at", "place"), _body, news=True),
    council.AgendaSet: Public(None),
    council.MeetingRescheduled: Public(None, ("starts_at", "place", "reason"), news=True),
    council.MeetingCancelled: Public(None, ("reason",), news=True),
    council.AttendanceRecorded: Public(None),
    council.MeetingHeld: Public("held_on", ("body", "quorum"), _body, news=True),
    council.DecisionTaken: Public("taken_on", ("decision",), news=True),
}
