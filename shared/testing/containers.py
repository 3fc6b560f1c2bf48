"""How do tests get their servers from a Docker engine, where no binary is to be had?"""

from __future__ import annotations

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Self

from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient
from testcontainers.core.waiting_utils import wait_for_logs

NATS_IMAGE = os.environ.get("NATS_IMAGE", "nats:2-alpine")
MONGO_IMAGE = os.environ.get("MONGO_IMAGE", "mongo:8.0")
LISTEN = "listen: 0.0.0.0:4222\nhttp: 0.0.0.0:8222\n"


def engine_runs() -> bool:
    """Whether a Docker engine answers here."""
    try:
        return bool(DockerClient().client.ping())
    except Exception:  # the engine's client has many ways to say that there is none
        return False


class _Container(ABC):
    url = ""

    def __init__(self, container: DockerContainer, ready: str) -> None:
        self._container, self._ready = container, ready

    async def stop(self) -> None:
        await asyncio.to_thread(self._container.stop)

    async def _run(self, *ports: int) -> list[str]:
        """Starts it; the addresses under which its ports are reached from here."""
        await asyncio.to_thread(self._container.start)
        await asyncio.to_thread(wait_for_logs, self._container, self._ready, 60)
        host = self._container.get_container_host_ip()
        return [f"{host}:{self._container.get_exposed_port(port)}" for port in ports]

    @abstractmethod
    async def start(self) -> None: ...

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


class NatsContainer(_Container):
    """nats-server in a container, with this configuration besides its addresses."""

    monitor = ""

    def __init__(self, data: Path, config: str) -> None:
        data.mkdir(parents=True, exist_ok=True)
        file = data / "nats.conf"
        file.write_text(LISTEN + config)
        container = DockerContainer(NATS_IMAGE).with_exposed_ports(4222, 8222)
        container.with_volume_mapping(str(file), "/etc/civikos.conf").with_command("-c /etc/civikos.conf")
        super().__init__(container, "Server is ready")

    async def start(self) -> None:
        client, monitor = await self._run(4222, 8222)
        self.url, self.monitor = f"nats://{client}", f"http://{monitor}"


class MongoContainer(_Container):
    """mongod in a container. `become_primary(address, member)` makes it a replica set of one.

    It knows itself by an address that only holds inside, hence the direct connection.
    """

    def __init__(self, become_primary: Callable[[str, str], None]) -> None:
        container = DockerContainer(MONGO_IMAGE).with_exposed_ports(27017)
        container.with_command("mongod --replSet rs0 --bind_ip_all")
        super().__init__(container, "Waiting for connections")
        self._become_primary = become_primary

    async def start(self) -> None:
        (address,) = await self._run(27017)
        await asyncio.to_thread(self._become_primary, address, "127.0.0.1:27017")
        self.url = f"mongodb://{address}/?directConnection=true"
