"""Which issues of the newsletter were made, and to how many was each sent?"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import outreach
from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Issue(TypedDict):
    topic: str
    language: str
    number: int
    subject: str
    publications: list[str]
    state: Literal["compiled", "frozen", "released", "dropped"]
    since: str
    """The day of its latest step."""
    recipients: int


def compiled(_: Issue | None, event: Recorded[outreach.IssueCompiled]) -> Issue:
    fact = event.data
    return Issue(
        topic=fact.topic,
        language=fact.language,
        number=fact.number,
        subject=fact.subject,
        publications=[item.publication for item in fact.items],
        state="compiled",
        since=fact.compiled_on.isoformat(),
        recipients=0,
    )


def moved(issue: Issue, event: Recorded[Event]) -> Issue:
    match event.data:
        case outreach.RecipientsFrozen(recipients=recipients, frozen_on=day):
            return {**issue, "state": "frozen", "since": day.isoformat(), "recipients": len(recipients)}
        case outreach.IssueReleased(released_on=day):
            return {**issue, "state": "released", "since": day.isoformat()}
        case outreach.IssueDropped(dropped_on=day):
            return {**issue, "state": "dropped", "since": day.isoformat()}
        case _:
            return issue


ISSUES = Projection(
    database="reporting",
    name="issues",
    version=1,
    document=Issue,
    title="Issues of the newsletter",
    on={
        outreach.IssueCompiled: fold(compiled),
        outreach.RecipientsFrozen: fold(moved),
        outreach.IssueReleased: fold(moved),
        outreach.IssueDropped: fold(moved),
    },
    indexes=(Index((("topic", 1), ("language", 1), ("number", 1))),),
)


class Delivery(TypedDict):
    issue: str
    subscription: str
    """Stands for the reader; the address is nowhere in the read models."""
    attempt: int
    outcome: str
    """begun, taken, refused, later, uncertain, unsubscribed or renewed."""
    said: str
    """The mail server's code."""
    at: str


def delivery(before: Delivery | None, event: Recorded[Any]) -> Delivery:
    fact = event.data
    said, outcome = "", "renewed"
    attempt = before["attempt"] if before else 0
    if isinstance(fact, outreach.DeliveryBegun):
        attempt, outcome = fact.attempt, "begun"
    elif isinstance(fact, outreach.DeliveryRecorded):
        attempt, outcome, said = fact.attempt, fact.outcome, fact.said
    return Delivery(
        issue=fact.issue,
        subscription=fact.subscription,
        attempt=attempt,
        outcome=outcome,
        said=said,
        at=event.at.isoformat(),
    )


DELIVERIES = Projection(
    database="reporting",
    name="deliveries",
    version=1,
    document=Delivery,
    title="Letters of the newsletter, each with what became of it",
    on={
        outreach.DeliveryBegun: fold(delivery),
        outreach.DeliveryRecorded: fold(delivery),
        outreach.DeliveryRenewed: fold(delivery),
    },
    indexes=(Index((("issue", 1), ("outcome", 1))),),
)


class Subscriber(TypedDict):
    topics: list[str]
    language: str
    state: Literal["requested", "active", "ended"]
    since: str


def subscriber(before: Subscriber | None, event: Recorded[Event]) -> Subscriber | None:
    match event.data:
        case outreach.SubscriptionRequested(topics=topics, language=language, requested_at=at):
            since = at.date().isoformat()
            return Subscriber(topics=[*topics], language=language, state="requested", since=since)
        case outreach.SubscriptionConfirmed(topics=topics, language=language, confirmed_on=day):
            return Subscriber(topics=[*topics], language=language, state="active", since=day.isoformat())
        case outreach.TopicsChanged(topics=topics, language=language) if before:
            return {**before, "topics": [*topics], "language": language}
        case outreach.Unsubscribed(unsubscribed_on=day) if before:
            return {**before, "state": "ended", "since": day.isoformat()}
        case _:
            return before


SUBSCRIBERS = Projection(
    database="reporting",
    name="subscribers",
    version=1,
    document=Subscriber,
    title="Who takes which part of the newsletter, without addresses",
    on={
        outreach.SubscriptionRequested: fold(subscriber),
        outreach.SubscriptionConfirmed: fold(subscriber),
        outreach.TopicsChanged: fold(subscriber),
        outreach.Unsubscribed: fold(subscriber),
    },
    indexes=(Index((("state", 1), ("language", 1))),),
)


async def outcomes(db: Database, issue: str) -> dict[str, int]:
    """How many letters of an issue have which outcome."""
    return (await letters(db)).get(issue, {})


async def letters(db: Database) -> dict[str, dict[str, int]]:
    """The same of every issue that has letters."""
    key = {"issue": "$issue", "outcome": "$outcome"}
    found: dict[str, dict[str, int]] = {}
    for row in await db.aggregate("deliveries", [{"$group": {"_id": key, "n": {"$sum": 1}}}]):
        found.setdefault(row["_id"]["issue"], {})[row["_id"]["outcome"]] = row["n"]
    return found


async def latest(db: Database, limit: int) -> list[Any]:
    """The issues, those that moved last before the others."""
    return await db.find("issues", sort=[("since", -1), ("_id", 1)], limit=limit)


async def subscribers(db: Database) -> list[tuple[str, dict[str, int]]]:
    """How many readers of each language stand in which state; who they are, nobody reads here."""
    key = {"language": "$language", "state": "$state"}
    found: dict[str, dict[str, int]] = {}
    for row in await db.aggregate("subscribers", [{"$group": {"_id": key, "n": {"$sum": 1}}}]):
        found.setdefault(row["_id"]["language"], {})[row["_id"]["state"]] = row["n"]
    return sorted(found.items())
