"""What do several entities become together? Commands decided one after the other, without log or clock."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.kernel.entity import Actor, Command, Context, Elsewhere, Entity, Missing, Refusal
from shared.kernel.event import Event, Ref
from shared.testing.spec import KOSOVO, NOON, SOMEBODY


class World:
    """For property tests over many decisions; the real handler has its own tests."""

    def __init__(self, at: datetime = NOON, zone: ZoneInfo = KOSOVO) -> None:
        self.at, self._zone = at, zone
        self.events: dict[Ref, list[Event]] = defaultdict(list)

    def record(self, entity: Entity[Any], id: str, *events: Event) -> None:
        """Facts that need no decision, those of another service for example."""
        self.events[entity.ref(id)].extend(events)

    def state(self, entity: Entity[Any], id: str) -> Any:
        state = entity.initial
        for event in self.events[entity.ref(id)]:
            state = entity.evolve(state, event)
        return state

    def give(self, entity: Entity[Any], command: Command, actor: Actor = SOMEBODY) -> bool:
        """Whether the command was accepted; if so, its events are recorded."""
        id = entity.key(command)
        try:
            decided = self._decided(entity, id, command, actor)
        except Refusal:
            return False
        for item in decided:
            at = item if isinstance(item, Elsewhere) else entity.at(id, item)
            self.events[at.ref].append(at.event)
        return True

    def _decided(self, entity: Entity[Any], id: str, command: Command, actor: Actor) -> Any:
        assert entity.decide is not None
        states: dict[Ref, Any] = {}
        while True:
            context = Context(actor, self.at, self._zone, states)
            try:
                return entity.decide(command, self.state(entity, id), context)
            except Missing as missing:
                states |= {other.ref(key): self.state(other, key) for other, key in missing.refs}
