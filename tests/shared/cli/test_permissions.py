"""What may each NATS user do? The real server with deploy/nats/nats.conf."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import nats
import nats.errors
import pytest
from nats.aio.client import Client
from nats.js.api import ConsumerConfig

from shared.cli import servers
from shared.cli.home import Home
from shared.cli.ports import remembered
from shared.cli.supervisor import Stage, Supervisor
from shared.kernel.files import Files
from shared.kernel.provision import provision

EVENT = "civikos.log.{service}.thing.1.1.Happened"


@dataclass
class Server:
    """A running server, and what it refused to whom."""

    url: str
    home: Home
    refused: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def user(self, name: str) -> AsyncIterator[Client]:
        async def error(problem: Exception) -> None:
            self.refused.append(str(problem))

        password = self.home.secrets().nats(name)
        nc = await nats.connect(
            self.url, user=name, password=password, inbox_prefix=f"_INBOX_{name}".encode(), error_cb=error
        )
        try:
            yield nc
        finally:
            await nc.close()

    async def events(self) -> int:
        async with self.user("admin") as nc:
            return (await nc.jetstream().stream_info("CIVIKOS_LOG")).state.messages


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    home = Home(tmp_path_factory.mktemp("permissions") / "data")
    home.prepare()
    ports = remembered(home.path / "ports.json", ("nats", "nats_monitor"))
    started = asyncio.Event()

    async def ready() -> None:
        started.set()

    part = servers.nats(home, ports, home.secrets().values)
    supervisor = Supervisor([Stage((part,))], home.folder("logs"), lambda *_: None, lambda _: None)
    running = asyncio.ensure_future(supervisor.run(ready))
    await asyncio.wait_for(started.wait(), 15)
    server = Server(f"nats://127.0.0.1:{ports['nats']}", home)
    async with server.user("admin") as nc:
        await provision(nc)
    yield server
    supervisor.stop()
    await running


@pytest.mark.parametrize("service", ["membership", "council", "grants", "outreach"])
async def test_a_service_writes_its_own_events(server: Server, service: str) -> None:
    async with server.user(service) as nc:
        ack = await nc.jetstream().publish(EVENT.format(service=service), b"{}")
    assert ack.stream == "CIVIKOS_LOG"


@pytest.mark.parametrize("user", ["grants", "membership", "outreach", "projector", "integrator", "admin"])
async def test_nobody_else_writes_the_councils_events(server: Server, user: str) -> None:
    before = await server.events()
    async with server.user(user) as nc:
        with pytest.raises((nats.errors.TimeoutError, nats.errors.NoRespondersError)):
            await nc.request(EVENT.format(service="council").replace(".1.1.", ".1.2."), b"{}", timeout=0.15)
    assert await server.events() == before
    assert any("permissions violation for publish" in said.lower() for said in server.refused)


async def test_an_integrator_follows_the_log_with_the_consumer_of_its_own_name(server: Server) -> None:
    async with server.user("membership") as nc:
        await nc.jetstream().publish("civikos.log.membership.thing.2.1.Happened", b'{"seen": true}')
    async with server.user("integrator") as nc:
        js = nc.jetstream()
        subscription = await js.pull_subscribe_bind(consumer="integrator", stream="CIVIKOS_LOG")
        message = (await subscription.fetch(100, timeout=3))[-1]
        await message.ack_sync(timeout=3)
    assert message.data == b'{"seen": true}'


async def test_an_integrator_cannot_have_the_log_pushed_to_anybody(server: Server) -> None:
    async with server.user("integrator") as nc:
        config = {"name": "integrator", "deliver_subject": "civikos.command.membership.Z"}
        body = json.dumps({"stream_name": "CIVIKOS_LOG", "config": config, "action": ""}).encode()
        with pytest.raises(nats.errors.TimeoutError):
            await nc.request("$JS.API.CONSUMER.CREATE.CIVIKOS_LOG.integrator", body, timeout=0.3)


async def test_an_integrator_cannot_touch_the_consumers_of_others(server: Server) -> None:
    async with server.user("council") as nc:
        name = "policies-council"
        await nc.jetstream().add_consumer("CIVIKOS_LOG", ConsumerConfig(name=name, durable_name=name))
    async with server.user("integrator") as nc:
        with pytest.raises(nats.errors.TimeoutError):
            await nc.request(f"$JS.API.CONSUMER.DELETE.CIVIKOS_LOG.{name}", b"", timeout=0.15)
        with pytest.raises(nats.errors.TimeoutError):
            await nc.request(f"$JS.API.CONSUMER.MSG.NEXT.CIVIKOS_LOG.{name}", b"", timeout=0.15)
    async with server.user("admin") as nc:
        assert (await nc.jetstream().consumer_info("CIVIKOS_LOG", name)).name == name


@pytest.mark.parametrize("user", ["council", "projector", "integrator"])
async def test_only_the_operator_changes_streams(server: Server, user: str) -> None:
    async with server.user(user) as nc:
        for action in ("DELETE", "PURGE", "UPDATE", "MSG.DELETE"):
            with pytest.raises(nats.errors.TimeoutError):
                await nc.request(f"$JS.API.STREAM.{action}.CIVIKOS_LOG", b"{}", timeout=0.1)


async def test_the_front_door_keeps_files_and_reads_them_again(server: Server) -> None:
    async with server.user("outreach") as nc:
        kept = await Files(nc).keep(b"%PDF-1.4 a receipt", "p-ana")
        assert await Files(nc).read(kept.sha256) == b"%PDF-1.4 a receipt"


@pytest.mark.parametrize("user", ["membership", "council", "grants", "projector", "integrator"])
async def test_no_other_service_writes_or_reads_peoples_files(server: Server, user: str) -> None:
    async with server.user(user) as nc:
        for subject, body in (
            ("$O.civikos_files.C.x", b"x"),
            ("$JS.API.STREAM.MSG.GET.OBJ_civikos_files", b'{"seq": 1}'),
            ("$JS.API.DIRECT.GET.OBJ_civikos_files", b'{"seq": 1}'),
        ):
            with pytest.raises((nats.errors.TimeoutError, nats.errors.NoRespondersError)):
                await nc.request(subject, body, timeout=0.2)


async def test_nobody_hears_another_users_answers(server: Server) -> None:
    server.refused.clear()
    async with server.user("grants") as nc:
        await nc.subscribe("_INBOX_council.>")
        async with asyncio.timeout(5):
            while not any(
                "permissions violation for subscription" in said.lower() for said in server.refused
            ):
                await asyncio.sleep(0.01)


async def test_a_wrong_password_is_refused(server: Server) -> None:
    nc = Client()

    async def error(_: Exception) -> None:
        """What is refused is raised too."""

    with pytest.raises(nats.errors.Error, match=r"(?i)authorization violation"):
        await nc.connect(server.url, user="council", password="guess", allow_reconnect=False, error_cb=error)
    await nc.close()
