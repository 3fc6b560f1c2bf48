"""Which reports to the donor wait for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import outreach
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _opened(event: Recorded[outreach.ReportOpened]) -> Waiting:
    return Waiting(event.data.period_to, until=event.data.due_on, facts={"title": event.data.title})


def _frozen(event: Recorded[outreach.ReportFrozen]) -> Waiting:
    return Waiting(event.data.frozen_on, facts={"report": event.ref.id})


WAITING = (
    Waits(
        N_("Finish the report “%(title)s” and freeze its figures."),
        command="outreach.FreezeReport",
        role=SECRETARIAT,
        opens={outreach.ReportOpened: _opened},
        ends=(outreach.ReportClosed,),
    ),
    Waits(
        N_("Hand in the frozen report %(report)s, and record that."),
        command="outreach.SubmitReport",
        role=SECRETARIAT,
        opens={outreach.ReportFrozen: _frozen},
        ends=(outreach.ReportSubmitted,),
    ),
)
