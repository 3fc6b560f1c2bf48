"""What can an operator ask the active projector? JSON requests on `civikos.control.projector.<question>`.

status {} · rebuild {read_model} · parked {read_model?, ref?} · retry {read_model, ref} ·
as_of {read_model, moment, where, sort, limit}
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.kernel import parking
from shared.kernel.connection import may_answer
from shared.kernel.event import Ref
from shared.kernel.matching import fits, in_order
from shared.kernel.rebuild import Keeper

log = structlog.get_logger()

SUBJECT = "civikos.control.projector"

Keepers = Mapping[str, Keeper]
Question = dict[str, Any]
Answer = dict[str, Any]


class Unanswerable(Exception):
    """The question names something that is not there."""


async def status(keepers: Keepers, question: Question) -> Answer:
    standings = [keeper.standing() for keeper in keepers.values()]
    return {"read_models": [standing.as_dict() for standing in standings if standing]}


async def rebuild(keepers: Keepers, question: Question) -> Answer:
    keeper = _keeper(keepers, question)
    keeper.rebuild()
    return {"rebuilding": keeper.projection.full_name}


async def parked(keepers: Keepers, question: Question) -> Answer:
    asked = [_keeper(keepers, question)] if question.get("read_model") else list(keepers.values())
    if question.get("ref"):
        ref = _ref(question)
        return {"parked": [one for k in asked for one in await parking.shown(k.generations, ref)]}
    return {"parked": [one for k in asked for one in await parking.listed(k.generations)]}


async def retry(keepers: Keepers, question: Question) -> Answer:
    error = await _keeper(keepers, question).retry(_ref(question))
    return {"unparked": not error, "error": error}


async def as_of(keepers: Keepers, question: Question) -> Answer:
    """A read model as it was at a moment, folded from the log: what fits, in the order asked for."""
    keeper, moment = _keeper(keepers, question), datetime.fromisoformat(question["moment"])
    where, sort = question.get("where", {}), question.get("sort", [("_id", 1)])
    documents = [{**document, "_id": id} for id, document in (await keeper.as_of(moment)).items()]
    found = in_order([document for document in documents if fits(document, where)], sort)
    return {"as_of": moment.isoformat(), "items": found[: int(question.get("limit", 50))]}


QUESTIONS: Mapping[str, Callable[[Keepers, Question], Awaitable[Answer]]] = {
    "status": status,
    "rebuild": rebuild,
    "parked": parked,
    "retry": retry,
    "as_of": as_of,
}


@asynccontextmanager
async def answering(nc: Client, keepers: Keepers) -> AsyncIterator[None]:
    """Answers the questions while inside."""

    async def answer(message: Msg) -> None:
        if not may_answer(message.reply):
            return
        answer = await _answer(keepers, message)
        await message.respond(json.dumps(answer, default=str).encode())

    subscription = await nc.subscribe(f"{SUBJECT}.*", cb=answer)
    try:
        yield
    finally:
        if not nc.is_closed:
            await subscription.unsubscribe()


async def _answer(keepers: Keepers, message: Msg) -> Answer:
    name = message.subject.rsplit(".", 1)[-1]
    try:
        if name not in QUESTIONS:
            raise Unanswerable(f"ask one of: {', '.join(QUESTIONS)}")
        return await QUESTIONS[name](keepers, json.loads(message.data or b"{}"))
    except Unanswerable as reason:
        return {"problem": str(reason)}
    except Exception as error:  # the operator learns that it failed, the log learns why
        log.error("control.failed", question=name, error=repr(error))
        return {"problem": "that failed; the projector's log says why"}


def _keeper(keepers: Keepers, question: Question) -> Keeper:
    name = str(question.get("read_model", ""))
    if name not in keepers:
        raise Unanswerable(f"there is no read model {name!r}; there are: {', '.join(sorted(keepers))}")
    return keepers[name]


def _ref(question: Question) -> Ref:
    parts = str(question.get("ref", "")).split(".", 2)
    if len(parts) != 3:
        raise Unanswerable("name the entity as service.entity.id")
    return Ref(*parts)
