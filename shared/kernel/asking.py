"""In which state is an entity, and which commands may this person give it now? Any surface may ask.

`civikos.ask.<service>` with a bearer token and `{"entity": …, "id": …}`. What is possible is found by trying:
`decide` is pure, so each command is put to it with nothing but its id in it. A refusal that looked at nothing
in the command would come whatever the person writes: it is not possible now. Any other answer leaves it open.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from shared.kernel.access import Door, Role
from shared.kernel.connection import may_answer
from shared.kernel.entity import Actor, Command, Context, Missing, NotNow, Refusal, state_name
from shared.kernel.folding import Folded
from shared.kernel.handler import Handler
from shared.kernel.problem import Invalid, Malformed, problem
from shared.kernel.service import Service
from shared.kernel.token import Verifier

log = structlog.get_logger()
VARIANTS = 12
"""Forms of a command that are tried at most: a rule may look at a yes or no in it."""


QUESTIONS = 8
"""Rounds in which a decision may ask for other entities."""


class Question(BaseModel):
    entity: str
    id: str


async def answer_questions(
    nc: Client, service: Service, handler: Handler, verifier: Verifier, zone: ZoneInfo
) -> None:
    """Answers from now on, one process of the service for each question."""

    async def asked(message: Msg) -> None:
        if not may_answer(message.reply):
            return
        try:
            token = (message.headers or {}).get("Authorization", "").removeprefix("Bearer ")
            actor, at = verifier.actor(token, datetime.now(UTC))
            answer = await answered(service, handler, _question(message), actor, at, zone)
        except Exception as error:
            answer = problem(error).model_dump(mode="json")
            log.info("question.refused", problem=answer["type"])
        await message.respond(json.dumps(answer).encode())

    await nc.subscribe(f"civikos.ask.{service.name}", queue=service.name, cb=asked)


def _question(message: Msg) -> Question:
    try:
        return Question.model_validate_json(message.data)
    except ValidationError as error:
        raise Invalid(error) from None


async def answered(
    service: Service, handler: Handler, question: Question, actor: Actor, at: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    doors = [door for door in service.doors if door.entity.name == question.entity]
    if not doors:
        raise Malformed(why=f"there is nothing called {question.entity} in {service.name}")
    folded = await handler.look(doors[0].entity, question.id)
    trial = _Trial(handler, folded, Context(actor=actor, at=at, zone=zone, states={folded.ref: folded.state}))
    return {
        "state": state_name(folded.state),
        "version": folded.version,
        "position": folded.position,
        "commands": [door.name for door in doors if await trial.allows(door)],
    }


class _Trial:
    """Puts commands to one entity's `decide`; what it asks for is loaded once for all of them."""

    def __init__(self, handler: Handler, folded: Folded, ctx: Context) -> None:
        self._handler, self._folded, self._ctx = handler, folded, ctx

    async def allows(self, door: Door) -> bool:
        given = {key: self._folded.ref.id} if (key := key_field(door)) else {}
        if not any(_may(role, self._ctx.actor, given, self._folded.state) for role in door.roles):
            return False
        looked: list[bool] = []
        for command in _variants(door.command, given, looked):
            if await self._accepts(door, command, looked):
                return True
        return False

    async def _accepts(self, door: Door, command: Command, looked: list[bool]) -> bool:
        """A refusal that looked at nothing in the command would come whatever the person writes."""
        assert door.entity.decide is not None
        for _ in range(QUESTIONS):
            looked.clear()
            try:
                door.entity.decide(command, self._folded.state, self._ctx)
            except NotNow:
                return False
            except Refusal:
                return bool(looked)
            except Missing as missing:
                if not await self._load(missing):
                    return True
            except Exception:  # it reads what nobody has said yet
                return True
            else:
                return True
        return True

    async def _load(self, missing: Missing) -> bool:
        """False: which one it asks for depends on what the person will write."""
        if not all(isinstance(id, str) for _, id in missing.refs):
            return False
        found = [await self._handler.look(entity, id) for entity, id in missing.refs]
        states = {**self._ctx.states, **{each.ref: each.state for each in found}}
        self._ctx = replace(self._ctx, states=states)
        return True


def _may(role: Role, actor: Actor, given: dict[str, Any], state: object) -> bool:
    """As the door will see it; where neither command nor state names the bound thing, the role is enough."""
    if role.binding is None:
        return actor.holds(role.name)
    bound = given.get(role.binding) or getattr(state, role.binding, None)
    return bound in actor.bound(role.name) if bound else actor.holds(role.name)


class Unsaid:
    """Stands in a command for what nobody has said yet: equal to nothing, neither more nor less.

    Whoever compares it is noted in `looked`.
    """

    def __init__(self, looked: list[bool]) -> None:
        self._looked = looked

    def _no(self, other: object) -> bool:
        self._looked.append(True)
        return False

    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = _no

    def __hash__(self) -> int:
        self._looked.append(True)
        return 0

    def __bool__(self) -> bool:
        self._looked.append(True)
        return True


def _variants(type_: type[Command], given: dict[str, Any], looked: list[bool]) -> Iterator[Command]:
    """The command with every choice that a rule may look at, then the same with less written in it."""
    fields = {name: field for name, field in type_.model_fields.items() if name not in given}
    choices = {name: _choices(field.annotation) or (Unsaid(looked),) for name, field in fields.items()}
    yield from _combined(type_, given, choices)
    empty = {name: (None,) for name, field in fields.items() if _may_be_empty(field)}
    if empty:
        yield from _combined(type_, given, choices | empty)


def _combined(
    type_: type[Command], given: dict[str, Any], choices: dict[str, tuple[Any, ...]]
) -> Iterator[Command]:
    for chosen in itertools.islice(itertools.product(*choices.values()), VARIANTS):
        yield type_.model_construct(**dict(zip(choices, chosen, strict=True)), **given)


def _may_be_empty(field: FieldInfo) -> bool:
    return field.default is None and not _choices(field.annotation)


def _choices(annotation: Any) -> tuple[Any, ...]:
    """What the field can hold, where that is little."""
    if annotation is bool:
        return (True, False)
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return tuple(itertools.chain.from_iterable(_choices(part) for part in get_args(annotation)))
    return ()


class _Names:
    """Answers each attribute with its name in brackets."""

    def __getattr__(self, name: str) -> str:
        return f"<{name}>"


def key_field(door: Door) -> str | None:
    """The field that names the entity; None if the id is made of several, or is always the same."""
    try:
        key = door.entity.key(_Names())
    except Exception:  # a key that is computed of more than names
        return None
    field = key[1:-1] if isinstance(key, str) and key.startswith("<") else ""
    return field if field in door.command.model_fields else None
