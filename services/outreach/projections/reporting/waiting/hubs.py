"""What waits at the hubs?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import outreach
from shared.contracts.roles import HUB
from shared.kernel.event import Recorded


def _asked(event: Recorded[outreach.EnquiryLogged]) -> Waiting:
    fact, facts = event.data, {"enquiry": event.ref.id}
    return Waiting(fact.logged_on, until=fact.answer_by, bound_to=fact.hub, facts=facts)


def _worked(event: Recorded[Any]) -> Waiting:
    """A month in which something happened, from its end on."""
    hub, _, month = event.ref.id.rpartition("_")
    over = (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)
    return Waiting(over, bound_to=hub, facts={"month": month})


def _ended(event: Recorded[outreach.HubMonthEnded]) -> Waiting | None:
    """A quiet month, too, unless its return is there already."""
    return None if event.data.filed else _worked(event)


WAITING = (
    Waits(
        N_("Answer %(enquiry)s."),
        command="outreach.AnswerEnquiry",
        role=HUB,
        opens={outreach.EnquiryLogged: _asked},
        ends=(outreach.EnquiryAnswered,),
    ),
    Waits(
        N_("File the return of the month %(month)s."),
        command="outreach.FileMonthlyReturn",
        role=HUB,
        opens={
            outreach.EnquiryCounted: _worked,
            outreach.AnswerCounted: _worked,
            outreach.HubEventCounted: _worked,
            outreach.HubMonthEnded: _ended,
        },
        ends=(outreach.MonthlyReturnFiled,),
    ),
)
