"""Does loading an entity stay as quick when the log grows from ten thousand events to a million?"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import nats

from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.provision import provision
from shared.testing.servers import NatsServer
from tests.bench.figures import Figure, Goal, Section, percentile
from tests.bench.filler import EACH, entity, fill

METHOD = """\
Three nats-servers, with ten thousand, a hundred thousand and a million events, ten for each meeting, lying
far apart (all first versions, then all second ones …). They were filled with lazy syncing and started again
with `sync_interval: always`. The kernel's `Log.load` of meetings chosen at random, one after the other, in
rounds that go from server to server; the events are decoded. p50 and p99 are medians over the rounds; the
first round is warm-up. Cold is the median of the first hundred loads after the restart."""


class Filled:
    """A log of so many events."""

    def __init__(self, log: JetStreamLog, events: int) -> None:
        self.events, self._log = events, log
        self._random = random.Random(events)
        self.rounds: list[list[float]] = []

    async def loads(self, count: int) -> list[float]:
        """Milliseconds of each."""
        took = []
        for _ in range(count):
            ref = entity(self._random.randrange(self.events // EACH))
            began = time.perf_counter()
            found = await self._log.load(ref)
            took.append((time.perf_counter() - began) * 1000)
            if len(found) != EACH:
                raise RuntimeError(f"{ref} has {len(found)} events")
        return took

    def figure(self, percent: int) -> Figure:
        rounds = [percentile(took, percent) for took in self.rounds]
        return Figure(f"{self.events:,} events: p{percent}", statistics.median(rounds), "ms", rounds=rounds)


async def filled(stack: AsyncExitStack, events: int) -> Filled:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="civikos-bench-")))
    async with NatsServer(folder, sync="2m") as lazy:
        nc = await nats.connect(lazy.url)
        await provision(nc)
        await fill(lazy.url, 0, events // EACH)
        await nc.close()
    server = await stack.enter_async_context(NatsServer(folder))
    nc = await nats.connect(server.url)
    stack.push_async_callback(nc.close)
    return Filled(JetStreamLog(nc, Codec(VOCABULARY)), events)


async def measure(*, quick: bool = False) -> Section:
    sizes = (1_000, 10_000, 100_000) if quick else (10_000, 100_000, 1_000_000)
    async with AsyncExitStack() as stack:
        logs = [await filled(stack, events) for events in sizes]
        cold = {log.events: statistics.median(await log.loads(100)) for log in logs}
        for number in range(3 if quick else 12):
            for log in logs if number % 2 else reversed(logs):
                took = await log.loads(500)
                if number:
                    log.rounds.append(took)
    figures = []
    for log in logs:
        figures.append(log.figure(50))
        figures.append(log.figure(99))
        figures.append(Figure(f"{log.events:,} events: cold", cold[log.events], "ms"))
    ratio = logs[-1].figure(99).value / logs[0].figure(99).value
    figures.append(Figure(f"p99 at {sizes[-1]:,} : {sizes[0]:,}", ratio, "×", Goal(1.5, most=True)))
    return Section("entity_load", "Loading an entity of ten events", METHOD, figures)
