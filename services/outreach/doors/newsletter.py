"""Who may give which command about the newsletter?"""

from __future__ import annotations

from services.outreach.domain.delivery import DELIVERY, BeginDelivery, RecordDelivery, RenewDelivery
from services.outreach.domain.issue import ISSUE, CompileIssue, DropIssue, FreezeRecipients, SendIssue
from services.outreach.domain.newsletter import (
    NEWSLETTER,
    DefineNewsletter,
    OfferPublication,
    WithholdPublication,
)
from services.outreach.domain.subscription import (
    SUBSCRIPTION,
    ChangeTopics,
    ConfirmSubscription,
    Subscribe,
    Unsubscribe,
)
from shared.contracts.roles import PUBLIC, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(DefineNewsletter, NEWSLETTER, SECRETARIAT),
    door(OfferPublication, NEWSLETTER),
    door(WithholdPublication, NEWSLETTER),
    door(Subscribe, SUBSCRIPTION, PUBLIC),
    door(ConfirmSubscription, SUBSCRIPTION, PUBLIC),
    door(ChangeTopics, SUBSCRIPTION, PUBLIC),
    door(Unsubscribe, SUBSCRIPTION, PUBLIC),
    door(CompileIssue, ISSUE, SECRETARIAT),
    door(FreezeRecipients, ISSUE, SECRETARIAT),
    door(SendIssue, ISSUE, SECRETARIAT),
    door(DropIssue, ISSUE, SECRETARIAT),
    door(BeginDelivery, DELIVERY),
    door(RecordDelivery, DELIVERY),
    door(RenewDelivery, DELIVERY, SECRETARIAT),
)
