"""What is an entity now? Folds its events, and keeps the folded ones at hand."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import AsyncExitStack
from typing import Any
from weakref import WeakValueDictionary

from shared.kernel.entity import Entity
from shared.kernel.event import Recorded, Ref
from shared.kernel.log import Log, Misconfigured


class Folded:
    """One entity up to a version: its state, its chain hash, and what each command once recorded on it."""

    __slots__ = ("chain", "commands", "entity", "looked_up", "position", "ref", "state", "version")

    def __init__(self, entity: Entity[Any], ref: Ref) -> None:
        self.entity, self.ref = entity, ref
        self.state: Any = entity.initial
        self.version, self.position, self.chain = 0, 0, ""
        self.looked_up = False
        self.commands: dict[str, list[Recorded[Any]]] = {}

    @property
    def assumed(self) -> bool:
        """It is taken for an entity without events, and nobody has looked."""
        return self.version == 0 and not self.looked_up

    def evolve(self, events: Iterable[Recorded[Any]]) -> None:
        for recorded in events:
            if recorded.version <= self.version:
                continue
            if recorded.version > self.version + 1:
                raise Misconfigured(f"{self.ref}: version {self.version + 1} is missing in the log")
            self.state = self.entity.evolve(self.state, recorded.data)
            self.version, self.position = recorded.version, recorded.position
            self.chain = recorded.chain
            self.commands.setdefault(recorded.command, []).append(recorded)


class Folder:
    """Loads and folds entities; the `room` most recently used stay in memory."""

    def __init__(self, log: Log, room: int = 20_000) -> None:
        self._log, self._room = log, room
        self._kept: OrderedDict[Ref, Folded] = OrderedDict()

    async def get(self, entity: Entity[Any], ref: Ref) -> Folded:
        """The entity as last seen; it may have moved on meanwhile."""
        folded = self.assume(entity, ref)
        if folded.assumed:
            await self.catch_up(folded)
        return folded

    def assume(self, entity: Entity[Any], ref: Ref) -> Folded:
        """The entity as last seen, and one never seen as if it had no event: only an append will tell."""
        folded = self._kept.get(ref)
        if folded is None:
            folded = self._kept[ref] = Folded(entity, ref)
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(ref)
        if folded.entity.evolve is not entity.evolve:
            raise TypeError(f"{ref} is folded in two ways by one handler: give each service its own")
        return folded

    async def catch_up(self, folded: Folded) -> None:
        """Folds what was recorded since."""
        folded.evolve(await self._log.load(folded.ref, after=folded.version))
        folded.looked_up = True

    async def stale(self, folded: Iterable[Folded]) -> list[Folded]:
        """Those of which the log's leader has more than we have seen."""
        seen = list(folded)
        if not seen:  # the usual case; gathering nothing would cost a turn of the loop
            return []
        heads = await asyncio.gather(*(self._log.head(f.ref) for f in seen))
        return [f for f, head in zip(seen, heads, strict=True) if head > f.version]

    def forget(self) -> None:
        """Drops every folded state, with the personal data in it."""
        self._kept.clear()


class Turns:
    """One writer of an entity at a time within this process; between processes the log's conflict decides.

    Without it, 64 approvals in flight on one fund would conflict and decide again about 2,000 times.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Ref, asyncio.Lock] = WeakValueDictionary()

    async def take(self, stack: AsyncExitStack, refs: Iterable[Ref], within: float) -> None:
        """Waits for the turn on all of them; in one order everywhere, so nobody waits in a circle.

        Raises:
            TimeoutError: it did not come within so many seconds.
        """
        ordered = sorted(refs)
        # a lock lives while somebody holds or awaits it; and a timeout costs a timer of the loop
        free = not any(ref in self._locks for ref in ordered)
        async with contextlib.nullcontext() if free else asyncio.timeout(within):
            for ref in ordered:
                await stack.enter_async_context(self._lock(ref))

    def _lock(self, ref: Ref) -> asyncio.Lock:
        lock = self._locks.get(ref)
        if lock is None:
            lock = self._locks[ref] = asyncio.Lock()
        return lock
