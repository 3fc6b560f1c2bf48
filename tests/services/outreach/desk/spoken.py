"""What do the services say that the desk shows to people: every sentence and word that is to be translated?"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.desk import facts
from services.outreach.desk.commands import Offer
from services.outreach.desk.forms.fields import Builder, everywhere, humanised
from services.outreach.desk.forms.shape import command_shape
from services.outreach.main import SERVICE as OUTREACH
from shared.contracts import VOCABULARY
from shared.kernel.catalogue import catalogue
from shared.kernel.entity import Entity, Refusal, state_name
from shared.kernel.event import Event
from shared.kernel.service import Service

SERVICES = (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH)


def spoken() -> dict[str, str]:
    """Each message with the service that says it first."""
    said: dict[str, str] = {}
    for name, messages in _all():
        for message in messages:
            said.setdefault(message, name)
    said.pop("", None)
    return said


def _all() -> Iterator[tuple[str, Iterable[str]]]:
    for service in SERVICES:
        yield service.name, _commands(service)
        yield service.name, _entities(service)
    for refusal in _subclasses(Refusal):
        place = refusal.__module__.split(".")
        yield place[1], [sentence(refusal)]
    for event in VOCABULARY.values():
        yield event.type_name.partition(".")[0], _event(event)


def _commands(service: Service) -> Iterator[str]:
    for row in catalogue(service)["commands"]:
        if row["system"]:
            continue
        yield row["help"]
        yield Offer(service.name, row["command"], row["entity"], row["key"], "", (), {}).words
        for field in everywhere(Builder({}, {}).fields(command_shape(row["schema"]))):
            if field.kind != "language":
                yield field.label
            yield field.hint
            yield from (words for _, words in field.choices)


def _entities(service: Service) -> Iterator[str]:
    for entity in {door.entity.ref("x").entity: door.entity for door in service.doors}.values():
        yield humanised(entity.name)
        yield from (state_name(state) for state in states(entity))


def states(entity: Entity[Any]) -> list[Any]:
    """The kinds of state, each as an instance without content."""
    hint = get_type_hints(entity.evolve)["return"]
    kinds = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    return [kind.__new__(kind) for kind in kinds]


def _event(event: type[Event]) -> Iterator[str]:
    yield facts.words(event.type_name)
    for schema in _objects(event.model_json_schema()):
        for name, property_ in schema["properties"].items():
            yield humanised(name)
            yield from (humanised(str(value)) for value in _values(property_))


def _objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (s for s in (schema, *schema.get("$defs", {}).values()) if "properties" in s)


def _values(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema.get("enum", ())
    if isinstance(schema.get("const"), str):
        yield schema["const"]
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from _values(inner)


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def sentence(refusal: type[Refusal]) -> str:
    return " ".join(inspect.cleandoc(refusal.__doc__ or "").split())
