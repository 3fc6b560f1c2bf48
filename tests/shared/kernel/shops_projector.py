"""A projector as a process of its own, to be killed: NATS MONGO DATABASE SLOWNESS VERSION SIZE."""

from __future__ import annotations

import asyncio
import sys
import time

import nats

from shared.kernel.builder import Source
from shared.kernel.codec import Codec
from shared.kernel.lease import lead
from shared.kernel.mongo import Mongo
from shared.kernel.projector import LEASE, Projector
from shared.kernel.provision import LOG_STREAM
from tests.shared.kernel.shops import APP, VOCABULARY, shops, sold


async def main(nats_url: str, mongo_url: str, database: str, slow: str, version: str, size: str) -> None:
    def slowly(shop, recorded):
        time.sleep(float(slow))
        return sold(shop, recorded)

    nc = await nats.connect(nats_url)
    async with Mongo(mongo_url, APP) as mongo:
        source = Source(nc, LOG_STREAM, Codec(VOCABULARY).decode, int(size))
        projection = shops(database, int(version), selling=slowly)
        projector = Projector(source, mongo, [projection])
        await lead(nc, LEASE, "process", asyncio.Event(), projector.run)


asyncio.run(main(*sys.argv[1:]))
