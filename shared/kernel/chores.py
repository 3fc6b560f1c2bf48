"""How is work done that a fact asks for outside of the log: a letter sent, a report counted?

A chore follows its facts by a durable consumer of its own. A fact is acknowledged when its work is done; a
process that dies in the middle leaves it to the next one. So work is done at least once: what must not take
effect twice guards itself by what it records.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig

from shared.kernel.codec import Codec
from shared.kernel.consume import LEFT_AFTER, consume
from shared.kernel.event import Event, Recorded
from shared.kernel.provision import LOG_STREAM
from shared.kernel.subject import type_filter

log = structlog.get_logger()

AGAIN_AFTER = 15.0
"""Seconds until work that failed unexpectedly is tried again."""


class Again(Exception):
    """This cannot be done now; try again in so many seconds."""

    def __init__(self, seconds: float, why: str) -> None:
        super().__init__(why)
        self.seconds = seconds


class Alive:
    """Long work calls `beat` between two steps: a process that is told to stop ends there."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop

    async def beat(self) -> None:
        """
        Raises:
            Again: this process is told to stop; the next one goes on from here.
        """
        if self._stop.is_set():
            raise Again(0, "this process ends")


@dataclass(frozen=True)
class Chore:
    """One kind of work; the name is its consumer's, so it never changes."""

    name: str
    on: tuple[type[Event], ...]
    do: Callable[[Recorded[Any], Alive], Awaitable[None]]


@dataclass(frozen=True)
class Chores:
    """Does the chores of one service."""

    nc: Client
    service: str
    codec: Codec
    chores: Sequence[Chore]
    errors: dict[str, str] = field(default_factory=dict)
    """Why a consumer is not there, by its name; empty while it is."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop."""
        await asyncio.gather(stop.wait(), *(self._follow(chore, stop) for chore in self.chores))

    @property
    def healthy(self) -> bool:
        return not any(self.errors.values())

    async def _follow(self, chore: Chore, stop: asyncio.Event) -> None:
        name = f"{chore.name}-{self.service}"
        config = ConsumerConfig(
            name=name,
            durable_name=name,
            filter_subjects=[type_filter(type_.type_name) for type_ in chore.on],
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=LEFT_AFTER,
            max_ack_pending=-1,  # what waits for its next try does not hold up the others
        )

        async def handle(message: Msg) -> None:
            await self._do(chore, message, stop)

        await consume(self.nc, LOG_STREAM, config, handle, stop, self.errors.__setitem__)

    async def _do(self, chore: Chore, message: Msg, stop: asyncio.Event) -> None:
        try:
            await self.codec.ready([message])
            await chore.do(self.codec.decode(message), Alive(stop))
        except Again as later:
            log.info("chore.later", chore=chore.name, why=str(later), seconds=later.seconds)
            await message.nak(delay=later.seconds or None)
        except Exception as error:
            log.error("chore.failed", chore=chore.name, subject=message.subject, exc_info=error)
            await message.nak(delay=AGAIN_AFTER)
        else:
            await message.ack_sync()
