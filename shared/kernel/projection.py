"""What is a projection: which events touch which documents, and what a document becomes?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.event import Event, Recorded

Document = dict[str, Any]
Evolve = Callable[[Any, Recorded[Any]], Any]


@dataclass(frozen=True, slots=True)
class Fold:
    """One row of a projection's table: the ids of the documents an event touches, and their evolution.

    `evolve(document or None, recorded)` returns the new document (None: there is none); it never
    changes the one it is given. With `each`, it is `evolve(id, document or None, recorded)`.
    """

    evolve: Callable[..., Any]
    ids: Callable[[Recorded[Any]], Iterable[str]]
    each: bool = False


def by_entity(recorded: Recorded[Any]) -> tuple[str]:
    """The usual case: one document per entity, with the entity's id."""
    return (recorded.ref.id,)


def fold(evolve: Evolve, by: Callable[[Recorded[Any]], Iterable[str]] = by_entity) -> Fold:
    return Fold(evolve, by)


def fold_each(
    evolve: Callable[[str, Any, Recorded[Any]], Any], by: Callable[[Recorded[Any]], Iterable[str]]
) -> Fold:
    """Where an event means different things to the documents it touches: `evolve` is told which it is."""
    return Fold(evolve, by, each=True)


@dataclass(frozen=True)
class Index:
    """An index of the read model; `keys` as in MongoDB: (("status", 1), ("held_on", -1))."""

    keys: tuple[tuple[str, int], ...]
    unique: bool = False


@dataclass(frozen=True)
class Projection:
    """One read model: `database.name`, in the version that this code builds.

    `document` is a TypedDict (without `_id`, a string that every document has); its JSON Schema is the
    published shape and MongoDB's validator. A change of shape or meaning raises `version`, and the
    model is rebuilt beside the live one.
    """

    database: str
    name: str
    version: int
    document: type
    on: Mapping[type[Event], Fold]
    indexes: tuple[Index, ...] = ()
    title: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.database}.{self.name}"


EveryEvent = Event
"""As a key of `on`: every event of the log (the audit read model)."""


def touched(projection: Projection, recorded: Recorded[Any]) -> Fold | None:
    on = projection.on
    return on.get(type(recorded.data)) or on.get(EveryEvent)


def apply(
    projection: Projection, documents: Mapping[str, Document | None], recorded: Recorded[Any]
) -> dict[str, Document | None]:
    """What the event makes of the documents it touches; pure, so a failure changes nothing."""
    row = touched(projection, recorded)
    if row is None:
        return {}
    if row.each:
        return {id: row.evolve(id, documents.get(id), recorded) for id in row.ids(recorded)}
    return {id: row.evolve(documents.get(id), recorded) for id in row.ids(recorded)}
