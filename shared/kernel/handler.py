"""What happens to a command between the door and the log?

load → decide → append, once per command id for ever. `decide` is pure, so it is simply run again
whenever it asked for an entity that was not loaded, or somebody else was faster. What a decision writes is
guarded by the append's conflict; what it only read is confirmed with the log's leader just before. Where
even that last moment must not matter, a decision writes to what it rests on (a claim to its fund).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from shared.kernel.access import Door
from shared.kernel.draft import Draft, Order
from shared.kernel.entity import Entity, Missing
from shared.kernel.event import Recorded
from shared.kernel.folding import Folded, Folder, Turns
from shared.kernel.log import Conflict, Log, Stamp, Unavailable

PATIENCE = 15.0
"""Seconds for which a command fights conflicts before it is answered "unavailable"."""


class Fact(BaseModel):
    """One event of an answer."""

    model_config = ConfigDict(frozen=True)
    type: str
    version: int
    position: int
    id: str


class Answer(BaseModel):
    """What was recorded. `events` are those of the command's own entity; empty if nothing changed."""

    model_config = ConfigDict(frozen=True)
    entity: str
    version: int
    position: int
    """A read model that has reached this position shows the effect."""
    events: tuple[Fact, ...]


class Handler:
    """Handles the commands of one service."""

    def __init__(
        self,
        log: Log,
        zone: ZoneInfo,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: float = PATIENCE,
        secret: bytes = b"",
    ) -> None:
        """`secret`: the key of what decisions veil."""
        self._log, self._zone, self._now, self._patience = log, zone, now, patience
        self._secret = secret
        self._folder, self._turns = Folder(log), Turns()

    def forget(self) -> None:
        """Drops what is folded: called when a person's key was destroyed."""
        self._folder.forget()

    async def look(self, entity: Entity[Any], id: str) -> Folded:
        """The entity as the log's leader knows it now; to read, not to change."""
        folded = await self._folder.get(entity, entity.ref(id))
        await self._catch_up(await self._folder.stale([folded]))
        return folded

    async def handle(self, door: Door, order: Order) -> Answer:
        """Records what the command leads to, and answers; a repeated id gets its first answer again.

        Raises:
            Refusal: a rule, or the table of roles, says no; confirmed with the log's leader.
            Unavailable: no outcome in time; repeating with the same id is safe.
        """
        deadline = time.monotonic() + self._patience
        pause = 0.002
        while time.monotonic() < deadline:
            answer = await self._attempt(door, order, deadline)
            if answer is not None:
                return answer
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, 0.25)
        raise Unavailable("others were faster each time")

    async def _attempt(self, door: Door, order: Order, deadline: float) -> Answer | None:
        """One round; None if somebody else was faster, with what we know caught up for the next."""
        async with AsyncExitStack() as turns:
            draft = await self._draft(door, order)
            await self._turn(turns, draft, deadline)
            if not draft.current:
                held = draft.events.keys()
                draft = await self._draft(door, order)
                if not draft.events.keys() <= held:
                    return None
            if draft.known:
                return _answer(draft.own, draft.known)
            return await self._settle(order, draft)

    async def _turn(self, turns: AsyncExitStack, draft: Draft, deadline: float) -> None:
        try:
            await self._turns.take(turns, draft.events, max(deadline - time.monotonic(), 0.01))
        except TimeoutError:
            raise Unavailable("others were before you for too long") from None

    async def _settle(self, order: Order, draft: Draft) -> Answer | None:
        stale = await self._folder.stale(draft.only_read)
        if stale:
            await self._catch_up(stale)
            return None
        if draft.refusal is not None:
            raise draft.refusal
        if not draft.events:
            return _answer(draft.own, ())
        return await self._record(order, draft)

    async def _record(self, order: Order, draft: Draft) -> Answer | None:
        try:
            recorded = await self._log.append(draft.new_events(self._stamp(order)))
        except Conflict:
            await self._catch_up(draft.folded.values())
            return None
        for folded in draft.folded.values():
            folded.evolve(r for r in recorded if r.ref == folded.ref)
        return _answer(draft.own, draft.first(order))

    async def _draft(self, door: Door, order: Order) -> Draft:
        """Decides; an entity never seen is assumed to be new, and looked up unless that leads to events."""
        own = self._folder.assume(door.entity, door.entity.ref(door.entity.key(order.command)))
        draft = Draft(own)
        while True:
            try:
                draft.decide(door, order, self._zone, self._secret)
            except Missing as missing:
                wanted = [self._folder.get(entity, entity.ref(id)) for entity, id in missing.refs]
                draft.folded |= {folded.ref: folded for folded in await asyncio.gather(*wanted)}
                continue
            if draft.events or not own.assumed:
                return draft
            await self._folder.catch_up(own)

    async def _catch_up(self, folded: Iterable[Folded]) -> None:
        await asyncio.gather(*(self._folder.catch_up(f) for f in folded))

    def _stamp(self, order: Order) -> Stamp:
        return Stamp(
            by=order.actor.person,
            at=order.at,
            recorded_at=self._now(),
            command=order.id,
            command_name=type(order.command).__name__,
            correlation=order.correlation or order.id,
            causation=order.causation or order.id,
        )


def _answer(own: Folded, recorded: Sequence[Recorded[Any]]) -> Answer:
    last = recorded[-1] if recorded else None
    return Answer(
        entity=str(own.ref),
        version=last.version if last else own.version,
        position=last.position if last else own.position,
        events=tuple(
            Fact(type=r.data.type_name, version=r.version, position=r.position, id=r.id) for r in recorded
        ),
    )
