"""How is one append sent to JetStream, and what does the server's answer mean?

One event is a plain publish with an expectation. Several are an atomic batch (NATS ADR-50): all of them
are stored, next to each other, or none is.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client

from shared.kernel.codec import Wire

SEQUENCE = "Nats-Expected-Last-Subject-Sequence"
FILTER = "Nats-Expected-Last-Subject-Sequence-Subject"
BATCH_AT_MOST = 1000
"""Messages that the server takes in one batch."""
HEADER_ROOM = 2048
"""Bytes at most of an event's headers beside its payload, for the check of its size."""

ID_TAKEN = 10201
LOOK_AGAIN = frozenset({10071, 10164, 10158, ID_TAKEN, 10077})
"""The version or the id is known: only reading the version back tells whose it is."""
ASK_AGAIN = frozenset({10163, 10176, 10210, 10008, 10009, 10041, 10118, 503})
"""In doubt, or busy with electing a leader: the same ids again."""
FULL = frozenset({10002, 10023, 10028, 10047, 10077})
"""No room: 10077 is the store's own error, and a full disk is among its reasons."""
TOO_LARGE = frozenset({10054, 10097, 10199})
NO_STREAM = frozenset({10039, 10059, 10060, 10076, 10109, 10174})


@dataclass(frozen=True, slots=True)
class Stored:
    """The server has it; `last` is the position of the last message."""

    last: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The server has not stored it now, and says why."""

    code: int
    text: str


async def publish(
    nc: Client, wires: Sequence[Wire], filters: Sequence[str], within: float, careful: bool = False
) -> Stored | Refused:
    """Sends an append once. `filters` match each message's version, whatever its type.

    A careful batch waits for the first message's answer: slower, and it learns why a batch cannot open.

    Raises:
        nats.errors.Error: no answer; the outcome is unknown.
    """
    if len(wires) == 1:
        wire = wires[0]
        headers = {**wire.headers, SEQUENCE: "0", FILTER: filters[0]}
        return _meaning((await nc.request(wire.subject, wire.payload, within, headers=headers)).data)
    return await _batch(nc, wires, filters, within, careful)


async def _batch(
    nc: Client, wires: Sequence[Wire], filters: Sequence[str], within: float, careful: bool
) -> Stored | Refused:
    id = secrets.token_hex(16)
    for number, (wire, filter) in enumerate(zip(wires, filters, strict=True), 1):
        headers = {**wire.headers, SEQUENCE: "0", FILTER: filter}
        headers |= {"Nats-Batch-Id": id, "Nats-Batch-Sequence": str(number)}
        if number == len(wires):
            headers["Nats-Batch-Commit"] = "1"
            return _meaning((await nc.request(wire.subject, wire.payload, within, headers=headers)).data)
        if number == 1 and careful:
            opened = (await nc.request(wire.subject, wire.payload, within, headers=headers)).data
            if opened:
                return _meaning(opened)
        else:
            await nc.publish(wire.subject, wire.payload, headers=headers)
    raise ValueError("an append has at least one event")


def _meaning(reply: bytes) -> Stored | Refused:
    answer: dict[str, Any] = json.loads(reply)
    error = answer.get("error")
    if error:
        return Refused(error.get("err_code") or error.get("code", 0), error.get("description", ""))
    return Stored(answer["seq"], answer.get("duplicate", False))
