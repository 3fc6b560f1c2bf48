"""What follows from what: a fact leads to own commands, now or later, or to forgetting a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.kernel.entity import Command
from shared.kernel.event import Event, Recorded


@dataclass(frozen=True, slots=True)
class Later:
    """A command that is due at a time. The same key again replaces it; a time gone by is due at once."""

    key: str
    due: datetime
    command: Command


@dataclass(frozen=True, slots=True)
class Forget:
    """This person's key is destroyed; what is sealed about them can never be read again."""

    person: str


Consequence = Command | Later | Forget


@dataclass(frozen=True)
class Policy:
    """A named rule of one service; the name is part of the derived command ids, so it never changes."""

    name: str
    on: type[Event]
    then: Callable[[Recorded[Any]], Sequence[Consequence]]
