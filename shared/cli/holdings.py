"""Which events are about, or by, one person or one organisation? In every service, whatever its entities.

An event belongs to the subject if it names the subject's id anywhere, was given by that person, or tells
the further life of a thing that is the subject's own: a claim of the traveller, a position of its proposer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from shared.kernel.codec import persons
from shared.kernel.event import Recorded, Ref
from shared.kernel.personal import Personal

Kind = Literal["person", "organisation"]
OWNER = ("organisation", "host", "traveller", "person")
"""Fields of an entity's first event that say whose it is."""


@dataclass(frozen=True, slots=True)
class Subject:
    kind: Kind
    id: str

    def named_in(self, text: str) -> bool:
        """As a word of its own, also within a longer id: 5900001-1 in council-2015-04-21_5900001-1."""
        if self.id not in text:
            return False
        if " " in text and not any(c.isdigit() for c in self.id):
            return False  # an id without a figure is a word that sentences may use
        return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(self.id)}(?![A-Za-z0-9])", text))


@dataclass(frozen=True, slots=True)
class Held:
    """One event of the statement, and why it is in it."""

    event: Recorded[Any]
    because: tuple[str, ...]


def holdings(subject: Subject, events: Iterable[Recorded[Any]]) -> list[Held]:
    """In the order of the log."""
    own, held = set[Ref](), list[Held]()
    for event in events:
        if event.version == 1 and _owns(subject, event):
            own.add(event.ref)
        if because := tuple(_reasons(subject, event, own)):
            held.append(Held(event, because))
    return held


def _owns(subject: Subject, event: Recorded[Any]) -> bool:
    if event.ref.id == subject.id:
        return True
    owners = (getattr(event.data, name, None) for name in OWNER)
    return subject.id in owners or (subject.kind == "person" and subject.id in persons(event.data))


def _reasons(subject: Subject, event: Recorded[Any], own: set[Ref]) -> Iterator[str]:
    if event.by == subject.id:
        yield "was given by the subject"
    if event.ref in own:
        yield "is about something of the subject"
    if any(subject.named_in(text) for text in _texts(event.data)) or subject.named_in(event.ref.id):
        yield "names the subject"


def _texts(value: Any) -> Iterator[str]:
    """Every text in an event, the keys of mappings and the persons of personal fields included."""
    match value:
        case str():
            yield value
        case Personal():
            yield value.person
            yield from _texts(value.value)
        case BaseModel():
            for _, part in value:
                yield from _texts(part)
        case Mapping():
            for key, part in value.items():
                yield from _texts(key)
                yield from _texts(part)
        case list() | tuple() | set() | frozenset():
            for part in value:
                yield from _texts(part)


def told(value: Any, subject: Subject) -> Any:
    """A value as the statement shows it: personal data of others stay closed."""
    match value:
        case Personal() if subject.kind == "person" and value.person == subject.id:
            return told(value.value, subject) if value.value is not None else ERASED
        case Personal():
            return f"(personal data of {value.person})"
        case BaseModel():
            return {name: told(part, subject) for name, part in value}
        case Mapping():
            return {str(key): told(part, subject) for key, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return _listed(list(value), subject)
        case str() | int() | float() | bool() | None:
            return value
        case _:
            return str(value)


def _listed(parts: list[Any], subject: Subject) -> list[Any]:
    """Of a list in which the subject stands among others, its own part only: the rest is theirs."""
    own = [part for part in parts if any(subject.named_in(text) for text in _texts(part))]
    if not own or len(own) == len(parts):
        return [told(part, subject) for part in parts]
    return [*(told(part, subject) for part in own), f"({len(parts) - len(own)} more, of others)"]


ERASED = "(erased: the key of this person was destroyed)"
