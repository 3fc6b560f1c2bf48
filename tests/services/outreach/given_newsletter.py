"""What do the sentences about the newsletter begin with? Two topics, one reader, one issue."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.outreach.domain.delivery import BeginDelivery, RecordDelivery, RenewDelivery
from services.outreach.domain.issue import CompileIssue, DropIssue, FreezeRecipients, SendIssue
from services.outreach.domain.newsletter import DefineNewsletter, OfferPublication, WithholdPublication
from services.outreach.domain.subscription import ChangeTopics, ConfirmSubscription, Subscribe, Unsubscribe
from shared.contracts import outreach
from shared.contracts.outreach import IssueItem, Topic
from shared.kernel.personal import about

TODAY, YESTERDAY = date(2015, 4, 21), date(2015, 4, 20)
READER, CODE, EMAIL = "a" * 26, "c" * 40, "arta@example.org"
ISSUE = "meetings-en-1"

TOPICS = (
    Topic(topic="meetings", title={"en": "Meetings", "sq": "Mbledhjet"}, kinds=("notice", "news")),
    Topic(topic="calls", title={"en": "Calls"}, kinds=("call",)),
)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
DEFINE = DefineNewsletter(title={"en": "The Letter"}, topics=TOPICS, languages=("sq", "en"))
OFFER = OfferPublication(publication="council-meets", kind="notice", languages=("sq", "en"))
WITHHOLD = WithholdPublication(publication="council-meets")
SUBSCRIBE = Subscribe(subscription=READER, email=EMAIL, code=CODE, topics=("meetings",), language="en")
CONFIRM = ConfirmSubscription(subscription=READER, code=CODE)
CHANGE = ChangeTopics(subscription=READER, code=CODE, topics=("calls",), language="en")
LEAVE = Unsubscribe(subscription=READER, code=CODE)
COMPILE = CompileIssue(issue=ISSUE, topic="meetings", language="en")
FREEZE = FreezeRecipients(issue=ISSUE)
SEND = SendIssue(issue=ISSUE)
DROP = DropIssue(issue=ISSUE, reason="Wrong month")
BEGIN = BeginDelivery(issue=ISSUE, subscription=READER)
RECORD = RecordDelivery(issue=ISSUE, subscription=READER, outcome="taken", said="250")
RENEW = RenewDelivery(issue=ISSUE, subscription=READER, reason="She telephoned")

EXAMPLES = (
    DEFINE,
    OFFER,
    WITHHOLD,
    SUBSCRIBE,
    CONFIRM,
    CHANGE,
    LEAVE,
    COMPILE,
    FREEZE,
    SEND,
    DROP,
    BEGIN,
    RECORD,
    RENEW,
)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
defined = outreach.NewsletterDefined(
    title={"en": "The Letter"},
    topics=TOPICS,
    languages=("sq", "en"),
    confirm_within_days=7,
    defined_on=YESTERDAY,
)
offered = outreach.PublicationOffered(
    publication="council-meets", kind="notice", languages=("sq", "en"), offered_on=YESTERDAY
)
requested = outreach.SubscriptionRequested(
    email=about(READER, EMAIL),
    code=about(READER, CODE),
    topics=("meetings",),
    language="en",
    confirm_by=datetime(2015, 4, 27, 22, tzinfo=UTC),
    requested_at=datetime(2015, 4, 20, 12, tzinfo=UTC),
)
confirmed = outreach.SubscriptionConfirmed(topics=("meetings",), language="en", confirmed_on=YESTERDAY)
left = outreach.Unsubscribed(unsubscribed_on=YESTERDAY)
enrolled = outreach.SubscriberEnrolled(subscription=READER)
struck = outreach.SubscriberStruck(subscription=READER)
compiled = outreach.IssueCompiled(
    topic="meetings",
    language="en",
    number=1,
    subject="The Letter: Meetings, 1",
    items=(
        IssueItem(
            publication="council-meets",
            kind="notice",
            title="The Council meets",
            text="It meets in Kosovo*. Kosovo is named once more.",
        ),
    ),
    compiled_by="p-editor",
    compiled_on=YESTERDAY,
)
numbered = outreach.IssueNumbered(
    issue=ISSUE,
    topic="meetings",
    language="en",
    number=1,
    publications=("council-meets",),
    numbered_on=YESTERDAY,
)
frozen = outreach.RecipientsFrozen(recipients=(READER,), frozen_by="p-editor", frozen_on=YESTERDAY)
released = outreach.IssueReleased(recipients=1, released_by="p-editor", released_on=YESTERDAY)
given_up = outreach.IssueDropped(reason="Wrong month", dropped_by="p-editor", dropped_on=YESTERDAY)
begun = outreach.DeliveryBegun(
    issue=ISSUE,
    subscription=READER,
    attempt=1,
    message_id="m@newsletter",
    begun_at=datetime(2015, 4, 21, 12, tzinfo=UTC),
)


def delivery(outcome: Any, attempt: int = 1) -> outreach.DeliveryRecorded:
    return outreach.DeliveryRecorded(
        issue=ISSUE,
        subscription=READER,
        attempt=attempt,
        outcome=outcome,
        recorded_at=datetime(2015, 4, 21, 12, tzinfo=UTC),
    )
