"""What may have happened in outreach: the newsletter, who takes it, what was sent to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.contracts.outreach.publication import PublicationKind
from shared.contracts.values import Id, Language, Text, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal

TopicId = Annotated[Id, StringConstraints(max_length=40)]
IssueId = Annotated[Id, StringConstraints(max_length=50)]
SubscriptionId = Annotated[Id, StringConstraints(max_length=26)]
"""Short, because the ids of rolls and deliveries are made of them."""


class Topic(Value):
    """What one may subscribe to."""

    topic: TopicId = Field(description="A short name, e.g. meetings")
    title: Text = Field(description="What it is called")
    kinds: Annotated[tuple[PublicationKind, ...], Field(min_length=1)] = Field(
        description="The kinds of publication that belong to it"
    )


# newsletter — one entity, id "newsletter"
class NewsletterDefined(Event, name="outreach.NewsletterDefined"):
    title: Text
    topics: tuple[Topic, ...]
    languages: tuple[Language, ...]
    confirm_within_days: int
    defined_on: date


class PublicationOffered(Event, name="outreach.PublicationOffered"):
    """It waits for the next issue of every topic that its kind belongs to."""

    publication: Id
    kind: PublicationKind
    languages: tuple[Language, ...]
    offered_on: date


class PublicationWithheld(Event, name="outreach.PublicationWithheld"):
    """It was retracted: no later issue has it."""

    publication: Id
    withheld_on: date


class IssueNumbered(Event, name="outreach.IssueNumbered"):
    """What waited for this topic and language stands in that issue now."""

    issue: Id
    topic: Id
    language: Language
    number: int
    publications: tuple[Id, ...]
    numbered_on: date


class IssueGivenUp(Event, name="outreach.IssueGivenUp"):
    """It will not be sent: what stood in it waits for the next one."""

    issue: Id
    topic: Id
    language: Language
    publications: tuple[Id, ...]


# subscription — id: made of the address with a secret, so nobody can try addresses against the log
class SubscriptionRequested(Event, name="outreach.SubscriptionRequested"):
    email: Personal[str]
    code: Personal[str]
    """Only who reads the letter to this address knows it: it confirms, changes and ends the subscription."""
    topics: tuple[Id, ...]
    language: Language
    confirm_by: datetime
    requested_at: datetime


class SubscriptionConfirmed(Event, name="outreach.SubscriptionConfirmed"):
    topics: tuple[Id, ...]
    language: Language
    confirmed_on: date


class TopicsChanged(Event, name="outreach.TopicsChanged"):
    topics: tuple[Id, ...]
    language: Language
    changed_on: date


class Unsubscribed(Event, name="outreach.Unsubscribed"):
    by: Literal["link", "mail_programme"] = "link"
    unsubscribed_on: date


# roll — id: <topic>--<language>; who takes that part of the newsletter
class SubscriberEnrolled(Event, name="outreach.SubscriberEnrolled"):
    subscription: Id


class SubscriberStruck(Event, name="outreach.SubscriberStruck"):
    subscription: Id


class IssueItem(Value):
    """One publication as it stands in an issue."""

    publication: Id
    kind: PublicationKind
    title: str
    text: str


# issue — id: a slug
class IssueCompiled(Event, name="outreach.IssueCompiled"):
    topic: Id
    language: Language
    number: int
    subject: str
    items: tuple[IssueItem, ...]
    compiled_by: str
    compiled_on: date


class RecipientsFrozen(Event, name="outreach.RecipientsFrozen"):
    """Who gets it, by their subscriptions; whoever subscribes later gets the next one."""

    recipients: tuple[Id, ...]
    frozen_by: str
    frozen_on: date


class IssueReleased(Event, name="outreach.IssueReleased"):
    """From now on it is sent to each recipient, once."""

    recipients: int
    released_by: str
    released_on: date


class IssueDropped(Event, name="outreach.IssueDropped"):
    reason: str
    dropped_by: str
    dropped_on: date


# delivery — id: made of the issue and the subscription
class DeliveryBegun(Event, name="outreach.DeliveryBegun"):
    """Written down just before the mail server is told to take the letter."""

    issue: Id
    subscription: Id
    attempt: int
    message_id: str
    begun_at: datetime


class DeliveryRenewed(Event, name="outreach.DeliveryRenewed"):
    """Somebody found out that the letter never came: it is sent once more, as the same letter."""

    issue: Id
    subscription: Id
    reason: str
    renewed_by: str
    renewed_on: date


class DeliveryRecorded(Event, name="outreach.DeliveryRecorded"):
    """What the mail server said. `uncertain`: we were stopped before we heard it, so it is not sent again."""

    issue: Id
    subscription: Id
    attempt: int
    outcome: Literal["taken", "refused", "later", "uncertain", "unsubscribed"]
    said: str = ""
    recorded_at: datetime
