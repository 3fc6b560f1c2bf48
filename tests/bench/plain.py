"""What would somebody write with nats-py alone? The other side of the comparisons.

The same server, the same subjects, headers and expectations as the kernel; no vocabulary, no refusals read
back, no retries, no keys, no lost acknowledgement looked after: only the bytes.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.kernel.provision import LOG_STREAM

Body = dict[str, Any]
MOMENT = "2015-04-28T12:00:00+00:00"
CHAIN = "c" * 64


class Fact(NamedTuple):
    """One event to append: of which entity (`grants.claim.x`), its version, type and payload."""

    entity: str
    version: int
    type: str
    payload: bytes


def headers_of(fact: Fact, command: str, name: str) -> dict[str, str]:
    """The headers that the kernel sends, as many and as long; the chain's hash is a constant."""
    service, entity, id = fact.entity.split(".")
    event = str(uuid.uuid4())
    return {
        "Nats-Msg-Id": event,
        "ce-specversion": "1.0",
        "ce-id": event,
        "ce-source": f"/civikos/{service}",
        "ce-type": f"{service}.{fact.type}",
        "ce-subject": f"{entity}/{id}",
        "ce-time": MOMENT,
        "ce-dataschema": f"urn:civikos:event:{service}.{fact.type}:1",
        "content-type": "application/json",
        "ce-correlationid": command,
        "ce-causationid": command,
        "ce-commandid": command,
        "ce-commandname": name,
        "ce-actor": "p-sara",
        "ce-entityversion": str(fact.version),
        "ce-businesstime": MOMENT,
        "ce-chain": CHAIN,
        "Nats-Expected-Last-Subject-Sequence": "0",
        "Nats-Expected-Last-Subject-Sequence-Subject": f"civikos.log.{fact.entity}.{fact.version}.*",
    }


class Plain:
    """Loads and appends on one connection."""

    def __init__(self, nc: Client) -> None:
        self._nc, self._js = nc, nc.jetstream()
        self._numbers = itertools.count()
        self._open: dict[str, tuple[asyncio.Future[None], list[Msg]]] = {}
        self._inbox = ""

    async def append(self, facts: Sequence[Fact], name: str) -> None:
        """One publish, or an atomic batch of several; anything but a record is an error."""
        command = str(uuid.uuid4())
        if len(facts) == 1:
            fact = facts[0]
            await self._js.publish(
                f"civikos.log.{fact.entity}.{fact.version}.{fact.type}",
                fact.payload,
                headers=headers_of(fact, command, name),
            )
            return
        for number, fact in enumerate(facts, 1):
            headers = headers_of(fact, command, name)
            headers |= {"Nats-Batch-Id": command, "Nats-Batch-Sequence": str(number)}
            if number == len(facts):
                headers["Nats-Batch-Commit"] = "1"
            await self._part(fact, headers, asked=number in (1, len(facts)))

    async def _part(self, fact: Fact, headers: Mapping[str, str], *, asked: bool) -> None:
        subject = f"civikos.log.{fact.entity}.{fact.version}.{fact.type}"
        if not asked:
            return await self._nc.publish(subject, fact.payload, headers=dict(headers))
        answer = await self._nc.request(subject, fact.payload, 5, headers=dict(headers))
        if answer.data and "error" in (said := json.loads(answer.data)):
            raise RuntimeError(said["error"])

    async def load(self, entity: str) -> list[Body]:
        """The payloads of an entity's events, oldest first, by one batched Direct Get."""
        if not self._inbox:
            self._inbox = self._nc.new_inbox()
            await self._nc.subscribe(f"{self._inbox}.*", cb=self._arrived)
        number = str(next(self._numbers))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        found: list[Msg] = []
        self._open[number] = done, found
        wish = json.dumps({"multi_last": [f"civikos.log.{entity}.>"], "batch": 1024}).encode()
        await self._nc.publish(f"$JS.API.DIRECT.GET.{LOG_STREAM}", wish, reply=f"{self._inbox}.{number}")
        await asyncio.wait_for(done, 5)
        del self._open[number]
        found.sort(key=lambda message: int((message.headers or {})["Nats-Sequence"]))
        return [json.loads(message.data) for message in found]

    async def _arrived(self, message: Msg) -> None:
        done, found = self._open[message.subject.rpartition(".")[2]]
        if "Status" not in (message.headers or {}):
            found.append(message)
        elif not done.done():
            done.set_result(None)
