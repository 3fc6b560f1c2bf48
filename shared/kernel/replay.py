"""What would a read model be, folded in memory from the log alone: now, or as of any moment?

The projector folds its batches with the same `fold_batch`, so the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.kernel import subject
from shared.kernel.event import Recorded, Ref
from shared.kernel.feed import Unreadable
from shared.kernel.log import Log
from shared.kernel.mongo import stored
from shared.kernel.projection import Document, EveryEvent, Projection, apply, touched

Arrived = Recorded[Any] | Unreadable


@dataclass(frozen=True, slots=True)
class Poison:
    """An event that cannot be folded, or that follows one of the same entity."""

    ref: Ref
    version: int
    position: int
    type: str
    error: str = ""
    """Empty for those that follow the first."""


@dataclass(slots=True)
class Outcome:
    """What a batch makes of the documents it touches, and what it cannot make sense of."""

    documents: dict[str, Document | None]
    poison: list[Poison] = field(default_factory=list)


def fold_batch(
    projection: Projection,
    documents: Mapping[str, Document | None],
    events: Iterable[Arrived],
    parked: Iterable[Ref] = (),
    refused: Mapping[Ref, str] | None = None,
) -> Outcome:
    """Folds the events in order. One that raises parks its entity: that one and its later events.

    `refused` are entities whose documents the database would not hold, with its reason.
    """
    aside, outcome = set(parked), Outcome(dict(documents))
    for event in events:
        error = None if event.ref in aside else (refused or {}).get(event.ref)
        if event.ref not in aside and error is None:
            error = _try(projection, outcome.documents, event)
            if error is None:
                continue
        aside.add(event.ref)
        outcome.poison.append(Poison(event.ref, event.version, event.position, _type(event), error or ""))
    return outcome


def _try(projection: Projection, documents: dict[str, Document | None], event: Arrived) -> str | None:
    """Folds one event into the documents; says what is wrong with it, if anything."""
    if isinstance(event, Unreadable):
        return event.error
    try:
        documents.update(apply(projection, documents, event))
    except Exception as problem:  # a fold is pure: whatever it raises, nothing is half done
        return f"{type(problem).__name__}: {problem}"
    return None


def _type(event: Arrived) -> str:
    return event.type if isinstance(event, Unreadable) else event.data.type_name


def ids_of(projection: Projection, events: Iterable[Arrived]) -> dict[str, list[Arrived]]:
    """The documents a batch touches, each with the events that touch it."""
    ids: dict[str, list[Arrived]] = {}
    for event in events:
        for id in _ids(projection, event):
            ids.setdefault(id, []).append(event)
    return ids


def _ids(projection: Projection, event: Arrived) -> Iterable[str]:
    row = None if isinstance(event, Unreadable) else touched(projection, event)
    try:
        return list(row.ids(event)) if row and not isinstance(event, Unreadable) else ()
    except Exception:  # the fold meets it again, and parks the entity
        return ()


def subjects(projection: Projection) -> tuple[str, ...]:
    """The server-side filter: only the types that the projection folds. Empty: every event."""
    if EveryEvent in projection.on:
        return ()
    return tuple(sorted(subject.type_filter(type_.type_name) for type_ in projection.on))


async def fold(
    projection: Projection,
    log: Log,
    until: int | None = None,
    at: date | None = None,
    zone: ZoneInfo | None = None,
) -> dict[str, Document]:
    """The read model as of a position of the log, or as of a moment or the end of a day of business time."""
    documents: dict[str, Document | None] = {}
    moment, parked = _until(at, zone), set[Ref]()
    async for batch in log.read(until=until, subjects=subjects(projection)):
        known = batch if moment is None else [event for event in batch if event.at < moment]
        outcome = fold_batch(projection, documents, known, parked)
        documents = outcome.documents
        parked.update(poison.ref for poison in outcome.poison)
    return {id: document for id, document in documents.items() if document is not None}


def _until(at: date | None, zone: ZoneInfo | None) -> datetime | None:
    if at is None:
        return None
    if isinstance(at, datetime):
        return at + timedelta.resolution
    return datetime.combine(at + timedelta(days=1), time.min, zone or UTC)


@dataclass(frozen=True, slots=True)
class Difference:
    """One document that is not what the log says."""

    id: str
    stored: Document | None
    folded: Document | None

    @property
    def fields(self) -> list[str]:
        """The fields that differ; none if one side lacks the document."""
        if self.stored is None or self.folded is None:
            return []
        keys = self.stored.keys() | self.folded.keys()
        return sorted(key for key in keys if self.stored.get(key) != self.folded.get(key))


def compare(model: Sequence[Document], folded: Mapping[str, Document]) -> list[Difference]:
    """Where the documents of a read model differ from a fold, id by id."""
    have = {str(document["_id"]): document for document in model}
    want = {id: stored({**document, "_id": id}) for id, document in folded.items()}
    ids = sorted(have.keys() | want.keys())
    return [Difference(i, have.get(i), want.get(i)) for i in ids if have.get(i) != want.get(i)]
