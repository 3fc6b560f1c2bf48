"""On what was it measured?"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from shared.embedded.server_process import on_path_or_in_wheel

LIBRARIES = ("nats-py", "faststream", "pydantic", "motor", "pymongo", "cryptography")


def description() -> dict[str, str]:
    """What a reader needs to know of it, by name."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return {
        "processor": f"{os.cpu_count()} cores, {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "disk": f"4 kB written and synced in {_sync_ms():.1f} ms (median of 100)",
        "system": f"{platform.system()} {platform.release()}, load before the run {load}",
        "servers": f"nats-server {_said('nats-server', '--version')}, mongod {_said('mongod', '--version')}",
        "python": platform.python_version(),
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _said(server: str, option: str) -> str:
    """The version in the first line of what the server says about itself."""
    binary = on_path_or_in_wheel(server)
    if binary is None:
        return "missing"
    said = subprocess.run([binary, option], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0].split()[-1].removeprefix("v")


def _sync_ms() -> float:
    took = []
    with tempfile.TemporaryFile() as file:
        for _ in range(100):
            began = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
