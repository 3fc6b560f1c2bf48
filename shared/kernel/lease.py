"""Which of several equal processes is the active one, and when does another take over?

A key in a bucket whose values vanish after a few seconds: who creates it leads, renews it each second, and
stops at once when it cannot. Correctness does not hang on it (the fence in MongoDB sees to that); it only
spares the standby the work.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from nats.aio.client import Client
from nats.js.errors import KeyWrongLastSequenceError

log = structlog.get_logger()

BUCKET = "civikos_leases"
TTL = 3.0
RENEWAL = TTL / 3
TRIES = 0.5
"""Seconds between two tries of a standby."""


async def lead(
    nc: Client,
    name: str,
    holder: str,
    stop: asyncio.Event,
    work: Callable[[asyncio.Event], Awaitable[None]],
) -> None:
    """Does the work while holding the lease, as often as it is won; `work` ends when its event is set."""
    while not stop.is_set():
        revision = await _won(nc, name, holder)
        if revision is None:
            await _pause(stop, TRIES)
            continue
        log.info("lease.won", lease=name, holder=holder)
        await _hold(nc, name, holder, revision, stop, work)


async def _won(nc: Client, name: str, holder: str) -> int | None:
    try:
        return await (await nc.jetstream().key_value(BUCKET)).create(name, _value(holder))
    except KeyWrongLastSequenceError:
        return None
    except Exception as error:  # no server, no bucket yet: the next try tells
        log.warning("lease.unknown", lease=name, error=repr(error))
        return None


async def _hold(
    nc: Client,
    name: str,
    holder: str,
    revision: int,
    stop: asyncio.Event,
    work: Callable[[asyncio.Event], Awaitable[None]],
) -> None:
    over = asyncio.Event()
    working = asyncio.ensure_future(work(over))
    renewing = asyncio.ensure_future(_renew(nc, name, holder, revision))
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, renewing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.set()
        stopping.cancel()
        await asyncio.wait({working}, timeout=10)
        working.cancel()
        await asyncio.wait({working})
        lost = renewing.done()
        renewing.cancel()
        await asyncio.gather(renewing, stopping, return_exceptions=True)
        log.info("lease.over", lease=name, holder=holder, lost=lost)
        if not lost:
            await _give_back(nc, name)
    if not working.cancelled() and (failure := working.exception()):
        log.error("lease.work_failed", lease=name, exc_info=failure)
        await _pause(stop, TRIES)


async def _renew(nc: Client, name: str, holder: str, revision: int) -> None:
    """Returns when the lease is lost: somebody else has it, or it ran out unrenewed."""
    renewed = time.monotonic()
    while time.monotonic() - renewed < TTL:
        await asyncio.sleep(RENEWAL)
        try:
            store = await nc.jetstream().key_value(BUCKET)
            revision = await asyncio.wait_for(store.update(name, _value(holder), revision), RENEWAL)
            renewed = time.monotonic()
        except KeyWrongLastSequenceError:
            return
        except Exception as error:  # a server that is away may be back before the lease runs out
            log.warning("lease.not_renewed", lease=name, error=repr(error))


async def _give_back(nc: Client, name: str) -> None:
    with contextlib.suppress(Exception):
        await asyncio.wait_for((await nc.jetstream().key_value(BUCKET)).purge(name), 1.0)


def _value(holder: str) -> bytes:
    return json.dumps({"holder": holder, "at": datetime.now(UTC).isoformat()}).encode()


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
