"""Which issues and letters of the newsletter wait for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import outreach
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _compiled(event: Recorded[outreach.IssueCompiled]) -> Waiting:
    return Waiting(event.data.compiled_on, facts={"subject": event.data.subject})


def _frozen(event: Recorded[outreach.RecipientsFrozen]) -> Waiting:
    return Waiting(event.data.frozen_on, facts={"issue": event.ref.id})


def _recorded(event: Recorded[outreach.DeliveryRecorded]) -> Waiting | None:
    if event.data.outcome != "uncertain":
        return None
    return Waiting(event.data.recorded_at, facts={"issue": event.data.issue})


WAITING = (
    Waits(
        N_("Settle who gets the issue “%(subject)s”, or drop it."),
        command="outreach.FreezeRecipients",
        role=SECRETARIAT,
        opens={outreach.IssueCompiled: _compiled},
        ends=(outreach.RecipientsFrozen, outreach.IssueDropped),
    ),
    Waits(
        N_("Send %(issue)s, or drop it."),
        command="outreach.SendIssue",
        role=SECRETARIAT,
        opens={outreach.RecipientsFrozen: _frozen},
        ends=(outreach.IssueReleased, outreach.IssueDropped),
    ),
    Waits(
        N_("Nobody knows whether a letter of %(issue)s arrived: ask, and send it once more if not."),
        command="outreach.RenewDelivery",
        role=SECRETARIAT,
        opens={outreach.DeliveryRecorded: _recorded},
        ends=(outreach.DeliveryRenewed,),
    ),
)
