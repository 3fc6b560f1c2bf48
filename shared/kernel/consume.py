"""How does a durable pull consumer run until told to stop, whatever happens to the server or the consumer?"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import ConsumerConfig
from nats.js.client import JetStreamContext

log = structlog.get_logger()

BATCH = 64
IDLE = 5.0
LEFT_AFTER = 10.0
"""Seconds without a sign of life after which somebody else gets a message: a consumer's `ack_wait`."""
Handle = Callable[[Msg], Awaitable[None]]
Tell = Callable[[str, str], None]
"""Hears the consumer's name, and what is wrong with it or nothing."""


async def consume(
    nc: Client, stream: str, config: ConsumerConfig, handle: Handle, stop: asyncio.Event, tell: Tell
) -> None:
    """Hands every message to `handle`, one after the other; creates the consumer again if it is gone."""
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    pause = 0.1
    while not stop.is_set():
        try:
            subscription = await _bind(nc, stream, config)
            tell(config.durable_name or "", "")
            pause = 0.1
            await _drink(subscription, handle, stop, stopping)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            tell(config.durable_name or "", repr(error))
            log.warning("consumer.restart", consumer=config.durable_name, error=repr(error), pause=pause)
            await asyncio.wait({stopping}, timeout=pause)
            pause = min(pause * 2, 5.0)
    stopping.cancel()


async def _bind(nc: Client, stream: str, config: ConsumerConfig) -> JetStreamContext.PullSubscription:
    js = nc.jetstream()
    info = await js.add_consumer(stream, config)
    return await js.pull_subscribe_bind(consumer=info.name, stream=stream)


async def _drink(
    subscription: JetStreamContext.PullSubscription,
    handle: Handle,
    stop: asyncio.Event,
    stopping: asyncio.Future[Any],
) -> None:
    fetch: asyncio.Future[Any] | None = None
    try:
        while not stop.is_set():
            fetch = asyncio.ensure_future(subscription.fetch(BATCH, timeout=IDLE))
            await asyncio.wait({fetch, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                return
            with contextlib.suppress(TimeoutError):
                await _each(fetch.result(), handle, stop)
    finally:
        if fetch is not None:
            fetch.cancel()
        with contextlib.suppress(Exception):
            await subscription.unsubscribe()


async def _each(messages: Sequence[Msg], handle: Handle, stop: asyncio.Event) -> None:
    """One after the other; told to stop, the others are given back at once."""
    keeping = asyncio.ensure_future(_keep(messages))
    try:
        for message in messages:
            await (message.nak() if stop.is_set() else handle(message))
    finally:
        keeping.cancel()


async def _keep(messages: Sequence[Msg]) -> None:
    """Says that we live, for the message in hand and for those that wait behind it."""
    while True:
        await asyncio.sleep(LEFT_AFTER / 4)
        with contextlib.suppress(NatsError):  # while the connection is away it is said again soon
            for message in messages:
                if not message.is_acked:
                    await message.in_progress()
