"""What were the hubs asked, how long did an answer take, and what still waits? One document per enquiry.

Who asked, and in which words, stands in no read model. The figures per hub and month are counted from these
rows, so they can never disagree with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Enquiry(TypedDict):
    hub: str
    topic: str
    channel: str
    organisation: str | None
    state: Literal["waiting", "overdue", "answered"]
    logged_on: str
    answer_by: str | None
    answered_on: str | None
    days: int | None
    """From the enquiry to its answer."""
    late: bool
    """Answered after its time, or overdue."""


def logged(_: None, event: Recorded[outreach.EnquiryLogged]) -> Enquiry:
    fact = event.data
    return Enquiry(
        hub=fact.hub,
        topic=fact.topic,
        channel=fact.channel,
        organisation=fact.organisation,
        state="waiting",
        logged_on=fact.logged_on.isoformat(),
        answer_by=utc(fact.answer_by) if fact.answer_by else None,
        answered_on=None,
        days=None,
        late=False,
    )


def overdue(enquiry: Enquiry, event: Recorded[outreach.EnquiryOverdue]) -> Enquiry:
    return {**enquiry, "state": "overdue", "late": True}


def answered(enquiry: Enquiry, event: Recorded[outreach.EnquiryAnswered]) -> Enquiry:
    fact = event.data
    return {
        **enquiry,
        "state": "answered",
        "answered_on": fact.answered_on.isoformat(),
        "days": fact.days,
        "late": fact.late,
    }


HUB_ENQUIRIES = Projection(
    database="reporting",
    name="hubs",
    version=1,
    document=Enquiry,
    title="Enquiries at the hubs, with the time that their answers took",
    on={
        outreach.EnquiryLogged: fold(logged),
        outreach.EnquiryOverdue: fold(overdue),
        outreach.EnquiryAnswered: fold(answered),
    },
    indexes=(Index((("hub", 1), ("logged_on", 1))), Index((("state", 1), ("answer_by", 1)))),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one hub; `median_days` is None while nothing is answered."""

    hub: str
    enquiries: int
    answered: int
    waiting: int
    overdue: int
    late: int
    median_days: float | None


def figures(enquiries: Iterable[Enquiry]) -> list[Figures]:
    """By hub, in the order of their names."""
    by_hub: dict[str, list[Enquiry]] = {}
    for enquiry in enquiries:
        by_hub.setdefault(enquiry["hub"], []).append(enquiry)
    return [_figures(hub, rows) for hub, rows in sorted(by_hub.items())]


def _figures(hub: str, rows: list[Enquiry]) -> Figures:
    days = [row["days"] for row in rows if row["days"] is not None]
    return Figures(
        hub=hub,
        enquiries=len(rows),
        answered=len(days),
        waiting=sum(row["state"] == "waiting" for row in rows),
        overdue=sum(row["state"] == "overdue" for row in rows),
        late=sum(row["late"] for row in rows),
        median_days=median(days) if days else None,
    )


async def register(db: Database, hub: str | None = None) -> list[Any]:
    """Every enquiry (of one hub), in the order in which they came."""
    return await db.find("hubs", {"hub": hub} if hub else {}, sort=[("logged_on", 1), ("_id", 1)])
