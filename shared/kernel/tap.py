"""How do the messages of one pull consumer come in, without a gap and without a wait?

A pull request stays open on the server, so an event is delivered the moment it is stored; a second one
is sent before the first is used up, so catching up never pauses.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.kernel.log import Misconfigured

EXPIRES = 30.0
HEARTBEAT = 1.0
"""An idle server says every so many seconds that it is still there."""
SILENCE = 3 * HEARTBEAT
WINDOW = 1_000
"""Events asked for at a time. Asked for and not read yet, they wait in the server, which hangs up when more
than 64 MB wait for one connection: all read models may be rebuilt on it at once while its loop is busy.
"""


class Lost(Exception):
    """The consumer is gone, silent, or left out a message: begin again behind the last batch."""


class Tap:
    """One ephemeral consumer and what it has delivered so far."""

    def __init__(self, nc: Client, stream: str, name: str, size: int) -> None:
        self._nc, self._js, self._stream, self._name, self._size = nc, nc.jetstream(), stream, name, size
        self._subscription: Subscription | None = None
        self._reconnects = nc.stats["reconnects"]
        self._buffer: list[Msg] = []
        self._asked = 0
        self._sequence = 0
        self._behind = 0
        self._heard = time.monotonic()
        self._failure = ""
        self._drained_at = -1
        self.wake = asyncio.Event()

    @property
    def pending(self) -> int:
        """Wanted events that were not handed out yet."""
        return self._behind + len(self._buffer)

    async def open(self, subjects: Sequence[str], after: int) -> None:
        """Creates the consumer behind a position.

        Raises:
            Misconfigured: the log ends before that position, as after restoring an older backup of it.
        """
        end = await self._end()
        if end < after:
            raise Misconfigured(f"the log ends at {end}, before {after}: is it an older backup? rebuild")
        inbox = self._nc.new_inbox()
        self._subscription = await self._nc.subscribe(inbox, cb=self._arrived)
        self._inbox = inbox
        await self._js.add_consumer(self._stream, self._config(subjects, after))

    def _config(self, subjects: Sequence[str], after: int) -> ConsumerConfig:
        # one filter stands in the API subject, so that the server's permissions can speak about it
        one, many = (subjects[0], None) if len(subjects) == 1 else (None, list(subjects) or None)
        return ConsumerConfig(
            name=self._name,
            filter_subject=one,
            filter_subjects=many,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=after + 1,
            ack_policy=AckPolicy.NONE,
            inactive_threshold=60.0,
            mem_storage=True,
            num_replicas=1,
        )

    async def close(self) -> None:
        """Leaves the server as it was; a server that is away forgets the consumer by itself."""
        if self._subscription is None or self._nc.is_closed:
            return
        with contextlib.suppress(Exception):
            await self._subscription.unsubscribe()
        if self._nc.is_connected and not self._failure:
            with contextlib.suppress(Exception):
                await self._js.delete_consumer(self._stream, self._name)

    async def _arrived(self, message: Msg) -> None:
        self._heard = time.monotonic()
        if not message.reply:
            self._told(message)
            return
        # $JS.ACK.<…>.<delivered>.<stream sequence>.<consumer sequence>.<time>.<pending>
        parts = message.reply.split(".")
        self._sequence += 1
        self._asked -= 1
        if int(parts[-3]) != self._sequence:
            self._fail(f"message {self._sequence} of the consumer is missing")
        self._behind = int(parts[-1])
        self._buffer.append(message)
        if self._behind == 0 or len(self._buffer) >= self._size:
            self.wake.set()
        await self.refill()

    def _told(self, message: Msg) -> None:
        headers = message.headers or {}
        status = headers.get("Status", "")
        if status == "100":
            return
        text = headers.get("Description", "")
        if status == "408" or (status == "409" and "Batch Completed" in text):
            self._asked = max(0, self._asked - int(headers.get("Nats-Pending-Messages", 0)))
            self.wake.set()
        else:
            self._fail(f"{status} {text}")

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
        self.wake.set()

    async def refill(self) -> None:
        """Keeps half a window asked for, until a batch is here or on its way."""
        window = min(WINDOW, self._size)
        if self._asked * 2 > window or self._asked + len(self._buffer) >= self._size:
            return
        self._asked += window
        wish = {"batch": window, "expires": int(EXPIRES * 1e9), "idle_heartbeat": int(HEARTBEAT * 1e9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{self._name}"
        await self._nc.publish(subject, json.dumps(wish).encode(), reply=self._inbox)

    async def next(self, patience: float) -> list[Msg]:
        """The next batch: full, or all there is, or what came while patience lasted.

        Raises:
            Lost: see there.
        """
        await self._woken(patience)
        self.wake.clear()
        if self._failure:
            raise Lost(self._failure)
        if self._nc.stats["reconnects"] != self._reconnects:
            raise Lost("reconnected")
        if not self._buffer and time.monotonic() - self._heard > SILENCE:
            raise Lost("silence")
        taken, self._buffer = self._buffer[: self._size], self._buffer[self._size :]
        if self._buffer:
            self.wake.set()
        await self.refill()
        return taken

    async def _woken(self, patience: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), patience)

    async def drained(self) -> int | None:
        """The position before which no wanted event can be on its way: the log's end, if all is delivered."""
        end = await self._end()
        if end == self._drained_at:
            return end
        info = await self._js.consumer_info(self._stream, self._name)
        delivered = info.delivered.consumer_seq if info.delivered else 0
        if info.num_pending or delivered != self._sequence or self._buffer:
            return None
        self._drained_at = end
        return end

    async def _end(self) -> int:
        return (await self._js.stream_info(self._stream)).state.last_seq
