"""Where does mail go on a developer's machine? Into a folder, and to nobody.

`python -m shared.cli.catcher FOLDER PORT` is the process that `civikos up` starts.
"""

from __future__ import annotations

import asyncio
import itertools
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"


class Folder:
    """Keeps each letter as an .eml file, whole or not at all; the names sort by time."""

    def __init__(self, path: Path) -> None:
        self._path, self._numbers = path, itertools.count()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{next(self._numbers)}"
        whole = self._path / f"{name}.eml"
        half = whole.with_suffix(".part")
        half.write_bytes(envelope.original_content or b"")
        half.replace(whole)
        print(f"a letter to {', '.join(envelope.rcpt_tos)}: {whole}", flush=True)  # noqa: T201
        return "250 kept"


async def catch(folder: Path, port: int) -> None:
    """Takes letters until SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    server = await loop.create_server(lambda: SMTP(Folder(folder), enable_SMTPUTF8=True), HOST, port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(catch(Path(sys.argv[1]), int(sys.argv[2])))
