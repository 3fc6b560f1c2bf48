"""Which commands are there? What every service has published, read again when it may have changed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client

from services.outreach.desk.forms.fields import spaced
from shared.kernel import catalogue
from shared.kernel.entity import Actor

FRESH = 5.0
"""Seconds: a service that starts with new commands is seen after so long."""


@dataclass(frozen=True)
class Offer:
    """One command, as its service describes it."""

    service: str
    command: str
    entity: str
    key: str | None
    """The field that names the entity, if one field does."""
    help: str
    roles: tuple[tuple[str, str | None], ...]
    """Role, and the thing that it must be held for."""
    schema: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.service}.{self.command}"

    @property
    def words(self) -> str:
        """ "RecordAttendance" → "Record attendance"."""
        return spaced(self.command)

    def open_to(self, actor: Actor) -> bool:
        """Some role of this person may give it; for which thing, its service decides."""
        return any(actor.holds(role) for role, _ in self.roles)


class Commands:
    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._offers: dict[str, Offer] = {}
        self._read_at = -FRESH

    async def all(self) -> dict[str, Offer]:
        """By "service.Command"; those that only the platform gives are left out."""
        if time.monotonic() - self._read_at >= FRESH:
            self._offers = {offer.name: offer for offer in _offers(await catalogue.read(self._nc))}
            self._read_at = time.monotonic()
        return self._offers

    async def one(self, name: str) -> Offer | None:
        return (await self.all()).get(name)


def _offers(catalogues: Iterable[dict[str, Any]]) -> Iterable[Offer]:
    for service in catalogues:
        for row in service["commands"]:
            if not row["system"]:
                roles = tuple((role["role"], role["own"]) for role in row["roles"])
                yield Offer(
                    service["service"],
                    row["command"],
                    row["entity"],
                    row.get("key"),
                    row["help"],
                    roles,
                    row["schema"],
                )
