"""Who takes one part of the newsletter, a topic in a language?"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import outreach
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Roll:
    subscriptions: frozenset[str] = frozenset()


def evolve(roll: Roll, event: Event) -> Roll:
    match event:
        case outreach.SubscriberEnrolled(subscription=id):
            return Roll(roll.subscriptions | {id})
        case outreach.SubscriberStruck(subscription=id):
            return Roll(roll.subscriptions - {id})
        case _:
            return roll


ROLL: Entity[Roll] = Entity("outreach", "roll", initial=Roll(), evolve=evolve)


def roll_id(topic: str, language: str) -> str:
    return f"{topic}--{language}"
