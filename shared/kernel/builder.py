"""How does one generation of a read model follow the log, each event once in effect?

Load the touched documents, fold the whole batch in memory, write each touched document once and move the
position, all in one transaction that begins with a fence: only the writer who knows the generation's
present position gets past it. A second projector, or one thought dead, changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog
from nats.aio.client import Client

from shared.kernel import parking, subject
from shared.kernel.event import Ref
from shared.kernel.feed import CATCHING_UP, Batch, Decode, feed
from shared.kernel.generation import FenceLost, Generation, Generations
from shared.kernel.metrics import FOLLOWED
from shared.kernel.mongo import RefusedDocument, Session
from shared.kernel.replay import Arrived, Outcome, fold_batch, ids_of, subjects

log = structlog.get_logger()


class Source:
    """Where the events come from."""

    def __init__(self, nc: Client, stream: str, decode: Decode, size: int = CATCHING_UP) -> None:
        self.nc, self.stream, self.decode, self.size = nc, stream, decode, size


class Builder:
    """Follows the log for one generation."""

    def __init__(
        self,
        source: Source,
        generations: Generations,
        generation: Generation,
        changed: Callable[[Sequence[str]], Awaitable[None]],
        drained: Callable[[Builder], Awaitable[None]],
    ) -> None:
        self._source, self._generations, self.generation = source, generations, generation
        self._changed, self._drained = changed, drained
        self._turn = asyncio.Lock()
        self._began, self._done = time.monotonic(), 0
        self._oldest: datetime | None = None
        self.parked: set[Ref] = set()
        self.pending: int | None = None
        """Wanted events that are not in yet; None until the server has said how many."""
        self.error = ""

    @property
    def lag_seconds(self) -> float:
        """Age of the oldest event that has arrived and is not in the read model yet."""
        return max(0.0, (datetime.now(UTC) - self._oldest).total_seconds()) if self._oldest else 0.0

    @property
    def progress(self) -> float:
        """Of everything wanted, how much is in: 0 to 1."""
        if self.pending is None:
            return 0.0
        wanted = self.generation.events + self.pending
        return self.generation.events / wanted if wanted else 1.0

    @property
    def eta_seconds(self) -> float | None:
        """Seconds until all is in, at the speed so far; None while that is not known."""
        if self.pending == 0:
            return 0.0
        if self.pending is None:
            return None
        return self.pending * (time.monotonic() - self._began) / self._done if self._done else None

    async def run(self, stop: asyncio.Event) -> None:
        """Follows until stopped, or until the generation is gone."""
        pause = 0.1
        while not stop.is_set():
            try:
                if not await self._reread():
                    return
                await self._follow(stop)
                pause = 0.1
            except FenceLost:
                log.info("projection.fence_lost", generation=self.generation.collection)
            except Exception as error:  # servers come and go; what the log says remains to be folded
                self.error = repr(error)
                log.warning("projection.restart", generation=self.generation.collection, error=repr(error))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, 5.0)

    async def _reread(self) -> bool:
        found = await self._generations.read(self.generation.number)
        if found is None or found.state == "kept":
            return False
        self.generation = found
        self.parked = await parking.parked_refs(self._generations, found)
        return True

    async def _follow(self, stop: asyncio.Event) -> None:
        source, wanted = self._source, subjects(self._generations.projection)
        after = self.generation.applied
        batches = feed(source.nc, source.stream, wanted, source.decode, after, stop, size=source.size)
        async with contextlib.aclosing(batches):
            async for batch in batches:
                self.pending, self._oldest = batch.pending + len(batch.events), batch.oldest
                await self._take(batch)
                self.pending, self.error = batch.pending, ""
                if not batch.pending:
                    self._oldest = None
                    await self._drained(self)

    async def _take(self, batch: Batch) -> None:
        ids: list[str] = []
        async with self._turn:
            if batch.events:
                ids = await self._fold(batch.events, batch.position)
            elif batch.position > self.generation.position:
                await self._generations.advance(self.generation, batch.position)
        self._done += len(batch.events)
        position = max(batch.position, self.generation.position)
        self.generation = replace(self.generation, position=position)
        if ids:
            await self._changed(ids)

    async def _fold(self, events: Sequence[Arrived], to: int) -> list[str]:
        """Folds a batch and moves the position to its end; gives the ids of the documents it changed."""
        touching, refused = ids_of(self._generations.projection, events), dict[Ref, str]()

        async def work(session: Session) -> tuple[Outcome, list[str]]:
            generations, generation = self._generations, self.generation
            await generations.fence(generation, to, len(events), session)
            before = await generations.load(generation, touching, session)
            outcome = fold_batch(generations.projection, before, events, self.parked, refused)
            changed = {i: d for i, d in outcome.documents.items() if d is not before.get(i)}
            await generations.store(generation, changed, session)
            await parking.park(generations, generation, outcome.poison, session)
            return outcome, list(changed)

        while True:
            try:
                outcome, ids = await self._generations.mongo.transaction(work)
                break
            except RefusedDocument as refusal:  # park who would write it, and fold the others again
                blamed = {event.ref for id in refusal.ids for event in touching[id]}
                if not blamed - refused.keys():
                    raise
                refused.update(dict.fromkeys(blamed, refusal.reason))
        self._remember(outcome)
        FOLLOWED.labels(self._generations.projection.full_name).inc(len(events))
        self.generation = replace(self.generation, applied=to, events=self.generation.events + len(events))
        return ids

    def _remember(self, outcome: Outcome) -> None:
        for poison in outcome.poison:
            if poison.ref not in self.parked:
                self.parked.add(poison.ref)
                log.error(
                    "projection.parked",
                    generation=self.generation.collection,
                    ref=str(poison.ref),
                    position=poison.position,
                    error=poison.error,
                )

    async def retry(self, ref: Ref) -> str:
        """Folds the events of a parked entity again, in order; says why it stays parked, if it does."""
        async with self._turn:
            places = await parking.places(self._generations, self.generation, ref)
            if not places:
                return "nothing is parked there"
            events = await self._events(ref, places)
            error, ids = await self._refold(ref, events)
        if ids:
            await self._changed(ids)
        return error

    async def _refold(self, ref: Ref, events: Sequence[Arrived]) -> tuple[str, list[str]]:
        generations, generation = self._generations, self.generation

        async def work(session: Session) -> tuple[str, list[str]]:
            await generations.fence(generation, generation.applied, 0, session)
            before = await generations.load(generation, ids_of(generations.projection, events), session)
            outcome = fold_batch(generations.projection, before, events)
            if outcome.poison:
                await parking.still_poison(generations, generation, ref, outcome.poison[0].error, session)
                return outcome.poison[0].error, []
            changed = {i: d for i, d in outcome.documents.items() if d is not before.get(i)}
            await generations.store(generation, changed, session)
            await parking.unpark(generations, generation, ref, session)
            return "", list(changed)

        try:
            error, ids = await generations.mongo.transaction(work)
        except RefusedDocument as refusal:
            return refusal.reason, []
        if not error:
            self.parked.discard(ref)
        return error, ids

    async def _events(self, ref: Ref, places: Sequence[int]) -> list[Arrived]:
        """Reads the noted events from the log again."""
        source, enough = self._source, asyncio.Event()
        events: list[Arrived] = []
        wanted = [subject.entity_filter(ref)]
        batches = feed(source.nc, source.stream, wanted, source.decode, places[0] - 1, enough)
        async with contextlib.aclosing(batches):
            async for batch in batches:
                events += [event for event in batch.events if event.position in places]
                if batch.position >= places[-1]:
                    break
        return events
