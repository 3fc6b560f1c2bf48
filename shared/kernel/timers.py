"""How does a command become due at a time? JetStream message schedules, one for each key."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

from nats.aio.client import Client
from nats.js.errors import APIError
from pydantic import BaseModel, ConfigDict

from shared.kernel.provision import TIMER_STREAM

WRONG_LAST_SEQUENCE = 10071


class Due(BaseModel):
    """A timer's message: the command that is due, with the id and the causes it was planned with."""

    model_config = ConfigDict(frozen=True)
    policy: str
    due: datetime
    command: str
    body: dict[str, Any]
    id: str
    causation: str
    correlation: str
    position: int
    """Where the fact stands that planned it: a later fact's plan counts, in whatever order they come."""


async def schedule(nc: Client, service: str, key: str, due: Due) -> None:
    """Plans, or plans anew, the delivery of a command; survives restarts.

    A time gone by is due at once. A fact that is delivered again changes nothing that a later one planned.
    """
    planned, fired = f"civikos.timer.{service}.{key}", f"civikos.due.{service}.{key}"
    while True:
        known, sequence = await _last(nc, planned)
        done, _ = await _last(nc, fired)
        if any(one is not None and one.position >= due.position for one in (known, done)):
            return
        headers = {
            "Nats-Schedule": f"@at {due.due.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "Nats-Schedule-Target": fired,
            "Nats-Expected-Last-Subject-Sequence": str(sequence),
        }
        try:
            await nc.jetstream().publish(
                planned, due.model_dump_json().encode(), stream=TIMER_STREAM, headers=headers
            )
        except APIError as error:
            if error.err_code != WRONG_LAST_SEQUENCE:
                raise
        else:
            return


async def _last(nc: Client, subject: str) -> tuple[Due | None, int]:
    """What stands on a subject of the timers, as the leader knows it, and its sequence."""
    body = json.dumps({"last_by_subj": subject}).encode()
    answer = await nc.request(f"$JS.API.STREAM.MSG.GET.{TIMER_STREAM}", body, timeout=5)
    message = json.loads(answer.data).get("message")
    if message is None:
        return None, 0
    return Due.model_validate_json(base64.b64decode(message["data"])), int(message["seq"])
