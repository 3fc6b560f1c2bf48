"""What is an event, what is its permanent name, and how does an old payload become today's?"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any, ClassVar, Generic, NamedTuple

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypeVar

Payload = dict[str, Any]
Upcast = Callable[[Payload], Payload]


class Event(BaseModel):
    """A fact in the past tense. Its `type_name` is chosen once and never changes; the class may move.

    A subclass states its name, and, when its payload has changed, its revision and the functions that
    lift the payload of each earlier revision by one: `class X(Event, name="a.X", revision=2, upcasts=(f,))`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    type_name: ClassVar[str] = ""
    revision: ClassVar[int] = 1
    upcasts: ClassVar[tuple[Upcast, ...]] = ()

    def __init_subclass__(
        cls, *, name: str = "", revision: int = 1, upcasts: tuple[Upcast, ...] = (), **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        if len(upcasts) != revision - 1:
            raise TypeError(f"{cls.__name__}: revision {revision} needs {revision - 1} upcasts")
        cls.type_name, cls.revision, cls.upcasts = name, revision, upcasts


class Ref(NamedTuple):
    """The address of one entity: which service, which kind, which id."""

    service: str
    entity: str
    id: str

    def __str__(self) -> str:
        return f"{self.service}.{self.entity}.{self.id}"


E = TypeVar("E", bound=Event, default=Event)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E]):
    """An event as it stands in the log: the fact (`data`) and its envelope."""

    data: E
    ref: Ref
    version: int
    """1, 2, 3 … within the entity."""
    position: int
    """Place in the whole log: the stream sequence."""
    id: str
    at: datetime
    """The moment the fact speaks of (business time)."""
    recorded_at: datetime
    """The moment it was written down; differs from `at` when history is entered late."""
    by: str
    command: str
    """Id of the command that caused it."""
    command_name: str
    correlation: str
    causation: str
    chain: str = ""
    """Hash over this event and all earlier ones of the entity."""


class Vocabulary(Mapping[str, type[Event]]):
    """Every event type that may stand in the log, by its permanent name."""

    def __init__(self, types: Iterable[type[Event]]) -> None:
        self._types: dict[str, type[Event]] = {}
        for type_ in types:
            if not type_.type_name or type_.type_name in self._types:
                raise TypeError(f"{type_.__name__}: event name {type_.type_name!r} is empty or taken")
            self._types[type_.type_name] = type_

    @classmethod
    def of(cls, *modules: ModuleType) -> Vocabulary:
        """Collects the event classes that these modules, or the modules of these packages, define."""
        return cls(
            type_
            for module in modules
            for _, type_ in inspect.getmembers(module, inspect.isclass)
            if issubclass(type_, Event) and f"{type_.__module__}.".startswith(f"{module.__name__}.")
        )

    def __getitem__(self, name: str) -> type[Event]:
        return self._types[name]

    def __iter__(self) -> Any:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)


def lift(type_: type[Event], payload: Payload, revision: int) -> Payload:
    """Turns a payload of an earlier revision into today's shape; the log itself is never rewritten."""
    for upcast in type_.upcasts[revision - 1 :]:
        payload = upcast(payload)
    return payload
