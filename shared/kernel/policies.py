"""How do facts lead to commands, once each, across restarts?

A policy's commands get ids derived from the fact's id, so a fact that is delivered again changes nothing.
The fact is acknowledged when its commands are answered. One that fails unexpectedly is set aside for a
while and comes again; the others go on.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig

from shared.kernel.access import SYSTEM
from shared.kernel.codec import Codec
from shared.kernel.consume import LEFT_AFTER, consume
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Grant, Refusal
from shared.kernel.event import Recorded
from shared.kernel.handler import Handler
from shared.kernel.metrics import FOLLOWED, LAG_EVENTS, LAG_SECONDS
from shared.kernel.policy import Consequence, Forget, Later, Policy
from shared.kernel.provision import LOG_STREAM, TIMER_STREAM
from shared.kernel.service import Service
from shared.kernel.subject import type_filter
from shared.kernel.timers import Due, schedule

log = structlog.get_logger()

MEASURED_EVERY = 5.0
AGAIN_AFTER = 15.0
"""Seconds until a fact whose handling failed unexpectedly is tried again."""


@dataclass(frozen=True)
class Policies:
    """Runs the policies and timers of one service."""

    nc: Client
    service: Service
    handler: Handler
    codec: Codec
    forget: Callable[[str], Awaitable[None]] | None = None
    """Destroys a person's key; repeating it is harmless."""
    again_after: float = AGAIN_AFTER
    errors: dict[str, str] = field(default_factory=dict)
    """Why a consumer is not there, by its name; empty while it is."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop."""
        if self.service.policies:
            await asyncio.gather(
                consume(self.nc, LOG_STREAM, self._facts(), self._fact, stop, self._tell),
                consume(self.nc, TIMER_STREAM, self._timers(), self._due, stop, self._tell),
                self._measure(stop),
            )
        await stop.wait()  # a service without policies lives as long

    @property
    def healthy(self) -> bool:
        """Both consumers are bound and deliver."""
        return not any(self.errors.values())

    def _tell(self, durable: str, error: str) -> None:
        self.errors[durable] = error

    @property
    def durables(self) -> tuple[str, str]:
        """Names of the consumers: of facts in the log, and of timers."""
        return f"policies-{self.service.name}", f"timers-{self.service.name}"

    def _facts(self) -> ConsumerConfig:
        types = sorted({policy.on.type_name for policy in self.service.policies})
        return _durable(self.durables[0], [type_filter(name) for name in types])

    def _timers(self) -> ConsumerConfig:
        return _durable(self.durables[1], [f"civikos.due.{self.service.name}.>"])

    async def _measure(self, stop: asyncio.Event) -> None:
        """Keeps the metrics of lag: what waits or is not acknowledged yet, and for how long there was any."""
        behind: dict[str, float] = {}
        while not stop.is_set():
            with contextlib.suppress(NatsError):
                for stream, durable in zip((LOG_STREAM, TIMER_STREAM), self.durables, strict=True):
                    info = await self.nc.jetstream().consumer_info(stream, durable)
                    waiting = (info.num_pending or 0) + (info.num_ack_pending or 0)
                    behind[durable] = behind.get(durable, time.monotonic()) if waiting else time.monotonic()
                    LAG_EVENTS.labels(durable).set(waiting)
                    LAG_SECONDS.labels(durable).set(time.monotonic() - behind[durable])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), MEASURED_EVERY)

    async def _fact(self, message: Msg) -> None:
        try:
            await self.codec.ready([message])
            recorded = self.codec.decode(message)
            for policy in self.service.policies:
                if isinstance(recorded.data, policy.on):
                    for index, consequence in enumerate(policy.then(recorded)):
                        await self._follow(policy, recorded, index, consequence)
        except Exception as error:
            await self._set_aside(message, error)
        else:
            await message.ack_sync()
            FOLLOWED.labels(self.durables[0]).inc()

    async def _follow(
        self, policy: Policy, recorded: Recorded[Any], index: int, consequence: Consequence
    ) -> None:
        id = str(uuid.uuid5(uuid.UUID(recorded.id), f"{policy.name}/{index}"))
        if isinstance(consequence, Later):
            await self._plan(policy, recorded, id, consequence)
        elif isinstance(consequence, Forget):
            await self._forget(consequence.person)
        else:
            await self._give(
                Order(
                    command=consequence,
                    id=id,
                    actor=system(policy.name),
                    at=recorded.at,
                    correlation=recorded.correlation,
                    causation=recorded.id,
                )
            )

    async def _forget(self, person: str) -> None:
        if self.forget is None:
            raise TypeError(f"{self.service.name} was given no keys to destroy")
        await self.forget(person)

    async def _plan(self, policy: Policy, recorded: Recorded[Any], id: str, later: Later) -> None:
        due = Due(
            policy=policy.name,
            due=later.due,
            command=type(later.command).__name__,
            body=later.command.model_dump(mode="json"),
            id=id,
            causation=recorded.id,
            correlation=recorded.correlation,
            position=recorded.position,
        )
        await schedule(self.nc, self.service.name, f"{policy.name}.{later.key}", due)

    async def _due(self, message: Msg) -> None:
        try:
            due = Due.model_validate_json(message.data)
            command = self.service.door(due.command).command.model_validate(due.body)
            await self._give(
                Order(command, due.id, system(due.policy), due.due, due.correlation, due.causation)
            )
        except Exception as error:
            await self._set_aside(message, error)
        else:
            await message.ack_sync()
            FOLLOWED.labels(self.durables[1]).inc()

    async def _set_aside(self, message: Msg, error: Exception) -> None:
        log.error("policy.failed", subject=message.subject, exc_info=error)
        await message.nak(delay=self.again_after)

    async def _give(self, order: Order) -> None:
        door = self.service.door(type(order.command).__name__)
        with structlog.contextvars.bound_contextvars(correlation=order.correlation, command_id=order.id):
            try:
                await self.handler.handle(door, order)
            except Refusal as refusal:
                log.info(
                    "policy.refused", by=order.actor.person, command=door.name, refusal=type(refusal).__name__
                )


def system(policy: str) -> Actor:
    """The actor of a policy's or a timer's command."""
    return Actor(f"system:{policy}", (Grant(SYSTEM),))


def _durable(name: str, subjects: list[str]) -> ConsumerConfig:
    return ConsumerConfig(
        name=name,
        durable_name=name,
        filter_subjects=subjects,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=LEFT_AFTER,
        max_ack_pending=-1,  # what is set aside keeps its place: a limit would let bad facts starve good ones
    )
