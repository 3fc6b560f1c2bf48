"""The real servers, once for all tests; and for each test a NATS whose streams are new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import nats
import pytest
import structlog
from hypothesis import settings
from nats.aio.client import Client
from playwright.async_api import Browser

from shared.kernel.log import Misconfigured
from shared.kernel.provision import STREAMS, provision
from shared.testing import servers
from shared.testing.browser import chromium

# how long one example takes says how busy the machine is, not whether the property holds
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Tracebacks without drawings: a test that makes hundreds of them would draw for minutes."""
    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, renderer])


@pytest.fixture(scope="session")
async def nats_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[servers.MonitoredServer]:
    async with servers.nats_server(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest.fixture(scope="session")
async def mongo_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[servers.Server]:
    async with servers.mongo_server(tmp_path_factory.mktemp("mongo")) as server:
        yield server


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real headless Chromium; mark the test with `pytest.mark.browser` and open a context of its own."""
    async with chromium() as running:
        yield running


@pytest.fixture
async def nc(nats_server: servers.MonitoredServer) -> AsyncIterator[Client]:
    """A connection; the streams are provisioned anew."""
    connection = await nats.connect(nats_server.url)
    for stream in STREAMS:
        await connection.request(f"$JS.API.STREAM.DELETE.{stream['name']}", b"", timeout=5)
    await _provisioned(connection)
    yield connection
    await connection.close()


async def _provisioned(connection: Client) -> None:
    """The server may still be removing the folder of a stream's predecessor: then again."""
    for _ in range(20):
        try:
            return await provision(connection)
        except Misconfigured as error:
            if "error creating store" not in str(error):
                raise
            await asyncio.sleep(0.05)
    await provision(connection)
