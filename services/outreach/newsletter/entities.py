"""What is one of our entities now, as the log says this moment?"""

from __future__ import annotations

from typing import TypeVar

from shared.kernel.entity import Entity
from shared.kernel.log import Log

S = TypeVar("S")


async def state_of(log: Log, entity: Entity[S], id: str) -> S:
    state = entity.initial
    for recorded in await log.load(entity.ref(id)):
        state = entity.evolve(state, recorded.data)
    return state
