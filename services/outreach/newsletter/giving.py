"""How does this service give its own commands: as the system, or for anybody who uses a public form?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from shared.contracts.roles import PUBLIC
from shared.kernel.access import Door
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant, Refusal
from shared.kernel.handler import Answer, Handler
from shared.kernel.policies import system

log = structlog.get_logger()

ANYBODY = Actor("public", (Grant(PUBLIC.name),))


@dataclass(frozen=True)
class Giving:
    handler: Handler
    doors: tuple[Door, ...]
    name: str
    """In whose name the system acts."""

    async def by_itself(self, command: Command) -> Answer | None:
        """None if a rule refuses it: somebody else was there before."""
        try:
            return await self._give(command, system(self.name))
        except Refusal as refusal:
            log.info("newsletter.refused", command=type(command).__name__, refusal=type(refusal).__name__)
            return None

    async def for_anybody(self, command: Command) -> Answer:
        """
        Raises:
            Refusal: a rule says no.
        """
        return await self._give(command, ANYBODY)

    async def _give(self, command: Command, actor: Actor) -> Answer:
        # a new id each time: a repeated one would be answered with what it recorded the first time
        door = next(door for door in self.doors if door.command is type(command))
        id = str(uuid.uuid4())
        return await self.handler.handle(door, Order(command, id, actor, datetime.now(UTC), id, id))
