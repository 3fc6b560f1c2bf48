"""Which seats does one organisation or institution hold, over all bodies? An index that bodies keep up.

It is an entity of its own because who leaves the dialogue has to be found on every seat at once. Bodies
record on it in the same append, so it is never behind them. What is decided on it stands in leaving.py,
which names the bodies; a body names only this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from shared.contracts import council
from shared.kernel.entity import Entity
from shared.kernel.event import Event


class Place(NamedTuple):
    body: str
    seat: str


@dataclass(frozen=True, slots=True)
class Holding:
    """There is one status only: holding these seats, which may be none."""

    places: frozenset[Place] = frozenset()


def evolve(holding: Holding, event: Event) -> Holding:
    match event:
        case council.SeatTaken():
            return Holding(holding.places | {Place(event.body, event.seat)})
        case council.SeatGivenUp():
            return Holding(holding.places - {Place(event.body, event.seat)})
        case _:
            return holding


HOLDING: Entity[Holding] = Entity("council", "holding", initial=Holding(), evolve=evolve)
