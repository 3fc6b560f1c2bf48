"""How does a command come in? FastStream subscribers, built from the service's table of doors."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from faststream import StreamMessage
from faststream.nats import NatsBroker, NatsMessage, NatsResponse
from faststream.nats.subscriber.usecases import CoreSubscriber
from pydantic import ValidationError

from shared.kernel.access import Door
from shared.kernel.command_json import read
from shared.kernel.connection import may_answer
from shared.kernel.draft import Order
from shared.kernel.entity import Command, Refusal
from shared.kernel.handler import Handler
from shared.kernel.metrics import COMMAND_SECONDS, COMMANDS
from shared.kernel.problem import CONTENT_TYPE, Invalid, Malformed, problem
from shared.kernel.service import Service
from shared.kernel.token import Verifier

LANES = 16
"""A core subscriber handles one message at a time; so each door has this many, in one queue group."""

log = structlog.get_logger()


def add_doors(broker: NatsBroker, service: Service, handler: Handler, verifier: Verifier) -> None:
    """Subscribes every command of the service."""
    for door in service.doors:
        for lane in range(LANES):
            subscriber = broker.subscriber(
                f"civikos.command.{service.name}.{door.name}",
                queue=service.name,
                title=door.name,
                description=door.command.__doc__,
                include_in_schema=lane == 0,
                decoder=_undecoded,
            )
            subscriber(_answering(broker, door, handler, verifier))


async def drain(broker: NatsBroker) -> None:
    """Answers what was delivered already, and takes nothing new."""
    subscribers = [s for s in broker.subscribers if isinstance(s, CoreSubscriber) and s.subscription]
    await asyncio.gather(*(s.subscription.drain() for s in subscribers if s.subscription))  # type: ignore[no-untyped-call]
    for subscriber in subscribers:
        subscriber.subscription = None


async def _undecoded(message: StreamMessage[Any]) -> bytes:
    return message.body


def _answering(
    broker: NatsBroker, door: Door, handler: Handler, verifier: Verifier
) -> Callable[[bytes], Awaitable[NatsResponse]]:
    seconds, accepted = COMMAND_SECONDS.labels(door.name), COMMANDS.labels(door.name, "accepted")

    async def answer(body: bytes) -> NatsResponse:
        # not by injection: that costs half the time of the whole door (measured)
        message: NatsMessage = broker.context.get_local("message")
        if not may_answer(message.reply_to):
            message.reply_to = ""
        headers = message.headers
        command_id = headers.get("Civikos-Command-Id") or str(uuid.uuid4())
        correlation = headers.get("Civikos-Correlation-Id") or command_id
        context = structlog.contextvars.bound_contextvars(correlation=correlation, command_id=command_id)
        with context, seconds.time():
            try:
                order = _order(door, verifier, command_id, correlation, headers, body)
                done = await handler.handle(door, order)
            except Exception as error:
                return _refused(door, command_id, error)
            log.debug("command.accepted", command=door.name, entity=done.entity, position=done.position)
        accepted.inc()
        return NatsResponse(done.model_dump_json().encode(), headers={"content-type": "application/json"})

    return answer


def _order(
    door: Door, verifier: Verifier, command_id: str, correlation: str, headers: dict[str, Any], body: bytes
) -> Order:
    token = headers.get("Authorization", "").removeprefix("Bearer ")
    actor, at = verifier.actor(token, datetime.now(UTC))
    for text in (command_id, correlation):
        if len(text) > 128 or not text.isprintable():
            raise Malformed(why="a command id and a correlation id are at most 128 printable characters")
    return Order(
        command=_command(door, body),
        id=command_id,
        actor=actor,
        at=at,
        correlation=correlation,
    )


def _command(door: Door, body: bytes) -> Command:
    try:
        command = read(door.command, body)
        door.entity.ref(door.entity.key(command))
    except ValidationError as error:
        raise Invalid(error) from None
    return command


def _refused(door: Door, command_id: str, error: Exception) -> NatsResponse:
    said = problem(error, instance=f"urn:civikos:command:{command_id}")
    expected = isinstance(error, Refusal | Invalid)
    COMMANDS.labels(door.name, "refused" if expected else "failed").inc()
    event = "command.refused" if expected else "command.failed"
    level = log.info if expected else log.error
    level(event, command=door.name, problem=said.type, exc_info=None if expected else error)
    return NatsResponse(said.model_dump_json().encode(), headers={"content-type": CONTENT_TYPE})
