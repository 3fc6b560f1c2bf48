"""How do many processes live as one: started in order, restarted when one dies, stopped in reverse order?"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.cli.child import Child, Part
from shared.cli.reasons import reason
from shared.cli.trouble import Trouble

READY_WITHIN = 60.0


async def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Stage:
    """Parts that start together; `then` runs when all of them are ready."""

    parts: tuple[Part, ...]
    then: Callable[[], Awaitable[None]] = _nothing


class Supervisor:
    """Runs the stages until `stop` is called or a child is hopeless."""

    def __init__(
        self,
        stages: Sequence[Stage],
        logs: Path,
        say: Callable[[str, str], None],
        changed: Callable[[list[dict[str, Any]]], None],
    ) -> None:
        self._stages = [
            (stage, [Child(part, logs / f"{part.name}.log", say) for part in stage.parts]) for stage in stages
        ]
        self._say, self._changed = say, changed
        self._keepers: dict[Child, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()
        self._failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def run(self, when_ready: Callable[[], Awaitable[None]]) -> None:
        """Starts everything, calls `when_ready`, and returns when all children are gone.

        Raises:
            Trouble: a child cannot be kept alive, or does not become ready.
        """
        work = asyncio.ensure_future(self._start_then(when_ready))
        stopped = asyncio.ensure_future(self._stopping.wait())
        with _signals(self.stop):
            try:
                ends: set[asyncio.Future[Any]] = {work, stopped, self._failed}
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                if self._failed.done():
                    raise Trouble(self._failed.result())
                if work.done():
                    work.result()
            finally:
                stopped.cancel()
                await _cancelled(work)
                await self._stop_children()

    def stop(self) -> None:
        """The first call stops in order; a second one kills."""
        if self._stopping.is_set():
            for child in self._keepers:
                child.send(signal.SIGKILL)
        self._stopping.set()

    async def _start_then(self, when_ready: Callable[[], Awaitable[None]]) -> None:
        for stage, children in self._stages:
            for child in children:
                self._keepers[child] = asyncio.ensure_future(self._keep(child))
            await asyncio.gather(*(self._ready(child) for child in children))
            await stage.then()
        await when_ready()
        await asyncio.Event().wait()

    async def _keep(self, child: Child) -> None:
        """Keeps the child alive, until it is gone for good; a full disk of our own ends everything, too."""
        try:
            await self._start_again(child)
        except OSError as error:
            self._fail(f"{child.part.name} cannot be kept: {reason([str(error)]) or error}.")
            await child.gone()
            with contextlib.suppress(OSError):
                self._tell()

    async def _start_again(self, child: Child) -> None:
        """Starts the child again whenever it dies.

        Raises:
            OSError: what it says cannot be written down.
        """
        while not self._stopping.is_set():
            try:
                await child.start()
            except OSError as error:
                return self._fail(f"{child.part.name} cannot be started: {error}.")
            self._tell()
            if self._stopping.is_set():
                child.send(signal.SIGTERM)
            code = await child.end()
            self._tell()
            if not self._stopping.is_set():
                await self._after_death(child, code)

    async def _after_death(self, child: Child, code: int) -> None:
        if child.hopeless:
            self._fail(_obituary(child, code))
            await self._stopping.wait()
            return
        child.restarts += 1
        self._say("civikos", f"{child.part.name} {_ended(code)}; starting it again in {child.pause:g} s")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), child.pause)

    def _fail(self, sentence: str) -> None:
        if not self._failed.done():
            self._failed.set_result(sentence)

    async def _ready(self, child: Child) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not await child.part.ready():
            if time.monotonic() > deadline:
                raise Trouble(
                    f"{child.part.name} is not ready after {READY_WITHIN:g} s; its last lines:{_tail(child)}"
                )
            await asyncio.sleep(0.1)

    async def _stop_children(self) -> None:
        self._stopping.set()
        for _, children in reversed(self._stages):
            await asyncio.gather(*(self._end(child) for child in children if child in self._keepers))

    async def _end(self, child: Child) -> None:
        keeper = self._keepers[child]
        child.send(signal.SIGTERM)
        done, _ = await asyncio.wait({keeper}, timeout=child.part.patience)
        if not done:
            self._say("civikos", f"{child.part.name} did not end within {child.part.patience:g} s: killed")
        while not keeper.done():
            child.send(signal.SIGKILL)
            await asyncio.wait({keeper}, timeout=0.2)

    def _tell(self) -> None:
        self._changed(
            [
                {"name": c.part.name, "pid": c.pid, "url": c.part.url, "restarts": c.restarts}
                for _, children in self._stages
                for c in children
            ]
        )


def _obituary(child: Child, code: int) -> str:
    said = f"{child.part.name} {_ended(code)} ({len(child.deaths)} times in a row), so everything was stopped"
    why = reason(child.last_lines)
    return f"{said}: {why}." if why else f"{said}; its last lines:{_tail(child)}"


def _tail(child: Child) -> str:
    return "".join(f"\n  {line}" for line in child.last_lines) or " none"


def _ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"


async def _cancelled(task: asyncio.Future[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await task


@contextlib.contextmanager
def _signals(stop: Callable[[], None]) -> Any:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(each, stop)
    try:
        yield
    finally:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(each)
