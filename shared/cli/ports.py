"""Which ports are free?"""

from __future__ import annotations

import json
import socket
from pathlib import Path

from shared.cli.trouble import Trouble


def check_free(port: int, purpose: str, host: str = "127.0.0.1") -> None:
    """
    Raises:
        Trouble: another program listens there.
    """
    if not _is_free(port, host):
        raise Trouble(
            f"port {port} for {purpose} is taken by another program: stop it, or give another with --port."
        )


def remembered(file: Path, names: tuple[str, ...]) -> dict[str, int]:
    """A free port for each name; the same as the last time where that is possible, so that addresses stay."""
    known: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
    ports = {name: port for name, port in known.items() if name in names and _is_free(port)}
    ports |= zip((n for n in names if n not in ports), _free(len(names) - len(ports)), strict=True)
    file.write_text(json.dumps(ports) + "\n")
    return ports


def _is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        # a port in TIME_WAIT after our own last run is free for us, as it is for the servers
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _free(count: int) -> list[int]:
    """Different ports, because all are held until the last is chosen."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
