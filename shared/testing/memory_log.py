"""The log in memory: the same promises as the one on JetStream, for stories without servers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from shared.kernel import subject
from shared.kernel.codec import Codec, Wire
from shared.kernel.event import Recorded, Ref, Vocabulary
from shared.kernel.log import Conflict, NewEvent, TooLarge

BATCH = 1000


class MemoryLog:
    """See `shared.kernel.log.Log`; every event goes through the codec, as in the true log."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._codec = Codec(vocabulary)
        self._events: list[tuple[Wire, Recorded[Any]]] = []
        self._versions: dict[Ref, list[Recorded[Any]]] = {}

    async def load(self, ref: Ref, after: int = 0) -> list[Recorded[Any]]:
        subject.entity_filter(ref)
        return self._versions.get(ref, [])[after:]

    async def head(self, ref: Ref) -> int:
        return len(self._versions.get(ref, []))

    async def end(self) -> int:
        return len(self._events)

    async def append(self, events: Sequence[NewEvent]) -> list[Recorded[Any]]:
        if len(events) > BATCH:
            raise TooLarge(f"{len(events)} events in one append")
        encoded = self._codec.encode_all(events)
        known = self._known(events)
        if known:
            return known
        self._refuse_conflicts(events)
        for new, done in zip(events, encoded, strict=True):
            stored = self._codec.recorded(new, done, len(self._events) + 1)
            self._events.append((done, stored))
            self._versions.setdefault(new.ref, []).append(stored)
        return [stored for _, stored in self._events[-len(events) :]]

    async def read(
        self, after: int = 0, until: int | None = None, subjects: Sequence[str] = ()
    ) -> AsyncIterator[list[Recorded[Any]]]:
        wanted = self._events[after:until]
        found = [self._reread(*row) for row in wanted if _matches(row[0].subject, subjects)]
        if found:
            yield found

    def _known(self, events: Sequence[NewEvent]) -> list[Recorded[Any]]:
        """The records of an append that was made before."""
        found = [self._at(new) for new in events]
        same = [r for r, new in zip(found, events, strict=True) if r is not None and r.id == new.id]
        return same if len(same) == len(events) else []

    def _refuse_conflicts(self, events: Sequence[NewEvent]) -> None:
        seen: set[tuple[Ref, int]] = set()
        for new in events:
            if self._at(new) is not None or (new.ref, new.version) in seen:
                raise Conflict(f"{new.ref} version {new.version}")
            seen.add((new.ref, new.version))

    def _at(self, new: NewEvent) -> Recorded[Any] | None:
        versions = self._versions.get(new.ref, [])
        return versions[new.version - 1] if new.version <= len(versions) else None

    def _reread(self, done: Wire, stored: Recorded[Any]) -> Recorded[Any]:
        return self._codec.read(replace(done, position=stored.position))


def _matches(where: str, subjects: Sequence[str]) -> bool:
    tokens = where.split(".")
    return not subjects or any(_match(tokens, pattern.split(".")) for pattern in subjects)


def _match(tokens: list[str], pattern: list[str]) -> bool:
    for place, part in enumerate(pattern):
        if part == ">":
            return len(tokens) > place
        if place >= len(tokens) or part not in ("*", tokens[place]):
            return False
    return len(tokens) == len(pattern)
