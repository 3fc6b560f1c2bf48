"""Whose account has this e-mail address? It keeps an address for one account.

Its id is a keyed hash of the address, so the address itself is written nowhere (ADR 15).
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Mailbox:
    """There is one status only: kept for this person, or for nobody."""

    person: str | None = None


def evolve(mailbox: Mailbox, event: Event) -> Mailbox:
    match event:
        case membership.EmailClaimed(person=person):
            return Mailbox(person)
        case membership.EmailReleased():
            return Mailbox()
        case _:
            return mailbox


# Nobody commands it: only accounts record on it.
MAILBOX: Entity[Mailbox] = Entity("membership", "mailbox", initial=Mailbox(), evolve=evolve)
