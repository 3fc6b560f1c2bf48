"""The whole platform as its users meet it: `civikos up` as a process, commands over NATS, pages over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import nats
from nats.aio.client import Client

from shared.cli.reach import reach
from shared.kernel.entity import Grant
from shared.kernel.token import issue

START = 90.0
CIVIKOS = (sys.executable, "-m", "shared.cli.main")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Platform:
    """One running platform in its own data directory."""

    data: Path
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None
    env: dict[str, str] = field(default_factory=dict)
    """What its environment has besides ours."""

    async def start(self) -> None:
        """Starts it and waits until every process is ready."""
        command = (*CIVIKOS, "up", "--data", str(self.data), "--port", str(self.port))
        with (self.data.parent / "up.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *command, stdout=log, stderr=log, env={**os.environ, **self.env}
            )
        await self.until(lambda: self.run.get("ready", False), START)

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(self.process.wait(), 40)

    @property
    def run(self) -> dict[str, Any]:
        """What `civikos up` says about itself."""
        try:
            found: dict[str, Any] = json.loads((self.data / "run.json").read_text())
        except FileNotFoundError:
            return {}
        return found

    def kill(self, name: str) -> None:
        """kill -9 of one process, as it is now."""
        (pid,) = [part["pid"] for part in self.run["processes"] if part["name"] == name]
        os.kill(pid, signal.SIGKILL)

    async def civikos(self, *arguments: str) -> tuple[int, str]:
        """A command of the command line on this platform: exit code and output."""
        process = await asyncio.create_subprocess_exec(
            *CIVIKOS,
            *arguments,
            "--data",
            str(self.data),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        return process.returncode or 0, output.decode()

    async def until(self, holds: Callable[[], bool], patience: float) -> None:
        deadline = time.monotonic() + patience
        while not holds():
            if self.process is not None and self.process.returncode is not None:
                raise AssertionError((self.data.parent / "up.log").read_text()[-3000:])
            assert time.monotonic() < deadline, (self.data.parent / "up.log").read_text()[-3000:]
            await asyncio.sleep(0.1)

    @asynccontextmanager
    async def people(self) -> AsyncIterator[People]:
        """A connection that gives commands as anybody."""
        reached = reach(self.data)
        nc = await nats.connect(
            reached.settings.nats_url,
            user=reached.settings.nats_user,
            password=reached.settings.nats_password.get_secret_value(),
            inbox_prefix="_INBOX_admin",
            max_reconnect_attempts=-1,
            reconnect_time_wait=0.1,
            error_cb=_quiet,
        )
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}") as pages:
            yield People(nc, reached.signing_key, pages)
        await nc.close()


@dataclass
class People:
    """Gives commands and looks at pages."""

    nc: Client
    key: str
    pages: httpx.AsyncClient
    position: int = 0

    async def give(
        self,
        service: str,
        command: str,
        *roles: str,
        acting: str = "",
        as_of: datetime | None = None,
        id: str = "",
        **body: Any,
    ) -> dict[str, Any]:
        """Gives a command as a person with these roles (`cso:5110001`), again while nobody answers."""
        grants = [Grant(name, bound or None) for name, _, bound in (role.partition(":") for role in roles)]
        token = issue(self.key, acting or f"p-{roles[0].partition(':')[0]}", grants, as_of=as_of)
        headers = {"Authorization": f"Bearer {token}", "Civikos-Command-Id": id or str(uuid.uuid4())}
        answer = await self._answer(
            f"civikos.command.{service}.{command}", json.dumps(body).encode(), headers
        )
        self.position = max(self.position, answer.get("position", 0))
        return answer

    async def accepted(self, service: str, command: str, *roles: str, **body: Any) -> dict[str, Any]:
        answer = await self.give(service, command, *roles, **body)
        assert "status" not in answer, answer
        return answer

    async def refused(self, service: str, command: str, *roles: str, **body: Any) -> str:
        """The refusal's code."""
        answer = await self.give(service, command, *roles, **body)
        assert "status" in answer, answer
        return str(answer["type"]).rpartition(":")[2]

    async def page(self, path: str) -> str:
        """A page that shows everything this connection has done."""
        answer = await self.pages.get(path, params={"after": self.position})
        assert answer.status_code == 200, answer.text
        return answer.text

    async def _answer(self, subject: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        for _ in range(240):
            try:
                message = await self.nc.request(subject, body, 20, headers=headers)
            except (nats.errors.NoRespondersError, nats.errors.TimeoutError):
                await asyncio.sleep(0.25)
                continue
            answer: dict[str, Any] = json.loads(message.data)
            if answer.get("status") != 503:
                return answer
            await asyncio.sleep(0.25)
        raise AssertionError(f"nobody answered {subject} for a minute")


async def _quiet(_: Exception) -> None:
    """Killed servers are the point of some tests."""
