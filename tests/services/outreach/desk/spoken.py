"""What do the services say that the desk shows to people? Every sentence and word to be translated."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.desk import facts, giving
from services.outreach.desk.forms.fields import Builder, called, everywhere, humanised
from services.outreach.desk.forms.shape import command_shape
from services.outreach.exports.dictionary import about, columns
from services.outreach.main import SERVICE as OUTREACH
from services.outreach.projections import PORTAL, REPORTING
from shared.contracts import VOCABULARY
from shared.kernel.catalogue import catalogue
from shared.kernel.entity import Entity, Refusal, state_name
from shared.kernel.event import Event
from shared.kernel.problem import AWAY, UNEXPECTED
from shared.kernel.projection import Projection
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
    for refusal in refusals():
        yield refusal.__module__.split(".")[1], [sentence(refusal)]
    yield "kernel", [AWAY, UNEXPECTED, giving.AWAY["detail"], giving.NOBODY["detail"]]
    for model in (*PORTAL, *REPORTING):
        yield "outreach", _model(model)
        yield "outreach", [about(model), *(column.meaning for column in columns(model))]
    for event in VOCABULARY.values():
        yield event.type_name.partition(".")[0], _event(event)


def _commands(service: Service) -> Iterator[str]:
    for row in catalogue(service)["commands"]:
        yield facts.words(row["command"])
        if not row["system"]:
            yield row["help"]
            yield from _form(row["schema"])


def _form(schema: dict[str, Any]) -> Iterator[str]:
    for field in everywhere(Builder({}, {}).fields(command_shape(schema))):
        if field.kind == "language":
            continue
        yield field.label
        yield field.hint
        if field.of not in facts.LANGUAGES:
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
    for name, schema in facts.properties(event):
        yield called(name)
        if name not in facts.LANGUAGES:
            yield from (humanised(code) for code in facts.codes(schema))


def _model(model: Projection) -> Iterator[str]:
    yield model.title


def refusals() -> list[type[Refusal]]:
    """Those of the platform, not those that tests make."""
    return [kind for kind in _subclasses(Refusal) if kind.__module__.startswith(("services.", "shared."))]


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def sentence(refusal: type[Refusal]) -> str:
    return " ".join(inspect.cleandoc(refusal.__doc__ or "").split())
