"""Which claim has this receipt been used for? A receipt is known by the SHA-256 of its file."""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Unused:
    pass


@dataclass(frozen=True, slots=True)
class Used:
    claim: str


Receipt = Unused | Used


def evolve(receipt: Receipt, event: Event) -> Receipt:
    match event:
        case grants.ReceiptUsed():
            return Used(claim=event.claim)
        case _:
            return receipt


# A claim's decision records on it; no command is for a receipt alone.
RECEIPT: Entity[Receipt] = Entity("grants", "receipt", initial=Unused(), evolve=evolve)
