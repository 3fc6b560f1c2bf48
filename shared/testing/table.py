"""Is every command walked through every state? A table with a row per command and a column per state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from shared.kernel.access import Door
from shared.kernel.entity import Command, Refusal
from shared.kernel.event import Event
from shared.testing.spec import Spec

Outcome = type[Refusal] | None
ACCEPTED: Outcome = None

States = Mapping[type, tuple[Event, ...]]
"""The columns: each state's class, and a history that leads to it."""


@dataclass(frozen=True)
class Step:
    """One field of the table: this command in this state has this outcome."""

    state: type
    history: tuple[Event, ...]
    command: Command
    outcome: Outcome

    def __str__(self) -> str:
        said = self.outcome.__name__ if self.outcome else "accepted"
        return f"{type(self.command).__name__} when {self.state.__name__}: {said}"

    def check(self, spec: Spec) -> None:
        """Takes the step; `spec` brings what stands elsewhere."""
        here = spec.given(*self.history)
        assert type(here.state()) is self.state
        asked = here.when(self.command)
        if self.outcome is not None:
            asked.refused(self.outcome)
        else:
            asked.decide()


def steps(states: States, rows: Sequence[tuple[Command, tuple[Outcome, ...]]]) -> list[Step]:
    """Every field of the table."""
    return [
        Step(state, states[state], command, outcome)
        for command, outcomes in rows
        for state, outcome in zip(states, outcomes, strict=True)
    ]


def check_complete(table: Iterable[Step], states: Any, doors: Iterable[Door], entity: str) -> None:
    """No state of the union, and no command of the entity's doors, is missing; each is accepted somewhere."""
    taken = list(table)
    assert {step.state for step in taken} == set(get_args(states) or (states,))
    commands = {door.command for door in doors if door.entity.name == entity}
    assert {type(step.command) for step in taken} == commands
    assert {type(step.command) for step in taken if step.outcome is ACCEPTED} == commands
