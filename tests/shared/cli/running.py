"""A whole platform for tests: `civikos up` as a process of its own, and the command line beside it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CIVIKOS = (sys.executable, "-m", "shared.cli.main")
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def civikos(*arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """One command, run to its end."""
    where = ("--data", str(data)) if data else ()
    return subprocess.run(
        [*CIVIKOS, *arguments, *where],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )


class Platform:
    """`civikos up`, begun; leave the context and it is stopped."""

    def __init__(self, data: Path, *options: str, port: int = 0) -> None:
        self.data, self.port = data, port or free_port()
        self._log = data.with_suffix(".log")
        command = [*CIVIKOS, "up", "--data", str(data), "--port", str(self.port), *options]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def __enter__(self) -> Platform:
        self.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def said(self) -> str:
        return self._log.read_text()

    @property
    def run(self) -> dict[str, Any]:
        """What it wrote about itself; empty before it did."""
        file = self.data / "run.json"
        found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return found

    @property
    def pids(self) -> dict[str, int]:
        return {row["name"]: row["pid"] for row in self.run["processes"]}

    def wait_ready(self) -> None:
        self.wait(lambda: bool(self.run.get("ready")))

    def wait(self, until: Callable[[], bool]) -> None:
        """Waits; fails with all that was said if it ends or takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def civikos(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return civikos(*arguments, data=self.data)

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.civikos("status", "--json").stdout)
        return found

    def page(self, path: str = "/") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            text: str = answer.read().decode()
            return text


def alive(pids: Sequence[int]) -> list[int]:
    """Those of them that still run."""
    return [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
