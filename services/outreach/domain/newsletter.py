"""What is the newsletter about, and which publications wait for the next issue of each part of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field

from shared.contracts import outreach
from shared.contracts.outreach import PublicationKind, Topic
from shared.contracts.values import Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

THE_NEWSLETTER = "newsletter"


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DefineNewsletter(Command):
    """Say what one can subscribe to."""

    title: Text = Field(description="What the newsletter is called")
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)] = Field(description="Its topics")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages in which it is written"
    )
    confirm_within_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="How many days somebody has to confirm a subscription"
    )


class OfferPublication(Command):
    """Put a publication among those that wait for the next issue."""

    publication: Id = Field(description="The publication")
    kind: PublicationKind = Field(description="What it is")
    languages: tuple[Language, ...] = Field(description="The languages in which it is there")


class WithholdPublication(Command):
    """Take a retracted publication from those that wait."""

    publication: Id = Field(description="The publication")


NewsletterCommand = DefineNewsletter | OfferPublication | WithholdPublication


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Offer:
    publication: str
    kind: PublicationKind
    languages: tuple[Language, ...]


Part = tuple[str, Language]
"""A topic in a language."""


@dataclass(frozen=True, slots=True)
class Undefined:
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Newsletter:
    title: Text
    topics: tuple[Topic, ...]
    languages: tuple[Language, ...]
    confirm_within_days: int
    offers: tuple[Offer, ...] = ()
    """Everything that may stand in an issue, the oldest first."""
    taken: Mapping[Part, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[Part, int] = field(default_factory=dict)

    def topic(self, id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.topic == id), None)

    def waiting(self, topic: Topic, language: Language) -> list[str]:
        """The publications that the next issue of this part would have."""
        taken = self.taken.get((topic.topic, language), frozenset())
        return [
            offer.publication
            for offer in self.offers
            if offer.kind in topic.kinds and language in offer.languages and offer.publication not in taken
        ]


State = Undefined | Newsletter


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class TopicTwice(Refusal):
    """The topic {topic} stands there more than once. Name each topic once."""


class NoNewsletter(Refusal):
    """There is no newsletter yet. Define it first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: NewsletterCommand, state: State, ctx: Context) -> Decision:
    match command, state:
        case DefineNewsletter(topics=topics), _ if twice := _twice([t.topic for t in topics]):
            raise TopicTwice(topic=twice)
        case DefineNewsletter(), Newsletter() if dict(command) == _said(state):
            return []
        case DefineNewsletter(), _:
            return [outreach.NewsletterDefined(**dict(command), defined_on=ctx.on)]

        case OfferPublication(publication=id), _ if any(o.publication == id for o in state.offers):
            return []
        case OfferPublication(), _:
            return [outreach.PublicationOffered(**dict(command), offered_on=ctx.on)]
        case WithholdPublication(publication=id), _ if any(o.publication == id for o in state.offers):
            return [outreach.PublicationWithheld(publication=id, withheld_on=ctx.on)]
        case WithholdPublication(), _:
            return []

        case _:
            raise NotNow(command, state, "newsletter")


def _twice(names: list[str]) -> str | None:
    return next((name for i, name in enumerate(names) if name in names[:i]), None)


def _said(state: Newsletter) -> dict[str, object]:
    return {name: getattr(state, name) for name in DefineNewsletter.model_fields}


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(state: State, event: Event) -> State:
    match event, state:
        case outreach.NewsletterDefined(), _:
            kept = {} if isinstance(state, Undefined) else {"taken": state.taken, "numbers": state.numbers}
            return Newsletter(
                title=event.title,
                topics=event.topics,
                languages=event.languages,
                confirm_within_days=event.confirm_within_days,
                offers=state.offers,
                **kept,  # type: ignore[arg-type]
            )
        case outreach.PublicationOffered(), _:
            offer = Offer(event.publication, event.kind, event.languages)
            return replace(state, offers=(*state.offers, offer))
        case outreach.PublicationWithheld(publication=id), _:
            return replace(state, offers=tuple(o for o in state.offers if o.publication != id))
        case outreach.IssueNumbered(), Newsletter():
            part = (event.topic, event.language)
            taken = state.taken.get(part, frozenset()) | set(event.publications)
            return replace(
                state,
                taken={**state.taken, part: taken},
                numbers={**state.numbers, part: event.number},
            )
        case outreach.IssueGivenUp(), Newsletter():
            part = (event.topic, event.language)
            taken = state.taken.get(part, frozenset()) - set(event.publications)
            return replace(state, taken={**state.taken, part: taken})
        case _:
            return state


NEWSLETTER: Entity[State] = Entity(
    "outreach",
    "newsletter",
    initial=Undefined(),
    evolve=evolve,
    decide=decide,
    key=lambda command: THE_NEWSLETTER,
)


def the_newsletter(ctx: Context) -> Newsletter:
    """
    Raises:
        NoNewsletter: nobody has defined it.
    """
    state = ctx.of(NEWSLETTER, THE_NEWSLETTER)
    if isinstance(state, Undefined):
        raise NoNewsletter
    return state
