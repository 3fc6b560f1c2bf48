"""How does NATS JetStream keep the log's promise?

A version of an entity is one subject, and an append expects that it is not taken. Whenever an answer
leaves a doubt (a lost acknowledgement, a known id), the versions are read back from the leader and the
events' ids say whose they are.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, MutableSequence, Sequence
from typing import Any, TypeVar

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.errors import MaxPayloadError

from shared.kernel.codec import Codec, Wire, wire_of
from shared.kernel.direct_get import DirectGet
from shared.kernel.event import Recorded, Ref
from shared.kernel.log import Conflict, Forbidden, LogError, Misconfigured, NewEvent, TooLarge, Unavailable
from shared.kernel.provision import LOG_STREAM
from shared.kernel.publish import (
    ASK_AGAIN,
    BATCH_AT_MOST,
    FULL,
    HEADER_ROOM,
    ID_TAKEN,
    LOOK_AGAIN,
    NO_STREAM,
    TOO_LARGE,
    Refused,
    Stored,
    publish,
)
from shared.kernel.subject import version_filter
from shared.kernel.tap import Lost, Tap

T = TypeVar("T")
log = structlog.get_logger()

PATIENCE = 15.0
"""Seconds: three times what a cluster needs to elect a leader."""
FIRST_TIMEOUT, FIRST_PAUSE = 2.0, 0.02
"""Seconds. Hundreds of batches in flight, 5 ms each, must not be asked for again before their turn."""
READ_BATCH = 1000
READ_PACE = 0.4


class JetStreamLog:
    """The platform's log on one stream. Implements `log.Log`.

    `refused` is the list to which the connection's error callback appends: nats-py shows a refused
    permission in no other way.
    """

    def __init__(
        self,
        nc: Client,
        codec: Codec,
        *,
        refused: MutableSequence[Exception] | None = None,
        patience: float = PATIENCE,
        stream: str = LOG_STREAM,
    ) -> None:
        self._nc, self._codec, self._stream = nc, codec, stream
        self._refused = refused if refused is not None else []
        self._patience = patience
        self._get = DirectGet(nc, stream)

    async def load(self, ref: Ref, after: int = 0) -> list[Recorded[Any]]:
        return await self._read(await self._patiently(lambda: self._get.load(ref, after)))

    async def versions(self, wanted: Sequence[tuple[Ref, int]]) -> list[Recorded[Any]]:
        """These versions of these entities, as many as there are: for what stands in many places."""
        return await self._read(await self._patiently(lambda: self._get.versions(wanted)))

    async def head(self, ref: Ref) -> int:
        return await self._patiently(lambda: self._get.head(ref))

    async def next_after(self, position: int) -> Recorded[Any] | None:
        """The first event after this position; no consumer is needed for it."""
        wire = await self._patiently(lambda: self._get.next_after(position))
        return (await self._read([wire]))[0] if wire else None

    async def append(self, events: Sequence[NewEvent]) -> list[Recorded[Any]]:
        """See `Log.append`.

        Raises:
            Conflict, Unavailable, Forbidden, Misconfigured, TooLarge: see there.
        """
        if not events:
            return []
        await self._codec.ready_to_seal(events)
        wires = self._codec.encode_all(events)
        self._check_size(wires)
        filters = [version_filter(new.ref, new.version) for new in events]
        deadline = time.monotonic() + self._patience
        within, pause, why = FIRST_TIMEOUT, FIRST_PAUSE, "no answer"
        while True:
            within = min(within, max(deadline - time.monotonic(), FIRST_PAUSE))
            outcome = await self._attempt(wires, filters, within, careful=pause > FIRST_PAUSE)
            if isinstance(outcome, Stored):
                first = outcome.last - len(wires) + 1
                pairs = zip(events, wires, strict=True)
                return [self._codec.recorded(n, w, first + i) for i, (n, w) in enumerate(pairs)]
            if isinstance(outcome, list):
                return await self._read(outcome)
            why = outcome.text or why
            if time.monotonic() + pause > deadline:
                raise Unavailable(f"{events[0].ref}: not known whether it is recorded: {why}")
            log.warning("log.ask_again", entity=str(events[0].ref), reason=why, code=outcome.code)
            await asyncio.sleep(pause)
            pause, within = min(pause * 2, 1.0), min(within * 2, 4.0)

    async def end(self) -> int:
        info = await self._patiently(lambda: self._nc.jetstream().stream_info(self._stream))
        return info.state.last_seq

    async def read(
        self, after: int = 0, until: int | None = None, subjects: Sequence[str] = ()
    ) -> AsyncIterator[list[Recorded[Any]]]:
        end = await self.end()
        last = end if until is None else min(until, end)
        while after < last:
            tap = Tap(self._nc, self._stream, f"read-{secrets.token_hex(6)}", READ_BATCH)
            try:
                await tap.open(subjects, after)
                while after < last:
                    await tap.refill()
                    found = [wire_of(message) for message in await tap.next(READ_PACE)]
                    wanted = [wire for wire in found if wire.position <= last]
                    if wanted:
                        yield await self._read(wanted)
                    after = found[-1].position if found else max(after, await tap.drained() or 0)
            except (Lost, NatsError) as reason:
                log.info("log.read_again", after=after, reason=repr(reason))
                await asyncio.sleep(0.1)
            finally:
                await tap.close()

    async def _attempt(
        self, wires: list[Wire], filters: list[str], within: float, careful: bool
    ) -> Stored | Refused | list[Wire]:
        """Sends it once; a Refused is worth another attempt, a list is what an earlier one recorded."""
        try:
            outcome = await publish(self._nc, wires, filters, within, careful)
        except MaxPayloadError:
            raise TooLarge(f"the server takes at most {self._nc.max_payload} bytes") from None
        except NatsError as error:
            self._raise_if_forbidden(wires)
            return Refused(0, repr(error))
        if isinstance(outcome, Stored) and not outcome.duplicate:
            return outcome
        if isinstance(outcome, Refused) and outcome.code in ASK_AGAIN:
            return outcome
        if isinstance(outcome, Stored) or outcome.code in LOOK_AGAIN:
            return await self._look(wires, filters, outcome)
        raise _named(outcome)

    async def _look(
        self, wires: list[Wire], filters: list[str], outcome: Stored | Refused
    ) -> list[Wire] | Refused:
        """Whose are these versions?"""
        try:
            found = await asyncio.gather(*(self._get.leaders_last(filter) for filter in filters))
        except Unavailable as error:
            return Refused(0, str(error))
        ours = [f for f, wire in zip(found, wires, strict=True) if f and f.id == wire.id]
        if len(ours) == len(wires):
            return ours
        if isinstance(outcome, Refused) and outcome.code in FULL and not any(found):
            raise _named(outcome)
        if any(found):
            raise Conflict(f"{wires[0].subject}: another event is that version")
        if isinstance(outcome, Stored) or outcome.code == ID_TAKEN:
            raise Conflict(f"the id {wires[0].id} stands elsewhere in the log: it was used for another event")
        return outcome  # an append in flight has asked for the same: it may yet fail

    async def _read(self, wires: Sequence[Wire]) -> list[Recorded[Any]]:
        await self._codec.ready(wires)
        return [self._codec.read(wire) for wire in wires]

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Asks again while there is no answer, until patience ends.

        Raises:
            Unavailable: patience ended.
        """
        deadline, pause = time.monotonic() + self._patience, FIRST_PAUSE
        while True:
            try:
                return await ask()
            except (Unavailable, NatsError) as error:
                if time.monotonic() + pause > deadline:
                    raise Unavailable(f"the log does not answer: {error}") from error
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _check_size(self, wires: list[Wire]) -> None:
        if len(wires) > BATCH_AT_MOST:
            raise TooLarge(f"a decision records at most {BATCH_AT_MOST} events at once, not {len(wires)}")
        for wire in wires:
            if len(wire.payload) + HEADER_ROOM > self._nc.max_payload:
                raise TooLarge(
                    f"{wire.subject} has {len(wire.payload)} bytes: the server takes {self._nc.max_payload}"
                )

    def _raise_if_forbidden(self, wires: list[Wire]) -> None:
        said = [str(error).casefold() for error in self._refused]
        for wire in wires:
            if any("permissions violation" in text and wire.subject.casefold() in text for text in said):
                self._refused.clear()
                raise Forbidden(f"this user may not publish to {wire.subject}: see the server's permissions")


def _named(refused: Refused) -> LogError:
    """The server's error code as what it means here."""
    said = f"{refused.text} ({refused.code})"
    if refused.code in FULL:
        return Unavailable(f"the log has no room, look at the server's disk and limits: {said}")
    if refused.code in TOO_LARGE:
        return TooLarge(said)
    if refused.code in NO_STREAM:
        return Misconfigured(f"the stream is not as the platform needs it, run `civikos provision`: {said}")
    return Unavailable(f"the server refuses: {said}")
