"""How does a command of a person go to the service that decides it, and what comes back?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import nats.errors
from nats.aio.client import Client

from shared.kernel.entity import Actor
from shared.kernel.token import SHORT_LIFE, issue

PATIENCE = 20.0
AWAY = {
    "type": "urn:civikos:problem:unavailable",
    "title": "Unavailable",
    "status": 503,
    "detail": "The service does not answer now. Nothing you sent was lost: try again; it is done once.",
}
NOBODY = {
    "type": "urn:civikos:problem:unknown-command",
    "title": "Unknown command",
    "status": 404,
    "detail": "There is no such command here, or its service is down. The catalogue lists those there are.",
}

Reply = dict[str, Any]
"""What was recorded, or a problem (RFC 9457): that has a `status`."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Signs for the person who is signed in, and asks."""

    nc: Client
    key: str
    issuer: str

    def token(self, actor: Actor) -> str:
        """For minutes, with the roles that the person holds at this moment."""
        return issue(self.key, actor.person, actor.grants, issuer=self.issuer, lifetime=SHORT_LIFE)

    async def give(self, service: str, command: str, body: Any, id: str, actor: Actor) -> Reply:
        return await self.passed_on(service, command, json.dumps(body).encode(), id, self.token(actor))

    async def passed_on(self, service: str, command: str, body: bytes, id: str, token: str) -> Reply:
        """A command with the token of whoever sends it."""
        headers = {"Authorization": f"Bearer {token}", "Civikos-Command-Id": id}
        return await self._asked(f"civikos.command.{service}.{command}", body, headers)

    async def ask(self, service: str, entity: str, id: str, actor: Actor) -> Reply:
        """The state of an entity, and the commands that this person may give it now."""
        headers = {"Authorization": f"Bearer {self.token(actor)}"}
        body = json.dumps({"entity": entity, "id": id}).encode()
        return await self._asked(f"civikos.ask.{service}", body, headers)

    async def _asked(self, subject: str, body: bytes, headers: dict[str, str]) -> Reply:
        try:
            message = await self.nc.request(subject, body, PATIENCE, headers=headers)
        except nats.errors.NoRespondersError:
            return dict(NOBODY)
        except (nats.errors.Error, TimeoutError, OSError):
            return dict(AWAY)
        reply: Reply = json.loads(message.data)
        return reply
