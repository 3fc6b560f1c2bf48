"""What would a command record, and what does that rest on? A decision on paper, before it is appended."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.kernel.access import Door
from shared.kernel.entity import Actor, Command, Context, Decision, Elsewhere, Missing, Refusal
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.folding import Folded
from shared.kernel.log import NewEvent, Stamp
from shared.kernel.problem import ByItself, CommandIdReused, NotAllowed


@dataclass(frozen=True, slots=True)
class Order:
    """A command in its envelope: its id, who gives it, the moment it speaks of, and what led to it."""

    command: Command
    id: str
    actor: Actor
    at: datetime
    correlation: str = ""
    causation: str = ""


class Draft:
    """Run `decide` again and again on it, until everything it asks for is loaded.

    Afterwards exactly one of these holds: the command was `known`, or there is a `refusal`, or `events`
    (none if nothing changes).
    """

    def __init__(self, own: Folded) -> None:
        self.own = own
        self.folded: dict[Ref, Folded] = {own.ref: own}
        self.known: list[Recorded] = []
        self.refusal: Refusal | None = None
        self.events: dict[Ref, list[Event]] = {}
        self._rests_on: dict[Ref, int] = {}

    @property
    def current(self) -> bool:
        """Nothing it rests on has been written by this process since."""
        return all(self.folded[ref].version == version for ref, version in self._rests_on.items())

    @property
    def only_read(self) -> list[Folded]:
        """What it rests on and does not write: the append's conflict guards the rest."""
        return [folded for ref, folded in self.folded.items() if ref not in self.events]

    def decide(self, door: Door, order: Order, zone: ZoneInfo, secret: bytes = b"") -> None:
        """Decides on what is loaded.

        Raises:
            Missing: the decision asks for entities that are not loaded yet.
        """
        self._rests_on = {ref: folded.version for ref, folded in self.folded.items()}
        self.refusal = None
        try:
            self.known = self.first(order)
            if not self.known:
                self.events = self._by_entity(self._decision(door, order, zone, secret))
        except Refusal as refusal:
            self.refusal = refusal

    def new_events(self, stamp: Stamp) -> list[NewEvent]:
        """What to append: other entities first, so the last event of the answer is the last of the append.

        An event's id is derived from the command's id and its place, so a repeated append is the same one.
        """
        return [
            NewEvent(
                ref=ref,
                version=self._rests_on[ref] + index,
                data=event,
                id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{stamp.command}/{ref}/{index}")),
                chain=self.folded[ref].chain,
                stamp=stamp,
            )
            for ref, events in sorted(self.events.items(), key=lambda row: row[0] == self.own.ref)
            for index, event in enumerate(events, 1)
        ]

    def first(self, order: Order) -> list[Recorded]:
        """What this command id recorded when it came first.

        Raises:
            CommandIdReused: it came with another command, or from another person.
        """
        first = self.own.commands.get(order.id, [])
        if first and (first[0].command_name, first[0].by) != (
            type(order.command).__name__,
            order.actor.person,
        ):
            raise CommandIdReused(id=order.id, earlier=first[0].command_name)
        return first

    def _decision(self, door: Door, order: Order, zone: ZoneInfo, secret: bytes) -> Decision:
        if not door.allows(order.actor, order.command, self.own.state):
            raise NotAllowed(roles=" or ".join(map(str, door.roles))) if door.roles else ByItself
        if door.entity.decide is None:
            raise TypeError(f"{door.entity.name} belongs to {door.entity.service} and only reads here")
        states = {ref: folded.state for ref, folded in self.folded.items()}
        context = Context(order.actor, order.at, zone, states, secret)
        return door.entity.decide(order.command, self.own.state, context)

    def _by_entity(self, decision: Iterable[Event | Elsewhere]) -> dict[Ref, list[Event]]:
        items = [item if isinstance(item, Elsewhere) else self._here(item) for item in decision]
        unseen = [(item.entity, item.id) for item in items if item.ref not in self.folded]
        if unseen:
            raise Missing(unseen)
        events: dict[Ref, list[Event]] = {}
        for item in items:
            events.setdefault(item.ref, []).append(item.event)
        if events and self.own.ref not in events:
            raise TypeError(f"{self.own.ref} records nothing on itself: it could not know its command again")
        return events

    def _here(self, event: Event) -> Elsewhere:
        return Elsewhere(self.own.entity, self.own.ref.id, event)
