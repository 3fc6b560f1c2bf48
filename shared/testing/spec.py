"""Given these events, when this command, then those events or this refusal: a decider's sentences."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.kernel.entity import Actor, Command, Context, Elsewhere, Entity, Grant, Missing, Refusal
from shared.kernel.event import Event, Ref

NOON = datetime(2015, 4, 21, 12, tzinfo=UTC)
KOSOVO = ZoneInfo("Europe/Belgrade")
SOMEBODY = Actor("p-somebody")


@dataclass(frozen=True)
class Spec:
    """`Spec(CLAIM).given(submitted).when(approve).then(approved)`; every step returns a new spec."""

    entity: Entity[Any]
    actor: Actor = SOMEBODY
    at: datetime = NOON
    zone: ZoneInfo = KOSOVO
    history: tuple[Event, ...] = ()
    elsewhere: dict[Ref, Any] = field(default_factory=dict)
    command: Command | None = None

    def given(self, *events: Event) -> Spec:
        return replace(self, history=self.history + events)

    def given_at(self, entity: Entity[Any], id: str, *events: Event) -> Spec:
        """Events of another entity that the decision looks at."""
        return replace(self, elsewhere={**self.elsewhere, entity.ref(id): _fold(entity, events)})

    def by(self, person: str, *grants: Grant) -> Spec:
        return replace(self, actor=Actor(person, grants))

    def on(self, at: datetime) -> Spec:
        return replace(self, at=at)

    def when(self, command: Command) -> Spec:
        return replace(self, command=command)

    def then(self, *expected: Event | Elsewhere) -> None:
        """The decision is exactly this."""
        decided = tuple(self.decide())
        assert decided == expected, f"\nexpected: {expected}\ndecided:  {decided}"

    def then_nothing(self) -> None:
        self.then()

    def refused(self, refusal: type[Refusal]) -> Refusal:
        """The decision is this refusal; returns it, so that its sentence can be looked at."""
        try:
            decided = self.decide()
        except Refusal as reason:
            said = reason
        else:
            raise AssertionError(f"not refused: {decided}")
        if type(said) is not refusal:
            raise AssertionError(f"refused, but with {type(said).__name__}: {said}")
        return said

    def state(self) -> Any:
        return _fold(self.entity, self.history)

    def decide(self) -> Any:
        assert self.command is not None
        assert self.entity.decide is not None
        states = dict(self.elsewhere)
        while True:
            try:
                return self.entity.decide(
                    self.command, self.state(), Context(self.actor, self.at, self.zone, states)
                )
            except Missing as missing:
                states |= {entity.ref(id): entity.initial for entity, id in missing.refs}


def _fold(entity: Entity[Any], events: tuple[Event, ...]) -> Any:
    state = entity.initial
    for event in events:
        state = entity.evolve(state, event)
    return state
