"""Do many processes live as one? Real children: small Python programs."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.cli.child import Part
from shared.cli.supervisor import Stage, Supervisor
from shared.cli.trouble import Trouble

SLEEPS = "import time; time.sleep(60)"


async def yes() -> bool:
    return True


def part(name: str, program: str, *, patience: float = 5.0) -> Part:
    return Part(name, (sys.executable, "-c", textwrap.dedent(program)), yes, patience=patience)


def never() -> bool:
    return False


class Watched:
    """A supervisor, what it said and how its processes stood."""

    def __init__(self, logs: Path, *stages: Stage) -> None:
        self.said: list[str] = []
        self.processes: list[dict[str, Any]] = []
        self._enough: Callable[[], bool] = never
        self.supervisor = Supervisor(stages, logs, self._say, self._changed)

    def _say(self, name: str, line: str) -> None:
        self.said.append(f"{name}: {line}")
        self._look()

    def _changed(self, processes: list[dict[str, Any]]) -> None:
        self.processes = processes
        self._look()

    def _look(self) -> None:
        if self._enough():
            self._enough = never
            self.supervisor.stop()

    async def run_until(self, enough: Callable[[], bool]) -> None:
        async def ready() -> None:
            self._enough = enough
            self._look()
            await asyncio.Event().wait()

        await asyncio.wait_for(self.supervisor.run(ready), 20)


async def test_a_child_that_is_killed_is_started_again(tmp_path: Path) -> None:
    watched = Watched(tmp_path, Stage((part("sleeper", SLEEPS),)))
    killed: list[int] = []

    def again() -> bool:
        row = watched.processes[0] if watched.processes else {"pid": None}
        if row["pid"] and not killed:
            killed.append(row["pid"])
            os.kill(row["pid"], signal.SIGKILL)
        return bool(row["pid"]) and row["pid"] not in killed

    await watched.run_until(again)
    assert "civikos: sleeper was ended by SIGKILL; starting it again in 0.25 s" in watched.said
    assert watched.processes == [{"name": "sleeper", "pid": None, "url": "", "restarts": 1}]


async def test_a_child_that_dies_again_and_again_stops_everything_and_is_named(
    tmp_path: Path,
) -> None:
    dies = part("weak", "print('cannot go on'); raise SystemExit(7)")
    watched = Watched(tmp_path, Stage((part("sleeper", SLEEPS), dies)))
    with pytest.raises(Trouble) as told:
        await watched.run_until(never)
    assert str(told.value) == (
        "weak ended with exit code 7 (5 times in a row), so everything was stopped; "
        "its last lines:\n  cannot go on"
    )
    assert all(row["pid"] is None for row in watched.processes)


async def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    writes = part("writer", "file = open('/dev/full', 'w'); file.write('x'); file.flush()")
    with pytest.raises(Trouble, match=r"writer ended with .* so everything was stopped: the disk is full\."):
        await Watched(tmp_path, Stage((writes,))).run_until(never)


async def test_a_full_disk_of_our_own_is_said_in_a_sentence_and_the_child_ends(tmp_path: Path) -> None:
    (tmp_path / "talker.log").symlink_to("/dev/full")
    talks = "import time; print('up', flush=True); time.sleep(60)"
    watched = Watched(tmp_path, Stage((part("talker", talks),)))
    with pytest.raises(Trouble, match=r"talker cannot be kept: the disk is full\."):
        await watched.run_until(never)
    assert all(row["pid"] is None for row in watched.processes)


async def test_a_program_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    nowhere = Part("ghost", (str(tmp_path / "nothing"),), yes)
    with pytest.raises(Trouble, match=r"ghost cannot be started: .*No such file"):
        await Watched(tmp_path, Stage((nowhere,))).run_until(never)


async def test_stages_stop_in_the_reverse_of_their_order(tmp_path: Path) -> None:
    file = tmp_path / "ends"
    program = """
        import signal, sys, time
        def end(*_):
            open({file!r}, 'a').write({name!r} + ' '); sys.exit()
        signal.signal(signal.SIGTERM, end)
        print('up', flush=True)
        time.sleep(60)
    """
    stages = [Stage((part(n, program.format(file=str(file), name=n)),)) for n in ("first", "second")]
    watched = Watched(tmp_path, *stages)
    await watched.run_until(lambda: {"first: up", "second: up"} <= set(watched.said))
    assert file.read_text() == "second first "


async def test_a_child_that_does_not_end_is_killed(tmp_path: Path) -> None:
    stubborn = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    watched = Watched(tmp_path, Stage((part("stubborn", stubborn, patience=0.3),)))
    began = time.monotonic()
    await watched.run_until(lambda: "stubborn: up" in watched.said)
    assert "civikos: stubborn did not end within 0.3 s: killed" in watched.said
    assert time.monotonic() - began < 5


def test_children_die_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    program = f"""
        import asyncio, sys
        from pathlib import Path
        from tests.shared.cli.test_supervisor import SLEEPS, Stage, Watched, part
        async def main():
            watched = Watched(Path({str(tmp_path)!r}), Stage((part("sleeper", SLEEPS),)))
            def told():
                for row in watched.processes:
                    print(row["pid"], flush=True)
                return False
            await watched.run_until(told)
        asyncio.run(main())
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout
        child = int(supervisor.stdout.readline())
        supervisor.kill()
    assert gone(child)


def gone(pid: int, within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
