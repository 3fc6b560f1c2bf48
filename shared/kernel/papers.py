"""How does a service hand out a paper: a file made of one entity, for those who may have it?

`civikos.paper.<service>.<Name>` with a bearer token and the fields that ask for it. The service makes the
paper anew each time from the log, so what must not be kept anywhere, an account number for example, is opened
only here and only for whoever may read it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import nats.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from pydantic import ValidationError

from shared.kernel.access import Role
from shared.kernel.connection import may_answer
from shared.kernel.entity import Command, Entity
from shared.kernel.handler import Handler
from shared.kernel.log import Unavailable
from shared.kernel.problem import CONTENT_TYPE, Invalid, NotAllowed, Problem, problem
from shared.kernel.token import Verifier

PATIENCE = 20.0
NAME = "Civikos-File-Name"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class File:
    """What is handed out."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Paper:
    """One row of a service's table: what is asked for, of which entity, how it is made, and for whom."""

    asked: type[Command]
    entity: Entity[Any]
    make: Callable[[Any, Any], File]
    """Of what was asked and the entity's state; raises a refusal if there is no such paper."""
    roles: tuple[Role, ...]

    @property
    def name(self) -> str:
        return self.asked.__name__


class Refused(Exception):
    """The paper is not handed out; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.detail)


def subject(service: str, paper: str) -> str:
    return f"civikos.paper.{service}.{paper}"


async def hand_out(
    nc: Client, service: str, papers: tuple[Paper, ...], handler: Handler, verifier: Verifier
) -> None:
    """Answers from now on, one process of the service for each request."""
    for paper in papers:
        await nc.subscribe(
            subject(service, paper.name), queue=service, cb=_answering(nc, paper, handler, verifier)
        )


def _answering(nc: Client, paper: Paper, handler: Handler, verifier: Verifier) -> Callable[[Msg], Any]:
    async def answer(message: Msg) -> None:
        if not may_answer(message.reply):
            return
        try:
            file, by = await _made(paper, handler, verifier, message)
        except Exception as error:
            said = problem(error)
            level = log.error if said.status == 500 else log.info
            level("paper.refused", paper=paper.name, problem=said.type, exc_info=said.status == 500)
            reply, headers = said.model_dump_json().encode(), {"content-type": CONTENT_TYPE}
        else:
            log.info("paper.made", paper=paper.name, file=file.name, by=by)
            reply, headers = file.content, {"content-type": file.media_type, NAME: file.name}
        await nc.publish(message.reply, reply, headers=headers)

    return answer


async def _made(paper: Paper, handler: Handler, verifier: Verifier, message: Msg) -> tuple[File, str]:
    token = (message.headers or {}).get("Authorization", "").removeprefix("Bearer ")
    actor, _ = verifier.actor(token, datetime.now(UTC))
    try:
        asked = paper.asked.model_validate_json(message.data)
    except ValidationError as error:
        raise Invalid(error) from None
    folded = await handler.look(paper.entity, paper.entity.key(asked))
    if not any(role.allows(actor, asked, folded.state) for role in paper.roles):
        raise NotAllowed(roles=" or ".join(map(str, paper.roles)))
    return await asyncio.to_thread(paper.make, asked, folded.state), actor.person


async def fetch(nc: Client, service: str, paper: str, token: str, **asked: object) -> File:
    """A paper, for the person of the token.

    Raises:
        Refused: it is not handed out.
        Unavailable: the service does not answer.
    """
    headers = {"Authorization": f"Bearer {token}"}
    try:
        message = await nc.request(
            subject(service, paper), json.dumps(asked).encode(), PATIENCE, headers=headers
        )
    except (nats.errors.Error, TimeoutError, OSError) as error:
        raise Unavailable(f"{service} does not answer") from error
    told = message.headers or {}
    if told.get("content-type") == CONTENT_TYPE:
        raise Refused(Problem.model_validate_json(message.data))
    return File(told.get(NAME, paper), told.get("content-type", ""), message.data)
