"""Which reports to the donor wait for somebody?"""

from __future__ import annotations

from datetime import timedelta

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Waiting, Waits, told, wakes
from shared.contracts import outreach
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _opened(event: Recorded[outreach.ReportOpened]) -> Waiting:
    """From the day after its period on."""
    since = event.data.period_to + timedelta(days=1)
    return Waiting(since, until=event.data.due_on, facts={"title": event.data.title})


def _written(event: Recorded[outreach.ReportOpened]) -> Waiting:
    """Once something is written in it."""
    since = told(event.data.period_to + timedelta(days=1))
    facts = {"title": event.data.title, "from": since}
    return Waiting(ASLEEP, until=event.data.due_on, facts=facts)


def _frozen(event: Recorded[outreach.ReportFrozen]) -> Waiting:
    return Waiting(event.data.frozen_on, facts={"report": event.ref.id})


WAITING = (
    Waits(
        N_("Write the report “%(title)s”: nothing is written in it yet."),
        command="outreach.WriteSection",
        role=SECRETARIAT,
        opens={outreach.ReportOpened: _opened},
        ends=(outreach.SectionWritten, outreach.ReportClosed),
    ),
    Waits(
        N_("Finish the report “%(title)s” and freeze its figures."),
        command="outreach.FreezeReport",
        role=SECRETARIAT,
        opens={outreach.ReportOpened: _written},
        ends=(outreach.ReportClosed,),
        turns={outreach.SectionWritten: wakes},
    ),
    Waits(
        N_("Hand in the frozen report %(report)s, and record that."),
        command="outreach.SubmitReport",
        role=SECRETARIAT,
        opens={outreach.ReportFrozen: _frozen},
        ends=(outreach.ReportSubmitted,),
    ),
)
