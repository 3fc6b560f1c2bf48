"""Does somebody take the newsletter? Asked for by a form, confirmed from the letter, ended by one click."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.outreach.domain.newsletter import Newsletter, the_newsletter
from services.outreach.domain.roll import ROLL, roll_id
from shared.contracts import outreach
from shared.contracts.outreach import SubscriptionId, TopicId
from shared.contracts.values import Language
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about

NONE_OF = r"@\s\x00-\x20\x7f-\xa0,;<>\""
"""Spaces and control characters too, whatever a reader of patterns calls a space."""
Email = Annotated[
    str,
    StringConstraints(pattern=rf"^[^{NONE_OF}]+@[^{NONE_OF}]+\.[^{NONE_OF}.]+$", max_length=254),
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,80}$")]
Topics = Annotated[tuple[TopicId, ...], Field(min_length=1)]
AGAIN_AFTER = timedelta(minutes=10)
"""Nobody can have somebody else's mailbox filled by asking again and again."""


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class Subscribe(Command):
    """Ask for the newsletter. A letter comes to your address; the link in it confirms that you want it."""

    subscription: SubscriptionId = Field(description="Made of the address by the page")
    email: Email = Field(description="Your e-mail address")
    code: Code = Field(description="Made by the page; only the letter has it")
    topics: Topics = Field(description="What you want to read about")
    language: Language = Field(description="The language in which you want to read")


class ConfirmSubscription(Command):
    """Confirm that you want the newsletter, with the code from the letter."""

    subscription: SubscriptionId = Field(description="From the letter")
    code: Code = Field(description="From the letter")


class ChangeTopics(Command):
    """Choose other topics, or another language."""

    subscription: SubscriptionId = Field(description="From the letter")
    code: Code = Field(description="From the letter")
    topics: Topics = Field(description="What you want to read about")
    language: Language = Field(description="The language in which you want to read")


class Unsubscribe(Command):
    """End the subscription at once."""

    subscription: SubscriptionId = Field(description="From the letter")
    code: Code = Field(description="From the letter")
    by: Literal["link", "mail_programme"] = Field("link", description="Where it was clicked")


SubscriptionCommand = Subscribe | ConfirmSubscription | ChangeTopics | Unsubscribe


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Requested:
    email: str | None
    code: str | None
    """None, like the address, once the person is forgotten."""
    topics: tuple[str, ...]
    language: Language
    confirm_by: datetime
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class Active:
    email: str | None
    code: str | None
    topics: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Ended:
    code: str | None


Subscription = Unknown | Requested | Active | Ended


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class WrongCode(Refusal):
    """This link is not valid, or not any more. Take the one in the latest letter, or subscribe again."""


class ConfirmedTooLate(Refusal):
    """This link was good until {until}. Subscribe again, and a new one comes."""


class AskedJustNow(Refusal):
    """A letter was sent to this address a few minutes ago. Look for it, also among the unwanted letters."""


class AlreadySubscribed(Refusal):
    """This address takes the newsletter already. Every issue has a link to change or to end that."""


class NoSuchTopic(Refusal):
    """The newsletter has no topic {topic}. Choose one that it has."""


class NotInThatLanguage(Refusal):
    """The newsletter is not written in {language}. Choose another language."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: SubscriptionCommand, subscription: Subscription, ctx: Context) -> Decision:
    match command, subscription:
        case Subscribe(), Active():
            raise AlreadySubscribed
        case Subscribe(), Requested(requested_at=before) if ctx.at < before + AGAIN_AFTER:
            raise AskedJustNow
        case Subscribe(), Unknown() | Requested() | Ended():
            newsletter = _possible(command, ctx)
            return [_requested(command, newsletter, ctx)]

        case ConfirmSubscription() | ChangeTopics() | Unsubscribe(), Unknown():
            raise WrongCode
        case (
            ConfirmSubscription(code=code) | ChangeTopics(code=code) | Unsubscribe(code=code),
            Requested() | Active() | Ended(),
        ) if not hmac.compare_digest(code, subscription.code or ""):
            raise WrongCode

        case ConfirmSubscription(), Requested(confirm_by=until) if ctx.at > until:
            raise ConfirmedTooLate(until=f"{until.astimezone(ctx.zone):%d.%m.%Y %H:%M}")
        case ConfirmSubscription(), Requested(topics=topics, language=language):
            confirmed = outreach.SubscriptionConfirmed(topics=topics, language=language, confirmed_on=ctx.on)
            return [confirmed, *_enrolled(command.subscription, _parts(topics, language), set())]
        case ConfirmSubscription(), Active():
            return []

        case ChangeTopics(), Active() if _parts(command.topics, command.language) == _held(subscription):
            return []
        case ChangeTopics(), Active():
            _possible(command, ctx)
            wanted = _parts(command.topics, command.language)
            changed = outreach.TopicsChanged(
                topics=command.topics, language=command.language, changed_on=ctx.on
            )
            return [changed, *_enrolled(command.subscription, wanted, _held(subscription))]

        case Unsubscribe(), Active():
            ended = outreach.Unsubscribed(by=command.by, unsubscribed_on=ctx.on)
            return [ended, *_enrolled(command.subscription, set(), _held(subscription))]
        case Unsubscribe(), Requested():
            return [outreach.Unsubscribed(by=command.by, unsubscribed_on=ctx.on)]
        case Unsubscribe(), Ended():
            return []

        case _:
            raise NotNow(command, subscription, "subscription")


def _possible(command: Subscribe | ChangeTopics, ctx: Context) -> Newsletter:
    newsletter = the_newsletter(ctx)
    for topic in command.topics:
        if newsletter.topic(topic) is None:
            raise NoSuchTopic(topic=topic)
    if command.language not in newsletter.languages:
        raise NotInThatLanguage(language=command.language)
    return newsletter


def _requested(command: Subscribe, newsletter: Newsletter, ctx: Context) -> Event:
    last_day = ctx.on + timedelta(days=newsletter.confirm_within_days)
    return outreach.SubscriptionRequested(
        email=about(command.subscription, command.email),
        code=about(command.subscription, command.code),
        topics=command.topics,
        language=command.language,
        confirm_by=datetime.combine(last_day, time.max, ctx.zone),
        requested_at=ctx.at,
    )


def _parts(topics: tuple[str, ...], language: Language) -> set[str]:
    return {roll_id(topic, language) for topic in topics}


def _held(active: Active) -> set[str]:
    return _parts(active.topics, active.language)


def _enrolled(subscription: str, wanted: set[str], held: set[str]) -> list[Elsewhere]:
    on = [ROLL.at(r, outreach.SubscriberEnrolled(subscription=subscription)) for r in sorted(wanted - held)]
    off = [ROLL.at(r, outreach.SubscriberStruck(subscription=subscription)) for r in sorted(held - wanted)]
    return on + off


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(subscription: Subscription, event: Event) -> Subscription:
    match event, subscription:
        case outreach.SubscriptionRequested(), _:
            return Requested(
                event.email.value,
                event.code.value,
                event.topics,
                event.language,
                event.confirm_by,
                event.requested_at,
            )
        case outreach.SubscriptionConfirmed(), Requested(email=email, code=code):
            return Active(email, code, event.topics, event.language)
        case outreach.TopicsChanged(), Active(email=email, code=code):
            return Active(email, code, event.topics, event.language)
        case outreach.Unsubscribed(), Requested(code=code) | Active(code=code):
            return Ended(code)
        case _:
            return subscription


SUBSCRIPTION: Entity[Subscription] = Entity(
    "outreach",
    "subscription",
    initial=Unknown(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.subscription,
)
