"""How is a read model rebuilt while people read it?

A new generation is filled beside the live one, gets its indexes, catches up, and then the view shows it.
It begins by itself when the code builds another version than the live one, or when somebody asks for it.
The live generation is followed meanwhile, unless the code that builds it is gone. The one it replaces is
kept: a return to the code of its version brings it back.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from shared.kernel.builder import Builder, Source
from shared.kernel.event import Ref
from shared.kernel.generation import Generation, Generations
from shared.kernel.mongo import Mongo, MongoError
from shared.kernel.past import Past
from shared.kernel.projection import Document, Projection

log = structlog.get_logger()

Changed = Callable[[Projection, Sequence[str] | None], Awaitable[None]]
"""Told after each commit which documents changed; None: any of them may have."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """How far a generation is that readers do not see yet."""

    generation: int
    version: int
    progress: float
    eta_seconds: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a read model stands."""

    read_model: str
    version: int
    generation: int
    state: str
    """filling (for the first time), following, rebuilding, or waiting (its version's code is gone)."""
    position: int
    lag_events: int | None
    """None: not known yet."""
    lag_seconds: float
    parked: int
    error: str
    rebuild: Rebuild | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Keeper:
    """Keeps one read model: its live generation and, at times, one that is being built."""

    def __init__(
        self,
        source: Source,
        mongo: Mongo,
        projection: Projection,
        changed: Changed,
        past: Past | None = None,
    ) -> None:
        self._source, self._changed = source, changed
        self._past = past or Past(source)
        self.projection = projection
        self.generations = Generations(mongo, projection)
        self._live: Generation | None = None
        self._running: dict[int, tuple[Builder, asyncio.Task[None], asyncio.Event]] = {}
        self._asked = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Keeps the read model until stopped."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await self._patiently(self._begin, stop)
            while not stop.is_set():
                asked = asyncio.ensure_future(self._asked.wait())
                await asyncio.wait({stopping, asked}, return_when=asyncio.FIRST_COMPLETED)
                asked.cancel()
                if self._asked.is_set() and not stop.is_set():
                    self._asked.clear()
                    await self._patiently(self._rebuild, stop)
        finally:
            stopping.cancel()
            await asyncio.gather(*(self._end(number) for number in list(self._running)))

    async def as_of(self, moment: datetime) -> Mapping[str, Document]:
        """The read model as it was; no generation holds it, so it is folded anew."""
        standing = self.standing()
        return await self._past.at(self.projection, moment, standing.position if standing else 0)

    async def _begin(self) -> None:
        live = self._live = await self.generations.live()
        if live.version == self.projection.version:
            self._start(live)
        building = any(one.state == "building" for one in await self.generations.all())
        if building or live.version != self.projection.version:
            self._start(await self.generations.begin(anew=False))

    async def _rebuild(self) -> None:
        self._start(await self.generations.begin(anew=True))

    async def _patiently(self, step: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
        pause = 0.2
        while not stop.is_set():
            try:
                return await step()
            except MongoError as error:
                log.warning("read_model.waiting", read_model=self.projection.full_name, error=repr(error))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, 5.0)

    def rebuild(self) -> None:
        """Asks for a new generation of the same version; one already under way goes on."""
        self._asked.set()

    async def retry(self, ref: Ref) -> str:
        """Folds a parked entity's events again wherever it is parked; says why it stays parked, if so."""
        outcomes = [await b.retry(ref) for b, _, _ in self._running.values() if ref in b.parked]
        return next(iter(outcomes), "nothing is parked there")

    def _start(self, generation: Generation) -> None:
        if generation.number in self._running:
            return
        builder = Builder(self._source, self.generations, generation, self._told, self._drained)
        stop = asyncio.Event()
        task = asyncio.create_task(builder.run(stop), name=generation.collection)
        self._running[generation.number] = builder, task, stop
        log.info("generation.follows", generation=generation.collection, after=generation.applied)

    async def _end(self, number: int) -> None:
        _, task, stop = self._running.pop(number)
        stop.set()
        await asyncio.wait({task}, timeout=5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def _told(self, ids: Sequence[str]) -> None:
        await self._changed(self.projection, ids)

    async def _drained(self, builder: Builder) -> None:
        """A generation stands at the end of the log: gives it its indexes, then shows it."""
        if not builder.generation.loaded:
            await self._load_finished(builder)
        if builder.generation.state == "building":
            await self._switch(builder)

    async def _load_finished(self, builder: Builder) -> None:
        await self.generations.finish_loading(builder.generation)
        builder.generation = replace(builder.generation, loaded=True)
        log.info(
            "generation.loaded", generation=builder.generation.collection, events=builder.generation.events
        )

    async def _switch(self, builder: Builder) -> None:
        live = await self.generations.live()
        if live.number in self._running:
            await self._end(live.number)
            live = await self.generations.live()
        if builder.generation.position < live.position:
            return
        self._live = builder.generation = await self.generations.switch(builder.generation)
        log.info("generation.live", generation=builder.generation.collection, instead_of=live.collection)
        await self._changed(self.projection, None)

    def standing(self) -> Standing | None:
        """How it stands; None before MongoDB answered for the first time."""
        live = self._live
        if live is None:
            return None
        builder = self._running[live.number][0] if live.number in self._running else None
        building = next((b for b, _, _ in self._running.values() if b.generation.state == "building"), None)
        seen = builder.generation if builder else live
        return Standing(
            read_model=self.projection.full_name,
            version=seen.version,
            generation=seen.number,
            state=_state(builder, building),
            position=seen.position,
            lag_events=builder.pending if builder else None,
            lag_seconds=builder.lag_seconds if builder else 0.0,
            parked=len(builder.parked) if builder else 0,
            error=next((b.error for b, _, _ in self._running.values() if b.error), ""),
            rebuild=_rebuild(building),
        )


def _state(live: Builder | None, building: Builder | None) -> str:
    if building:
        return "rebuilding"
    if live is None:
        return "waiting"
    return "following" if live.generation.loaded else "filling"


def _rebuild(building: Builder | None) -> Rebuild | None:
    if building is None:
        return None
    generation = building.generation
    return Rebuild(generation.number, generation.version, building.progress, building.eta_seconds)
