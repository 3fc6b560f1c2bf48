"""How far are the pages behind the log: not at all, some seconds, long, or can nobody tell?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from nats.aio.client import Client

from shared.kernel.codec import Codec
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import LogError

NOTICED = 5
"""Seconds; below, it is the pace at which read models note that there is nothing for them."""
STALE = 30
"""Seconds behind, from which a page warns."""
LOOK_EVERY = 1.0
LOOK_FOR = 1.0
"""Seconds that one page may wait for a log that does not answer; all others go by what was seen last."""


@dataclass(frozen=True, slots=True)
class Lag:
    """What a page says of itself besides where it stands."""

    seconds: int = 0
    """The age of the oldest fact that it does not know; 0 if that is hardly noticed."""
    since: datetime | None = None
    """When that fact was recorded, if the page is so far behind that it warns."""
    away: bool = False
    """The log does not answer: nobody can tell."""

    @property
    def tag(self) -> str:
        """Pages with one tag say the same. What is stale names a moment, so it need not be drawn anew."""
        if self.away:
            return "-away"
        if self.since:
            return f"-since{int(self.since.timestamp())}"
        return f"-{self.seconds}s" if self.seconds else ""


NONE = Lag()


def now() -> datetime:
    return datetime.now(UTC)


class Lags:
    """Looks at the log's end once a second at most, however many pages ask."""

    def __init__(self, nc: Client, codec: Codec, clock: Callable[[], datetime] = now) -> None:
        self._nc, self._clock = nc, clock
        self._log = JetStreamLog(nc, codec.without_keys())
        self._looking = asyncio.Lock()
        self._looked_at, self._end, self._away = -LOOK_EVERY, 0, False
        self._unseen: tuple[int, datetime] | None = None

    async def of(self, position: int) -> Lag:
        """Of pages that know everything up to there."""
        if not self._looking.locked() and time.monotonic() - self._looked_at >= LOOK_EVERY:
            async with self._looking:
                await self._look(position)
        if self._away or not self._nc.is_connected:
            return Lag(away=True)
        if position >= self._end or self._unseen is None:
            return NONE
        return self._told(self._unseen[1])

    def _told(self, since: datetime) -> Lag:
        seconds = int((self._clock() - since).total_seconds())
        if seconds >= STALE:
            return Lag(seconds, since)
        return Lag(seconds) if seconds >= NOTICED else NONE

    async def _look(self, position: int) -> None:
        if not self._nc.is_connected:
            return
        try:
            async with asyncio.timeout(LOOK_FOR):
                self._end = await self._log.end()
                if position >= self._end:
                    self._unseen = None
                elif self._unseen is None or self._unseen[0] != position:
                    self._unseen = await self._first_after(position)
            self._away = False
        except (LogError, TimeoutError):
            self._away = True
        self._looked_at = time.monotonic()

    async def _first_after(self, position: int) -> tuple[int, datetime] | None:
        """The oldest fact that pages at that position do not know, by the moment of its recording."""
        found = await self._log.next_after(position)
        return (position, found.recorded_at) if found else None
