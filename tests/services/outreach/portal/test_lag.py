"""Does a page say how far it is behind the log, when it is stale, and when the log is away?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import nats
import pytest
from nats.aio.client import Client

from services.outreach.doors import DOORS
from services.outreach.newsletter.giving import Giving
from services.outreach.portal.app import portal
from services.outreach.portal.lag import STALE, Lags
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.mongo import Mongo
from shared.kernel.provision import provision
from shared.testing import servers
from shared.testing.recorded import Chronicle
from shared.testing.spec import KOSOVO
from tests.services.outreach import given_newsletter as given
from tests.services.outreach.filling import fill, stand_at

CODEC = Codec(VOCABULARY)


@dataclass
class Clock:
    """Of the reader's moment: so many seconds after the log's first fact."""

    begun: datetime
    later: float = 0

    def __call__(self) -> datetime:
        return self.begun + timedelta(seconds=self.later)


@dataclass
class Reader:
    pages: httpx.AsyncClient
    clock: Clock

    async def after(self, seconds: float) -> str:
        """The page as it is asked for then."""
        self.clock.later = seconds
        return (await self.pages.get("/en/bodies")).text


async def one_fact(nc: Client) -> datetime:
    log = JetStreamLog(nc, CODEC)
    await Giving(Handler(log, KOSOVO), DOORS, "newsletter").by_itself(given.DEFINE)
    return next(iter([batch async for batch in log.read()]))[0].recorded_at


def reading(mongo: Mongo, lags: Lags) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(portal(mongo, lags=lags))
    return httpx.AsyncClient(transport=transport, base_url="http://portal.test")


@pytest.fixture
async def reader(nc: Client, mongo: Mongo) -> AsyncIterator[Reader]:
    """The log has one fact, which no page knows."""
    clock = Clock(await one_fact(nc))
    await fill(mongo, Chronicle())
    async with reading(mongo, Lags(nc, CODEC, clock)) as pages:
        yield Reader(pages, clock)


async def test_a_cached_page_never_carries_an_old_lag(reader: Reader) -> None:
    assert "behind" not in await reader.after(0)
    assert "It is 7 s behind." in await reader.after(7)
    assert "It is 9 s behind." in await reader.after(9)


async def test_a_stale_page_warns_and_says_since_when(reader: Reader) -> None:
    said = await reader.after(STALE)
    assert "This page is behind: what was recorded since" in said
    assert "s behind." not in said
    assert said == await reader.after(10 * STALE)


async def test_a_browser_is_not_told_that_a_page_is_the_same_once_it_is_stale(reader: Reader) -> None:
    await reader.after(0)
    tag = (await reader.pages.get("/en/bodies")).headers["etag"]
    reader.clock.later = STALE
    assert (await reader.pages.get("/en/bodies", headers={"if-none-match": tag})).status_code == 200


async def test_what_has_caught_up_is_not_behind(nc: Client, mongo: Mongo) -> None:
    begun = await one_fact(nc)
    await fill(mongo, Chronicle())
    await stand_at(mongo, 1)
    async with reading(mongo, Lags(nc, CODEC, Clock(begun, 10 * STALE))) as pages:
        assert "behind" not in (await pages.get("/en/bodies")).text


async def test_when_the_log_is_away_pages_are_read_and_say_so(mongo: Mongo, tmp_path: Path) -> None:
    await fill(mongo, Chronicle())
    async with servers.nats_server(tmp_path) as server:
        gone = asyncio.Event()

        async def left() -> None:
            gone.set()

        nc = await nats.connect(server.url, allow_reconnect=False, closed_cb=left)
        await provision(nc)
        async with reading(mongo, Lags(nc, CODEC)) as pages:
            assert "cannot be reached" not in (await pages.get("/en/bodies")).text
            await server.stop()
            await asyncio.wait_for(gone.wait(), 10)
            answer = await pages.get("/en/bodies")
    assert answer.status_code == 200
    assert "The log cannot be reached at the moment" in answer.text
