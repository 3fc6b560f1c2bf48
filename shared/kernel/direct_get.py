"""How is an entity loaded in a millisecond, however long the log is?

One batched Direct Get answers the last message of every subject that matches: with one subject per
event, that is the whole entity. No consumer is created; any replica may answer.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
from collections.abc import Sequence
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from shared.kernel.codec import Wire, wire_of
from shared.kernel.event import Ref
from shared.kernel.log import Unavailable
from shared.kernel.subject import ROOT, entity_filter, parse, version_filter

AT_MOST = 1024
"""Subjects that one Direct Get answers; above, the server says TOO_MANY."""
PAGE = 1000
NEWS = 32
"""Versions asked for at once when only what is new is wanted."""
NOT_FOUND, TOO_MANY, END = "404", "413", "204"
NO_MESSAGE = 10037


class TooMuch(Exception):
    """More than AT_MOST subjects match, or more bytes than the server sends in one answer."""


class _Collector:
    """The messages of one answer until it is complete."""

    __slots__ = ("complete", "wires")

    def __init__(self) -> None:
        self.wires: list[Wire] = []
        self.complete: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def add(self, message: Msg) -> None:
        headers = message.headers or {}
        status = headers.get("Status")
        if self.complete.done():
            return
        if status is None:
            self.wires.append(wire_of(message))
        elif status == NOT_FOUND or (status == END and headers.get("Nats-Num-Pending", "0") == "0"):
            self.complete.set_result(None)
        elif status in (TOO_MANY, END):
            # an answer ends early at the server's limit of about 64 MB, and looks whole but for this number
            self.complete.set_exception(TooMuch())
        else:
            self.complete.set_exception(Unavailable(f"{status} {headers.get('Description', '')}"))


class DirectGet:
    """Reads entities of one stream; all answers come to one subscription."""

    def __init__(self, nc: Client, stream: str, timeout: float = 5.0) -> None:
        self._nc, self._timeout = nc, timeout
        self._get, self._leader = f"$JS.API.DIRECT.GET.{stream}", f"$JS.API.STREAM.MSG.GET.{stream}"
        self._inbox = ""
        self._open: dict[str, _Collector] = {}
        self._numbers = itertools.count()
        self._subscribing = asyncio.Lock()

    async def load(self, ref: Ref, after: int = 0) -> list[Wire]:
        """The entity's messages with a version above `after`, oldest first; maybe a little stale.

        Raises:
            Unavailable: no answer.
        """
        if after:
            return await self._news(ref, after)
        try:
            return await self._last_of([entity_filter(ref)])
        except TooMuch:
            return await self._pages(ref, after, await self.head(ref))

    async def versions(self, wanted: Sequence[tuple[Ref, int]]) -> list[Wire]:
        """The messages of these versions of these entities, whatever they are of.

        Raises:
            Unavailable: no answer.
        """
        filters = [version_filter(ref, version) for ref, version in wanted]
        pages = [filters[start : start + PAGE] for start in range(0, len(filters), PAGE)]
        return [wire for page in pages for wire in await self._last_of(page)]

    async def head(self, ref: Ref) -> int:
        """The entity's latest version, as the leader knows it."""
        wire = await self.leaders_last(entity_filter(ref))
        return parse(wire.subject).version if wire else 0

    async def leaders_last(self, filter: str) -> Wire | None:
        """The last message that matches, as the leader knows it."""
        return await self._asked({"last_by_subj": filter})

    async def next_after(self, position: int) -> Wire | None:
        """The first message after this position."""
        return await self._asked({"seq": position + 1, "next_by_subj": f"{ROOT}.>"})

    async def _asked(self, wish: dict[str, Any]) -> Wire | None:
        """What the leader answers.

        Raises:
            Unavailable: no answer.
        """
        body = json.dumps(wish).encode()
        try:
            reply = await self._nc.request(self._leader, body, timeout=self._timeout)
        except NatsError as error:
            raise Unavailable(f"the log's leader does not answer: {error!r}") from error
        return _stored(json.loads(reply.data))

    async def _news(self, ref: Ref, after: int) -> list[Wire]:
        found = await self._page(ref, after, NEWS)
        if found and parse(found[-1].subject).version == after + NEWS:
            found += await self._pages(ref, after + NEWS, await self.head(ref))
        return found

    async def _pages(self, ref: Ref, after: int, until: int) -> list[Wire]:
        found: list[Wire] = []
        for start in range(after, until, PAGE):
            found += await self._page(ref, start, min(PAGE, until - start))
        return found

    async def _page(self, ref: Ref, after: int, size: int) -> list[Wire]:
        try:
            return await self._last_of([version_filter(ref, after + i) for i in range(1, size + 1)])
        except TooMuch:
            half = size // 2
            return await self._page(ref, after, half) + await self._page(ref, after + half, size - half)

    async def _last_of(self, filters: Sequence[str]) -> list[Wire]:
        """The last message of each subject that matches one of these, in the order of the log."""
        if not self._inbox:
            await self._subscribe()
        token = str(next(self._numbers))
        collector = self._open[token] = _Collector()
        body = json.dumps({"multi_last": filters, "batch": AT_MOST}).encode()
        try:
            await self._nc.publish(self._get, body, reply=f"{self._inbox}.{token}")
            await asyncio.wait_for(collector.complete, self._timeout)
        except (TimeoutError, NatsError) as error:
            raise Unavailable(f"the log does not answer: {error!r}") from error
        finally:
            del self._open[token]
        return sorted(collector.wires, key=lambda wire: wire.position)

    async def _subscribe(self) -> None:
        async with self._subscribing:
            if not self._inbox:
                inbox = self._nc.new_inbox()
                # no limits: what comes was asked for, and a dropped part would look like a shorter entity
                await self._nc.subscribe(
                    f"{inbox}.*", cb=self._arrived, pending_msgs_limit=0, pending_bytes_limit=0
                )
                self._inbox = inbox

    async def _arrived(self, message: Msg) -> None:
        collector = self._open.get(message.subject.rpartition(".")[2])
        if collector is not None:
            collector.add(message)


def _stored(answer: dict[str, Any]) -> Wire | None:
    """A message as STREAM.MSG.GET answers it."""
    if "error" in answer:
        if answer["error"].get("err_code") == NO_MESSAGE:
            return None
        raise Unavailable(f"the log's leader answers: {answer['error'].get('description')}")
    message = answer["message"]
    lines = base64.b64decode(message.get("hdrs", "")).decode().split("\r\n")[1:]
    headers = {name: value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    return Wire(message["subject"], base64.b64decode(message.get("data", "")), headers, message["seq"])
