"""Where are the hubs, who runs them, for which municipalities, and what do they do, month by month?"""

from __future__ import annotations

from datetime import date
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Month(TypedDict):
    month: str
    enquiries: int
    answers: int
    late: int
    """Of the answers: after their time."""
    answer_days: int
    """All days of all answers together."""
    events: int
    participants: int
    filed_on: str | None
    """When the month's return was filed."""


class Hub(Searchable):
    region: str
    seat: str
    host: str
    national: bool
    municipalities: list[str]
    languages: list[str]
    opened_on: str
    closed_on: str | None
    answer_days: int | None
    """Within how many days it answers; None: no time is set."""
    topics: dict[str, int]
    """Enquiries by topic."""
    months: list[Month]
    """In order; those in which something happened, and quiet ones whose return is asked for."""


def opened(before: Hub | None, event: Recorded[outreach.HubOpened]) -> Hub:
    """What it did before it was closed stays."""
    facts: Any = event.data.model_dump(mode="json")
    topics: dict[str, int] = before["topics"] if before else {}
    months: list[Month] = before["months"] if before else []
    hub: Hub = facts | {"closed_on": None, "topics": topics, "months": months}
    return hub


def closed(hub: Hub, event: Recorded[outreach.HubClosed]) -> Hub:
    return {**hub, "closed_on": event.data.closed_on.isoformat()}


def asked(hub: Hub, event: Recorded[outreach.EnquiryLogged]) -> Hub:
    fact = event.data
    topics = {**hub["topics"], fact.topic: hub["topics"].get(fact.topic, 0) + 1}
    return {**_in(hub, fact.logged_on, enquiries=1), "topics": dict(sorted(topics.items()))}


def answered(hub: Hub, event: Recorded[outreach.EnquiryAnswered]) -> Hub:
    fact = event.data
    return _in(hub, fact.answered_on, answers=1, late=int(fact.late), answer_days=fact.days)


def held(hub: Hub, event: Recorded[outreach.HubEventHeld]) -> Hub:
    return _in(hub, event.data.held_on, events=1, participants=event.data.participants)


def ended(hub: Hub, event: Recorded[outreach.HubMonthEnded]) -> Hub:
    return {**hub, "months": _with(hub["months"], event.data.month)}


def filed(hub: Hub, event: Recorded[outreach.MonthlyReturnFiled]) -> Hub:
    months = _with(hub["months"], event.data.month)
    shown = event.data.filed_on.isoformat()
    return {
        **hub,
        "months": [m if m["month"] != event.data.month else {**m, "filed_on": shown} for m in months],
    }


def _in(hub: Hub, day: date, **more: int) -> Hub:
    name = day.isoformat()[:7]
    months: Any = [
        m | {key: m[key] + n for key, n in more.items()} if m["month"] == name else m  # type: ignore[literal-required]
        for m in _with(hub["months"], name)
    ]
    return {**hub, "months": months}


def _with(months: list[Month], name: str) -> list[Month]:
    if any(m["month"] == name for m in months):
        return months
    new = Month(
        month=name,
        enquiries=0,
        answers=0,
        late=0,
        answer_days=0,
        events=0,
        participants=0,
        filed_on=None,
    )
    return sorted([*months, new], key=lambda m: m["month"])


def _its_hub(event: Recorded[Any]) -> tuple[str]:
    return (event.data.hub,)


def texts(hub: Hub) -> Texts:
    return (hub["host"],)


HUBS = Projection(
    database="portal",
    name="hubs",
    version=3,
    document=Hub,
    title="Information hubs and what they do, month by month",
    on=searchable(
        texts,
        {
            outreach.HubOpened: fold(opened),
            outreach.HubClosed: fold(closed),
            outreach.EnquiryLogged: fold(asked, by=_its_hub),
            outreach.EnquiryAnswered: fold(answered, by=_its_hub),
            outreach.HubEventHeld: fold(held, by=_its_hub),
            outreach.HubMonthEnded: fold(ended, by=_its_hub),
            outreach.MonthlyReturnFiled: fold(filed, by=_its_hub),
        },
    ),
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("hubs", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    """The national hub first."""
    return await db.find("hubs", {}, sort=[("national", -1), ("region", 1), ("_id", 1)])
