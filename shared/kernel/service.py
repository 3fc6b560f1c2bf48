"""What is a service: its name and its tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.kernel.access import Door
from shared.kernel.event import Vocabulary
from shared.kernel.invariant import Invariant
from shared.kernel.papers import Paper
from shared.kernel.policy import Policy
from shared.kernel.projection import Projection


@dataclass(frozen=True)
class Service:
    """Everything a service is, as data; `shared.kernel.process` runs it."""

    name: str
    vocabulary: Vocabulary
    doors: tuple[Door, ...]
    policies: tuple[Policy, ...] = ()
    projections: tuple[Projection, ...] = field(default=())
    papers: tuple[Paper, ...] = ()
    invariants: tuple[Invariant, ...] = ()

    def door(self, command: str) -> Door:
        """The row for a command's name.

        Raises:
            KeyError: the service has no such command.
        """
        for row in self.doors:
            if row.name == command:
                return row
        raise KeyError(command)
