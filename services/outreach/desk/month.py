"""What did a hub do in a month, and from which records is that counted?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from markupsafe import Markup

from services.outreach.desk.forms.fields import humanised
from services.outreach.desk.headings import Headings
from services.outreach.desk.visit import Visit
from shared.contracts import outreach
from shared.kernel.event import Recorded, Ref

Links = list[tuple[str, Markup]]


@dataclass
class Counted:
    """By the events of the month's own record, of which the return is counted, too."""

    enquiries: list[str] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    late: int = 0
    events: list[str] = field(default_factory=list)
    participants: int = 0
    owed_since: str = ""
    filed_on: str = ""
    remarks: str = ""

    def add(self, event: Any) -> None:
        match event:
            case outreach.EnquiryCounted():
                self.enquiries.append(event.enquiry)
                self.topics[event.topic] += 1
                self.channels[humanised(event.channel)] += 1
            case outreach.AnswerCounted():
                self.answers.append(event.enquiry)
                self.days.append(event.days)
                self.late += event.late
            case outreach.HubEventCounted():
                self.events.append(event.event)
                self.participants += event.participants
            case outreach.HubMonthEnded():
                self.owed_since = event.found_on.isoformat()
            case outreach.MonthlyReturnFiled():
                self.filed_on, self.remarks = event.filed_on.isoformat(), event.remarks

    @property
    def median(self) -> float:
        return median(self.days)


async def counted(
    visit: Visit, headed: Headings, ref: Ref, events: Iterable[Recorded[Any]]
) -> dict[str, Any] | None:
    """The figures, and the records that they are counted from; None of what is no month of a hub."""
    if (ref.service, ref.entity) != ("outreach", "hub_month"):
        return None
    figures = Counted()
    for event in events:
        figures.add(event.data)
    return {
        "figures": figures,
        "enquiries": await _links(visit, headed, "enquiry", figures.enquiries),
        "answers": await _links(visit, headed, "enquiry", figures.answers),
        "events": await _links(visit, headed, "hub_event", figures.events),
    }


async def _links(visit: Visit, headed: Headings, entity: str, ids: Sequence[str]) -> Links:
    names = await headed.of("outreach", entity, ids) if ids else {}
    return [(visit.path("record", "outreach", entity, id), names[id]) for id in ids]
