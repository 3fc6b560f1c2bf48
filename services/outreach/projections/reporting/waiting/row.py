"""What does it mean that something waits for somebody? The shape of one row of the work queue's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.outreach.projections.portal.meetings import utc
from shared.kernel.access import Role
from shared.kernel.event import Event, Recorded

Moment = date | datetime


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
    own: bool = False
    """It waits for the people of the organisation that is the item's id."""


Opens = Callable[[Recorded[Any]], Waiting | None]
"""None: this event leaves nothing waiting (and ends what was)."""


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
    """In place of `id` where one event is about several items; what follows a slash tells items of one entity
    apart.
    """

    @property
    def events(self) -> tuple[type[Event], ...]:
        return (*self.opens, *(type_ for type_ in self.ends if type_ not in self.opens))


def told(moment: Moment) -> str:
    """As it stands in the read model: texts that sort as times."""
    return utc(moment) if isinstance(moment, datetime) else moment.isoformat()
