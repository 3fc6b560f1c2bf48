"""How does one child process live: started, watched, restarted when it dies, stopped?"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

QUICK = 60.0
"""Seconds: deaths that lie closer together count together."""
DEATHS = 5
"""So many quick deaths, and there is no use in another start."""
LINES = 12
"""Last lines of output that are kept to tell why a child died."""
LOG_BYTES = 20_000_000


@dataclass(frozen=True)
class Part:
    """One process the platform consists of."""

    name: str
    command: tuple[str, ...]
    ready: Callable[[], Awaitable[bool]]
    env: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    worth_showing: Callable[[str], bool] = lambda _line: True
    patience: float = 10.0
    """Seconds to end in after SIGTERM; then it is killed."""
    orphaned: signal.Signals = signal.SIGKILL
    """What it gets when the supervisor itself is killed (Linux)."""


class Child:
    """A part, running."""

    def __init__(self, part: Part, log: Path, say: Callable[[str, str], None]) -> None:
        self.part = part
        self.last_lines: deque[str] = deque(maxlen=LINES)
        self.deaths: deque[float] = deque(maxlen=DEATHS)
        self.restarts = 0
        self._log, self._say = log, say
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """
        Raises:
            OSError: the system cannot run it.
        """
        self.last_lines.clear()
        self._process = await asyncio.create_subprocess_exec(
            *self.part.command,
            env={**os.environ, **self.part.env},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**20,
            # its own session: Ctrl-C reaches the supervisor alone, which stops things in order
            start_new_session=True,
            preexec_fn=_die_with_parent(self.part.orphaned),
        )

    async def end(self) -> int:
        """Passes the output on until the process is gone, and remembers the death."""
        assert self._process is not None
        assert self._process.stdout is not None
        if self._log.exists() and self._log.stat().st_size > LOG_BYTES:
            self._log.replace(self._log.with_suffix(".old.log"))
        with self._log.open("a", buffering=1) as file:
            await self._pump(self._process.stdout, file.write)
        code = await self._process.wait()
        self.deaths.append(time.monotonic())
        return code

    async def gone(self) -> None:
        """Listens to it without writing anything down, until the process is gone."""
        if self._process is not None and self._process.stdout is not None:
            await self._process.stdout.read()
            await self._process.wait()

    async def _pump(self, stream: asyncio.StreamReader, keep: Callable[[str], object]) -> None:
        while line := await _line(stream):
            text = line.decode(errors="replace")
            keep(text)
            if text.strip():
                self.last_lines.append(text.rstrip())
            if self.part.worth_showing(text):
                self._say(self.part.name, text.rstrip())

    @property
    def hopeless(self) -> bool:
        """It died so often, so quickly, that another start would not help."""
        return len(self.deaths) == DEATHS and self.deaths[-1] - self.deaths[0] < QUICK

    @property
    def pause(self) -> float:
        """Seconds before the next start; doubles with every quick death."""
        quick = sum(1 for death in self.deaths if self.deaths[-1] - death < QUICK)
        return float(min(0.25 * 2 ** (quick - 1), 4.0))

    def send(self, what: signal.Signals) -> None:
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, what)


async def _line(stream: asyncio.StreamReader) -> bytes:
    """The next line, or a piece of one that is longer than any reader wants."""
    try:
        return await stream.readline()
    except ValueError:
        return await stream.read(2**16) or b"\n"


def _die_with_parent(with_: signal.Signals) -> Callable[[], None] | None:
    """Linux: the kernel ends the child when its parent dies, even by SIGKILL."""
    if sys.platform != "linux":
        return None
    prctl, set_death_signal, parent = ctypes.CDLL(None).prctl, 1, os.getpid()

    def arm() -> None:
        prctl(set_death_signal, int(with_))
        if os.getppid() != parent:
            os._exit(1)

    return arm
