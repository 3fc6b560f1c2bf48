"""How does a program give a command? With its own bearer token, and a key under which repeating is safe."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from services.outreach.api.answers import NotJson, TooLong, answered, told
from services.outreach.desk.commands import Commands
from services.outreach.desk.giving import Giver
from shared.kernel.problem import Malformed, UnknownCommand

LONGEST = 1_000_000
KEY = "Idempotency-Key"
KEYS = re.compile("[!-~]{1,128}")


@dataclass(frozen=True)
class Giving:
    commands: Commands
    giver: Giver

    async def give(self, request: Request) -> Response:
        """
        Raises:
            UnknownCommand, NotJson, TooLong, Malformed: see there.
        """
        service, command = request.path_params["service"], request.path_params["command"]
        if await self.commands.one(f"{service}.{command}") is None:
            raise UnknownCommand(command=f"{service}.{command}")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise NotJson
        key = request.headers.get(KEY, str(uuid.uuid4()))
        if not KEYS.fullmatch(key):
            raise Malformed(why="an idempotency key is 1 to 128 printable ASCII characters without a space")
        body = await request.body()
        if len(body) > LONGEST:
            raise TooLong(most=LONGEST)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not (token.isascii() and token.isprintable()):
            token = ""
        reply = await self.giver.passed_on(service, command, body, key, token)
        if "status" in reply:
            return told(reply)
        return answered(reply, headers={KEY: key})
