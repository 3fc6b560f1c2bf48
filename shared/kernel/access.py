"""Who may give which command: roles, their bindings, and the table that joins them to entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.kernel.entity import Actor, Command, Entity


@dataclass(frozen=True, slots=True)
class Role:
    """A role; `own("organisation")` restricts it to the thing the person holds it for.

    The bound thing is the attribute of that name of the command or, if it has none, of the entity's state.
    """

    name: str
    binding: str | None = None

    def __str__(self) -> str:
        return f"{self.name} of the same {self.binding}" if self.binding else self.name

    def own(self, attribute: str) -> Role:
        return Role(self.name, attribute)

    def allows(self, actor: Actor, command: Command, state: object) -> bool:
        if self.binding is None:
            return actor.holds(self.name)
        bound = getattr(command, self.binding, None) or getattr(state, self.binding, None)
        return bound in actor.bound(self.name)


SYSTEM = "system"
"""The role of policies and timers; no token carries it."""


@dataclass(frozen=True)
class Door:
    """One row of a service's table: a command, the entity that decides it, and who may give it.

    No role at all means: only a policy or a timer gives this command.
    """

    command: type[Command]
    entity: Entity[Any]
    roles: tuple[Role, ...] = ()

    @property
    def name(self) -> str:
        return self.command.__name__

    def allows(self, actor: Actor, command: Command, state: object) -> bool:
        return actor.holds(SYSTEM) or any(role.allows(actor, command, state) for role in self.roles)


def door(command: type[Command], entity: Entity[Any], *roles: Role) -> Door:
    return Door(command, entity, roles)
