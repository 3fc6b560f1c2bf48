"""Who may give which command about hubs, their work, and what is done to be seen?"""

from __future__ import annotations

from services.outreach.domain.enquiry import ENQUIRY, AnswerEnquiry, LogEnquiry, MarkEnquiryOverdue
from services.outreach.domain.hub import HUB, CloseHub, OpenHub
from services.outreach.domain.hub_event import HUB_EVENT, HoldHubEvent
from services.outreach.domain.hub_month import HUB_MONTH, EndHubMonth, FileMonthlyReturn
from services.outreach.domain.visibility import VISIBILITY_ACTION, RecordVisibilityAction
from shared.contracts import roles
from shared.contracts.roles import SECRETARIAT
from shared.kernel.access import door

OWN_HUB = roles.HUB.own("hub")

DOORS = (
    door(OpenHub, HUB, SECRETARIAT),
    door(CloseHub, HUB, SECRETARIAT),
    door(LogEnquiry, ENQUIRY, OWN_HUB, SECRETARIAT),
    door(AnswerEnquiry, ENQUIRY, OWN_HUB, SECRETARIAT),
    door(MarkEnquiryOverdue, ENQUIRY),
    door(HoldHubEvent, HUB_EVENT, OWN_HUB, SECRETARIAT),
    door(FileMonthlyReturn, HUB_MONTH, OWN_HUB, SECRETARIAT),
    door(EndHubMonth, HUB_MONTH),
    door(RecordVisibilityAction, VISIBILITY_ACTION, SECRETARIAT),
)
