"""What does it mean that something waits for somebody? The shape of one row of the work queue's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from shared.kernel.access import Role
from shared.kernel.event import Event, Recorded

Moment = date | datetime
ASLEEP = date.max
"""As `since`: nothing waits yet, but what is known is kept until it does."""


class Part(TypedDict):
    """One of several things that wait about one entity: a nomination, a seat, an objection."""

    part: str
    since: str
    until: str | None
    facts: dict[str, Any]
    people: list[str] | None


class Item(TypedDict):
    command: str
    """ "service.Command": the command that answers it."""
    id: str
    """The entity that the command is for."""
    role: str
    bound_to: str | None
    """The organisation, institution or hub whose people it waits for; None: everybody with the role."""
    people: list[str] | None
    """The only ones of them who can answer it, a panel for example; None: all of them."""
    barred: list[str]
    """Who had a hand in it, so that somebody else must answer it."""
    since: str
    until: str | None
    facts: dict[str, Any]
    parts: list[Part] | None
    """Each waits for itself; None: the item is one thing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an event says about what now waits.

    `since` may lie ahead: the item shows from then on. `until`: the day or moment by which it must be done.
    `bound_to`: the organisation, institution or hub whose people it waits for. `facts` fill the sentence: an
    id under "organisation", "meeting", "body", "claim" or "institution" is told by its name, a text
    ({language: text}) in the reader's language.
    """

    since: Moment
    until: Moment | None = None
    bound_to: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is told of single parts besides."""
    role: Role | None = None
    """Whom it waits for in place of the row's role."""
    own: bool = False
    """It waits for the people of the organisation that is the item's id."""
    people: Sequence[str] | None = None
    """The only ones who can answer it. None: as it was told before, or everybody with the role."""
    barred: Sequence[str] = ()
    """Who cannot answer it, because of what they did before."""


Opens = Callable[[Recorded[Any]], Waiting | None]
"""None: this event leaves nothing waiting (and ends what was)."""
Turns = Callable[[Item, Recorded[Any]], Item | None]
"""What an event makes of an item that stands; None ends it."""
Hinge = Callable[[Recorded[Any]], tuple[str, Mapping[str, Any]]]
"""Its name and its facts."""
Judged = Callable[[Any, Sequence[Mapping[str, Any]], str], Any]
"""A line as it waits today by the facts of the row's hinges: perhaps for another role, perhaps with a
"sentence" of its own; None: it does not wait."""


def own(event: Recorded[Any]) -> str:
    """The usual case: what waits is about the entity of the event itself."""
    return event.ref.id


@dataclass(frozen=True, slots=True)
class Waits:
    """One row: the sentence for the person (marked with N_), the command that answers it, who may give it,
    the events that open the item, the events that end it, and the id of the entity that the command is for.
    """

    sentence: str
    command: str
    """ "service.Command", as the catalogue has it."""
    role: Role
    opens: Mapping[type[Event], Opens]
    ends: tuple[type[Event], ...]
    id: Callable[[Recorded[Any]], str] = own
    each: Callable[[Recorded[Any]], Iterable[str]] | None = None
    """In place of `id` where one event is about several items."""
    parts: Callable[[Recorded[Any]], Iterable[str]] | None = None
    """Where several things wait about one entity: which of them the event is about; none: all of them."""
    turns: Mapping[type[Event], Turns] = field(default_factory=dict)
    """The events that neither open nor end an item but change it, once it stands."""
    hinges: Mapping[type[Event], Hinge] = field(default_factory=dict)
    """What all items of the row hang on: kept beside them, asleep, and looked at when the queue is read."""
    judged: Judged | None = None
    lapses: bool = False
    """The command is not possible any more when `until` has passed, so then it does not wait."""
    about: str = ""
    """The field that takes the item's id, where that is not the entity of the command."""

    @property
    def events(self) -> tuple[type[Event], ...]:
        return tuple(dict.fromkeys((*self.opens, *self.turns, *self.ends, *self.hinges)))


def asleep(item: Item, event: Recorded[Any] | None = None) -> Item:
    """Nothing waits until an event wakes it."""
    return {**item, "since": told(ASLEEP)}


def wakes(item: Item, event: Recorded[Any] | None = None) -> Item:
    """What was kept asleep waits from the day that it was told then."""
    return {**item, "since": item["facts"]["from"]}


def told(moment: Moment) -> str:
    """As it stands in the read model: texts that sort as times."""
    return utc(moment) if isinstance(moment, datetime) else moment.isoformat()


def since_its_parts(item: Item, parts: list[Part]) -> Item:
    """An item of several parts waits since the first of them does; without any, not now."""
    since = min((part["since"] for part in parts), default=told(ASLEEP))
    return {**item, "parts": parts, "since": since}
