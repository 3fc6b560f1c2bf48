"""How does a projector read the log: in order, without a gap, as fast as it comes?

One pull consumer without acknowledgements, begun behind the read model's own position: the position
in MongoDB is the truth, the consumer may be lost at any time. The pull requests are our own, answered
to one subscription with a callback, at twice the speed of `fetch`.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.kernel.event import Recorded, Ref
from shared.kernel.log import Misconfigured
from shared.kernel.subject import parse
from shared.kernel.tap import Tap

log = structlog.get_logger()

CATCHING_UP = 10_000
"""Events at most in one batch."""
AT_ONCE = 500
"""Events decoded before others get their turn on the loop."""
PACE = 0.4
"""Seconds between two looks at the log's end while nothing wanted arrives."""

Decode = Callable[[Msg], Recorded[Any]]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be decoded: poison, like an event that a projection cannot fold."""

    ref: Ref
    version: int
    position: int
    type: str
    error: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What arrived next."""

    events: Sequence[Recorded[Any] | Unreadable]
    position: int
    """Nothing wanted up to here is missing."""
    pending: int
    """Wanted events that wait behind this batch."""
    oldest: datetime | None
    """When the first of these events was recorded; None if there are none."""


async def feed(
    nc: Client,
    stream: str,
    subjects: Sequence[str],
    decode: Decode,
    after: int,
    stop: asyncio.Event,
    *,
    size: int = CATCHING_UP,
) -> AsyncGenerator[Batch, None]:
    """Batches from behind `after`, for ever; an empty one says that nothing wanted is left up to there.

    Survives reconnects, a deleted consumer and a gap by beginning again behind the last batch.

    Raises:
        Misconfigured: the log ends before `after`.
    """
    pause = 0.05
    while not stop.is_set():
        tap = Tap(nc, stream, f"feed-{secrets.token_hex(6)}", size)
        try:
            await tap.open(subjects, after)
            async with contextlib.aclosing(_drink(tap, decode, after, stop)) as batches:
                async for batch in batches:
                    yield batch
                    after, pause = batch.position, 0.05
        except Misconfigured:
            raise
        except Exception as error:  # whatever the server or the connection did: begin again
            log.warning("feed.restart", after=after, error=repr(error), pause=pause)
            await _wait(stop, pause)
            pause = min(pause * 2, 2.0)
        finally:
            await tap.close()


async def _drink(tap: Tap, decode: Decode, after: int, stop: asyncio.Event) -> AsyncGenerator[Batch, None]:
    watcher = asyncio.ensure_future(stop.wait())
    watcher.add_done_callback(lambda _: tap.wake.set())
    told = False
    try:
        while not stop.is_set():
            await tap.refill()
            messages = await tap.next(PACE)
            if stop.is_set():
                return
            if messages:
                events = await _decoded(messages, decode)
                after = events[-1].position
                yield Batch(events, after, tap.pending, _moment(messages[0]))
            elif (end := await tap.drained()) is not None and (end > after or not told):
                after, told = end, True
                yield Batch((), after, 0, None)
    finally:
        watcher.cancel()


async def _decoded(messages: Sequence[Msg], decode: Decode) -> list[Recorded[Any] | Unreadable]:
    events: list[Recorded[Any] | Unreadable] = []
    for start in range(0, len(messages), AT_ONCE):
        events.extend(_read(message, decode) for message in messages[start : start + AT_ONCE])
        await asyncio.sleep(0)
    return events


def _read(message: Msg, decode: Decode) -> Recorded[Any] | Unreadable:
    try:
        return decode(message)
    except Exception as error:  # a payload of any shape may stand there: the entity is parked
        position = int(message.reply.split(".")[-4])
        try:
            ref, version, type_ = parse(message.subject)
        except ValueError:  # not even a subject of ours: an entity of its own, which nobody waits for
            ref, version, type_ = Ref("unreadable", "record", str(position)), 0, message.subject
        return Unreadable(ref, version, position, type_, repr(error))


def _moment(message: Msg) -> datetime:
    return datetime.fromtimestamp(int(message.reply.split(".")[-2]) / 1e9, UTC)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
