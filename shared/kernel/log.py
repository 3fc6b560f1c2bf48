"""What does the log promise, whoever keeps it?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.kernel.event import Event, Recorded, Ref


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every event of one command carries in its envelope."""

    by: str
    at: datetime
    recorded_at: datetime
    command: str
    command_name: str
    correlation: str
    causation: str


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that asks to become version `version` of the entity `ref`."""

    ref: Ref
    version: int
    data: Event
    id: str
    chain: str
    """Chain hash of the entity before this event ("" for the first)."""
    stamp: Stamp


class LogError(Exception):
    """Base of what the log may answer instead of a record."""


class Conflict(LogError):
    """Another event already is that version of the entity: load again and decide again."""


class Unavailable(LogError):
    """No answer for so long that the outcome is unknown; asking again with the same ids is safe."""


class Forbidden(LogError):
    """The server does not let this user do that: a mistake of deployment."""


class TooLarge(LogError):
    """The append, or one event in it, is larger than the server takes."""


class Misconfigured(LogError):
    """The stream or the server is not set up as the platform needs it; the text says what to change."""


class Log(Protocol):
    """One totally ordered log of entities. See docs/adr/0001-one-log.md.

    JetStreamLog and MemoryLog pass the same suite (tests/shared/kernel/test_log.py).
    """

    async def load(self, ref: Ref, after: int = 0) -> list[Recorded]:
        """The entity's events with a version above `after`, oldest first.

        May be a little stale on a cluster.

        Raises:
            Unavailable: no answer within the patience of the log.
        """
        ...

    async def head(self, ref: Ref) -> int:
        """The entity's latest version as the leader knows it; 0 if it has no event."""
        ...

    async def append(self, events: Sequence[NewEvent]) -> list[Recorded]:
        """Records all or none, durably. Repeating it with the same ids answers the same records again.

        Raises:
            Conflict: a version is taken by another event.
            Unavailable: no outcome within the patience of the log.
            Forbidden: the user may not write there.
        """
        ...

    def read(
        self, after: int = 0, until: int | None = None, subjects: Sequence[str] = ()
    ) -> AsyncIterator[list[Recorded]]:
        """Batches of the log in order, from behind `after` up to `until` (default: today's end)."""
        ...

    async def end(self) -> int:
        """Position of the last event; 0 if the log is empty."""
        ...
