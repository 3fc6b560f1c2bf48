"""What must hold after every event of the log? A table per service, which `civikos verify` walks through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.kernel.entity import Entity
from shared.kernel.event import Recorded, Ref


class Watch(Protocol):
    """Walks through the log once, and says in sentences what is broken."""

    def see(self, recorded: Recorded[Any]) -> Iterable[str]:
        """After this event, the next one of the log."""
        ...

    def end(self) -> Iterable[str]:
        """At the end of the log."""
        ...


@dataclass(frozen=True)
class Invariant:
    """A sentence that is always true; `begin` makes a watch for one walk through the log."""

    title: str
    begin: Callable[[], Watch]


def of_state(entity: Entity[Any], broken: Callable[[Any], Iterable[str]]) -> Callable[[], Watch]:
    """The usual case: something about the state of each entity of a kind, after each of its events."""
    return lambda: _States(entity, broken)


@dataclass
class _States:
    entity: Entity[Any]
    broken: Callable[[Any], Iterable[str]]
    states: dict[Ref, Any] = field(default_factory=dict)

    def see(self, recorded: Recorded[Any]) -> Iterable[str]:
        ref, entity = recorded.ref, self.entity
        if (ref.service, ref.entity) == (entity.service, entity.name):
            self.states[ref] = entity.evolve(self.states.get(ref, entity.initial), recorded.data)
            for said in self.broken(self.states[ref]):
                yield f"{ref} at {recorded.position}: {said}"

    def end(self) -> Iterable[str]:
        return ()
