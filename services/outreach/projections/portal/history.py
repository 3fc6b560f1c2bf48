"""What happened, in order, that the public may read? One document per public event.

Only the fields named in `PUBLIC` are kept, so a new field of an event is never public by accident.
Names are not copied: a page joins them when it writes the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from shared.contracts import council, membership, outreach
from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Entry(TypedDict):
    position: int
    event: str
    """The event's id."""
    type: str
    entity: str
    id: str
    about: list[str]
    """On whose pages it stands: "body:council", "organisation:5900078-1"."""
    on: str
    """The day or the moment the fact speaks of."""
    recorded_at: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Public:
    """One row: the field with the day (None: the moment of the event), the fields kept, whose pages."""

    day: str | None
    facts: tuple[str, ...] = ()
    about: Callable[[Any], Iterable[str]] = lambda data: ()


def _holder(data: council.SeatFilled | council.SeatVacated) -> Iterable[str]:
    return (f"{data.holder.kind}:{data.holder.id}",)


def _body(data: council.MeetingScheduled | council.MeetingHeld) -> Iterable[str]:
    return (f"body:{data.body}",)


PUBLIC: dict[type[Event], Public] = {
    membership.OrganisationRegistered: Public("registered_on"),
    membership.OrganisationDetailsChanged: Public(None),
    membership.OrganisationClosed: Public("closed_on"),
    membership.MemberJoined: Public("joined_on"),
    membership.MemberResigned: Public("resigned_on"),
    membership.MembershipEnded: Public("ended_on"),
    membership.DocumentPublished: Public("effective_on", ("version",)),
    membership.DocumentAccepted: Public("accepted_on", ("document", "version")),
    council.StrategyAdopted: Public("adopted_on"),
    council.BodyEstablished: Public("established_on"),
    council.SeatFilled: Public("since", ("seat", "holder", "ground"), _holder),
    council.SeatVacated: Public("vacated_on", ("seat", "holder"), _holder),
    council.BodyDissolved: Public("dissolved_on"),
    council.MeetingScheduled: Public(None, ("body", "starts_at", "place"), _body),
    council.AgendaSet: Public(None),
    council.MeetingRescheduled: Public(None, ("starts_at", "place", "reason")),
    council.MeetingCancelled: Public(None, ("reason",)),
    council.AttendanceRecorded: Public(None),
    council.MeetingHeld: Public("held_on", ("body", "quorum"), _body),
    council.DecisionTaken: Public("taken_on", ("decision",)),
    outreach.HubOpened: Public("opened_on", ("host",)),
    outreach.HubClosed: Public("closed_on", ("reason",)),
}

SAME_PAGE = {"membership": "organisation", "acceptance": "organisation"}
"""Entities whose history stands on another entity's page, under the same id."""


def happened(_: None, event: Recorded[Any]) -> Entry:
    row = PUBLIC[type(event.data)]
    facts = event.data.model_dump(mode="json", include=set(row.facts))
    page = SAME_PAGE.get(event.ref.entity, event.ref.entity)
    return Entry(
        position=event.position,
        event=event.id,
        type=event.data.type_name,
        entity=event.ref.entity,
        id=event.ref.id,
        about=[f"{page}:{event.ref.id}", *row.about(event.data)],
        on=getattr(event.data, row.day).isoformat() if row.day else utc(event.at),
        recorded_at=utc(event.recorded_at),
        facts=facts,
    )


def _by_event(event: Recorded[Any]) -> tuple[str]:
    return (event.id,)


HISTORY = Projection(
    database="portal",
    name="history",
    version=1,
    document=Entry,
    title="What happened, for the public",
    on={type_: fold(happened, by=_by_event) for type_ in PUBLIC},
    indexes=(Index((("about", 1), ("position", -1))), Index((("position", -1),)), Index((("type", 1),))),
)

NEWS = tuple(
    type_.type_name
    for type_ in (
        membership.OrganisationClosed,
        membership.MemberJoined,
        membership.MemberResigned,
        membership.DocumentPublished,
        council.StrategyAdopted,
        council.BodyEstablished,
        council.SeatFilled,
        council.SeatVacated,
        council.BodyDissolved,
        council.MeetingScheduled,
        council.MeetingRescheduled,
        council.MeetingCancelled,
        council.MeetingHeld,
        council.DecisionTaken,
        outreach.HubOpened,
        outreach.HubClosed,
    )
)
"""What the home page tells; the rest stands on the pages of its entities."""


async def about(db: Database, page: str, limit: int = 200) -> list[Any]:
    """The latest entries of one page ("meeting:council-2015-04-21"), the newest first."""
    return await db.find("history", {"about": page}, sort=[("position", -1)], limit=limit)


async def news(db: Database, limit: int) -> list[Any]:
    kinds = {"type": {"$in": [*NEWS]}}
    return await db.find("history", kinds, sort=[("position", -1)], limit=limit)
