"""How do events look as they stand in a log, for tests of what is folded from them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.projection import Document, Projection, apply

NOON = datetime(2015, 4, 21, 12, tzinfo=UTC)
E = TypeVar("E", bound=Event)


def recorded(
    data: E,
    ref: Ref,
    *,
    version: int = 1,
    position: int = 1,
    at: datetime = NOON,
    recorded_at: datetime | None = None,
    by: str = "p-somebody",
    command: str = "SomeCommand",
) -> Recorded[E]:
    """One event with an envelope that says nothing special."""
    return Recorded(
        data=data,
        ref=ref,
        version=version,
        position=position,
        id=f"event-{position}",
        at=at,
        recorded_at=recorded_at or at,
        by=by,
        command=f"command-{position}",
        command_name=command,
        correlation=f"command-{position}",
        causation=f"command-{position}",
        chain=f"chain-{position}",
    )


class Chronicle:
    """A log in the making: each event gets the next position, and the next version of its entity."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self._versions: dict[Ref, int] = {}

    def add(
        self,
        ref: Ref,
        *data: Event,
        at: datetime = NOON,
        by: str = "p-somebody",
        command: str = "SomeCommand",
    ) -> Chronicle:
        for event in data:
            version = self._versions[ref] = self._versions.get(ref, 0) + 1
            position = len(self.events) + 1
            self.events.append(
                recorded(event, ref, version=version, position=position, at=at, by=by, command=command)
            )
        return self

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)


def folded(projection: Projection, events: Iterable[Recorded]) -> dict[str, Document]:
    """The whole read model, by id, as a projector would make it of these events."""
    documents: dict[str, Document | None] = {}
    for event in events:
        documents |= apply(projection, documents, event)
    return {id: document for id, document in documents.items() if document is not None}
