"""The small programme at a real address, and people who read it at a desk or on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from services.outreach.portal.app import portal
from shared.kernel.mongo import Mongo
from shared.testing.browser import served
from tests.services.outreach.conftest import NOW
from tests.services.outreach.opened import opening


@pytest.fixture(scope="package")
async def address(filled_mongo: Mongo) -> AsyncIterator[str]:
    async with served(portal(filled_mongo, lambda: NOW)) as url:
        yield url


@pytest.fixture
async def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """At a desk, in English, with scripts."""
    window = {"base_url": address, "viewport": {"width": 1280, "height": 900}}
    async with opening(browser, request, **window) as page:
        yield page


@pytest.fixture
async def telephone(browser: Browser, address: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """In a hand, without scripts."""
    window = {
        "base_url": address,
        "viewport": {"width": 360, "height": 740},
        "java_script_enabled": False,
    }
    async with opening(browser, request, **window) as page:
        yield page
