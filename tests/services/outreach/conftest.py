"""A real mongod for the read models and the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from services.outreach.portal.app import portal
from shared.kernel.mongo import Mongo
from shared.testing.servers import mongo_server
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import programme

NOW = datetime(2016, 10, 1, 9, 35, tzinfo=UTC)
"""Between the last meeting held and the next one."""


@pytest.fixture(scope="session")
async def mongo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mongo]:
    """For tests that fill it themselves."""
    data = tmp_path_factory.mktemp("mongo")
    async with mongo_server(data) as server, Mongo(server.url, "tests") as mongo:
        yield mongo


@pytest.fixture(scope="session")
async def filled_mongo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mongo]:
    """The small programme; tests only read it."""
    data = tmp_path_factory.mktemp("filled")
    async with mongo_server(data) as server, Mongo(server.url, "tests") as mongo:
        await fill(mongo, programme())
        yield mongo


def client(mongo: Mongo, patience: float = 5.0) -> httpx.AsyncClient:
    # an unexpected error becomes the page that a reader gets, not the test's exception
    transport = httpx.ASGITransport(portal(mongo, lambda: NOW, patience=patience), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://portal.test")


@pytest.fixture(scope="session")
async def pages(filled_mongo: Mongo) -> AsyncIterator[httpx.AsyncClient]:
    async with client(filled_mongo) as http:
        yield http
