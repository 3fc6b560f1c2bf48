"""What is the least a projection has to do? Fetch, decode JSON, write each document of a batch once.

No fold, no load, no transaction, no position, no validator, no index; and, one update at a time, what
handling event by event comes to.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig
from pymongo import ReplaceOne, WriteConcern

from shared.kernel.provision import LOG_STREAM

BATCH = 10_000
DURABLE = WriteConcern("majority", j=True)


class RawFetch:
    """Batches of a consumer of its own, asked for one batch ahead."""

    def __init__(self, nc: Client, name: str) -> None:
        self._nc, self._name = nc, name
        self._messages: list[Msg] = []
        self._full = asyncio.Event()
        self._inbox = nc.new_inbox()

    async def open(self) -> None:
        config = ConsumerConfig(name=self._name, ack_policy=AckPolicy.NONE, mem_storage=True)
        await self._nc.jetstream().add_consumer(LOG_STREAM, config)
        await self._nc.subscribe(self._inbox, cb=self._arrived, pending_msgs_limit=0, pending_bytes_limit=0)
        await self._ask()

    async def _arrived(self, message: Msg) -> None:
        if message.reply:
            self._messages.append(message)
            if len(self._messages) >= BATCH or message.reply.endswith(".0"):
                self._full.set()

    async def _ask(self) -> None:
        wish = json.dumps({"batch": BATCH, "expires": 30_000_000_000}).encode()
        await self._nc.publish(
            f"$JS.API.CONSUMER.MSG.NEXT.{LOG_STREAM}.{self._name}", wish, reply=self._inbox
        )

    async def next(self) -> list[Msg]:
        await asyncio.wait_for(self._full.wait(), 30)
        self._full.clear()
        taken, self._messages = self._messages[:BATCH], self._messages[BATCH:]
        await self._ask()
        return taken


def _document(message: Msg) -> dict[str, Any]:
    *_, id, version, type_ = message.subject.split(".")
    body = json.loads(message.data)
    return {"_id": id, "version": int(version), "type": type_, **body}


def _collection(mongo_url: str, name: str) -> tuple[AsyncIOMotorClient[Any], Any]:
    client: AsyncIOMotorClient[Any] = AsyncIOMotorClient(mongo_url)
    return client, client.get_database("plain", write_concern=DURABLE)[name]


async def collapsed(nc: Client, mongo_url: str, name: str, events: int) -> int:
    """Reads that many events; gives the number of documents."""
    client, collection = _collection(mongo_url, name)
    fetch = RawFetch(nc, name)
    await fetch.open()
    while events:
        messages = await fetch.next()
        events -= len(messages)
        documents = {d["_id"]: d for d in map(_document, messages)}
        writes = [ReplaceOne({"_id": id}, d, upsert=True) for id, d in documents.items()]
        await collection.bulk_write(writes, ordered=False)
    count: int = await collection.count_documents({})
    await client.drop_database("plain")
    client.close()
    return count


async def event_by_event(nc: Client, mongo_url: str, name: str, events: int) -> None:
    """One update for each event, awaited before the next."""
    client, collection = _collection(mongo_url, name)
    fetch = RawFetch(nc, name)
    await fetch.open()
    for message in (await fetch.next())[:events]:
        document = _document(message)
        id = document.pop("_id")
        await collection.update_one({"_id": id}, {"$set": document}, upsert=True)
    await client.drop_database("plain")
    client.close()
