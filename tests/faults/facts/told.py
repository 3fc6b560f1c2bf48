"""What is one line of the table: a fact that was told, what was known before it, and what has to follow?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from shared.kernel.entity import Elsewhere, Entity
from shared.kernel.event import Event, Ref
from shared.testing.recorded import NOON

Effect = tuple[Ref, type[Event]]
"""On which entity, and what is recorded there."""


@dataclass(frozen=True)
class Told:
    """Everything was recorded in April 2015, at `at`, so whatever was planned for later is due today."""

    fact: Elsewhere
    then: Mapping[str, Effect]
    """What each policy that hears of the fact has to bring about, once, by the policy's name."""
    given: Sequence[Elsewhere] = field(default=())
    at: datetime = NOON


def at(entity: Entity[Any], id: str, *events: Event) -> list[Elsewhere]:
    return [entity.at(id, event) for event in events]


def known(*parts: Sequence[Elsewhere]) -> list[Elsewhere]:
    return list(chain(*parts))
