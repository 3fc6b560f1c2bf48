"""What is a decider: one entity with its `decide` and `evolve`, and the context it decides in?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from shared.kernel.event import Event, Ref
from shared.kernel.veil import veiled

S = TypeVar("S")


class Command(BaseModel):
    """A wish in the imperative; its docstring is what people read on the form and in the API."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Refusal(Exception):
    """A rule that says no. The subclass's docstring is the sentence that the person reads.

    Placeholders are filled from the keyword arguments: `raise MoreThanClaimed(claimed=…)`.
    """

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        self.sentence = " ".join((type(self).__doc__ or "").split())  # a docstring has line breaks
        super().__init__(self.sentence.format(**fields))


class NotNow(Refusal):
    """This is not possible now: the {entity} is {state}."""

    def __init__(self, command: Command, state: object, entity: str = "entry") -> None:
        super().__init__(command=type(command).__name__, state=state_name(state), entity=entity)


class Missing(Exception):
    """The decision asked for an entity that is not loaded yet. Never reaches a person."""

    def __init__(self, refs: Sequence[tuple[Entity[Any], str]]) -> None:
        self.refs = refs


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, bound to one thing (an organisation, an institution, a hub) or to nothing."""

    role: str
    bound_to: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the verified token (or the kernel, for the system) says."""

    person: str
    grants: tuple[Grant, ...] = ()

    def bound(self, role: str) -> frozenset[str]:
        """What this person holds the role for."""
        return frozenset(g.bound_to for g in self.grants if g.role == role and g.bound_to)

    def holds(self, role: str) -> bool:
        return any(g.role == role for g in self.grants)


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know besides the command and its own entity's state."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    states: Mapping[Ref, Any] = field(default_factory=dict)
    secret: bytes = b""

    @property
    def by(self) -> str:
        """The person who acts."""
        return self.actor.person

    @property
    def on(self) -> date:
        """The day it is, where the platform is."""
        return self.at.astimezone(self.zone).date()

    def veil(self, text: str) -> str:
        """What stands for a text that must not be written down, for example as an id."""
        return veiled(self.secret, text)

    def of(self, entity: Entity[S], id: str) -> S:
        """The state of another entity; `decide` is pure, so the kernel loads it and decides again."""
        ref = entity.ref(id)
        if ref not in self.states:
            raise Missing([(entity, id)])
        return self.states[ref]  # type: ignore[no-any-return]

    def all_of(self, entity: Entity[S], ids: Sequence[str]) -> list[S]:
        """The states of several entities, loaded together."""
        missing = [(entity, i) for i in ids if entity.ref(i) not in self.states]
        if missing:
            raise Missing(missing)
        return [self.states[entity.ref(i)] for i in ids]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An event of the same decision on another entity of the service; all or nothing."""

    entity: Entity[Any]
    id: str
    event: Event

    @property
    def ref(self) -> Ref:
        return self.entity.ref(self.id)


Decision = Sequence[Event | Elsewhere]


@dataclass(frozen=True, eq=False)
class Entity(Generic[S]):
    """One kind of decider.

    `key` gives the id of the entity a command is for. `decide` is None for another service's entity,
    of which only the published events are folded.
    """

    service: str
    name: str
    initial: S
    evolve: Callable[[S, Event], S]
    decide: Callable[[Any, S, Context], Decision] | None = None
    key: Callable[[Any], str] = lambda command: command.id
    ID: ClassVar[str] = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$"

    def ref(self, id: str) -> Ref:
        return Ref(self.service, self.name, id)

    def at(self, id: str, event: Event) -> Elsewhere:
        """Records an event on the entity of this kind with this id: `FUND.at(fund, FundsReserved(…))`."""
        return Elsewhere(self, id, event)


def state_name(state: object) -> str:
    """The status as a person says it: `PaymentFailed` → "payment failed"."""
    name = type(state).__name__
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))
