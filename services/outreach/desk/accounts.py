"""Who is behind an e-mail address, and which roles do they hold now? Read from the log each time it matters.

So a role that was taken back is gone at the next click, and no copy of anybody's address is kept anywhere.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from nats.aio.client import Client

from shared.contracts import membership
from shared.kernel.entity import Actor, Grant
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.log import Log
from shared.kernel.provision import LOG_STREAM
from shared.kernel.subject import ROOT
from shared.kernel.veil import veiled


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in. `name` and `email` are None once the person is forgotten."""

    person: str
    name: str | None
    email: str | None
    grants: tuple[Grant, ...] = ()

    @property
    def actor(self) -> Actor:
        return Actor(self.person, self.grants)

    def holds(self, *roles: str) -> bool:
        return any(self.actor.holds(role) for role in roles)

    @property
    def shown(self) -> str:
        return self.name or self.person


class Accounts:
    def __init__(self, log: Log, secret: bytes) -> None:
        """`secret`: the key of `veil_key`, by which an address is recognised."""
        self._log, self._secret = log, secret

    async def of(self, person: str) -> Account | None:
        """None: there is no open account."""
        return account_of(await self._log.load(Ref("membership", "account", person)))

    async def at(self, email: str) -> Account | None:
        """The account whose address this is."""
        mailbox = veiled(self._secret, membership.address(email))
        person: str | None = None
        for recorded in await self._log.load(Ref("membership", "mailbox", mailbox)):
            match recorded.data:
                case membership.EmailClaimed(person=claimant):
                    person = claimant
                case membership.EmailReleased():
                    person = None
        return await self.of(person) if person else None

    async def everybody(self, nc: Client) -> list[Account]:
        """Every open account, by name: for the page of personas."""
        found = await asyncio.gather(*(self.of(person) for person in await _persons(nc)))
        return sorted((account for account in found if account), key=lambda account: account.shown)


def account_of(facts: Iterable[Recorded[Any]]) -> Account | None:
    """As these facts leave it."""
    account: Account | None = None
    for fact in facts:
        account = _after(account, fact.data)
    return account


def _after(account: Account | None, event: Event) -> Account | None:
    match event, account:
        case membership.AccountOpened(person=person, name=name, email=email), _:
            return Account(person, name.value, email.value)
        case membership.AddressChanged(email=email), Account():
            return replace(account, email=email.value)
        case membership.RoleGranted(role=role, bound_to=bound_to), Account():
            return replace(account, grants=(*account.grants, Grant(role, bound_to)))
        case membership.RoleRevoked(role=role, bound_to=bound_to), Account():
            left = tuple(g for g in account.grants if g != Grant(role, bound_to))
            return replace(account, grants=left)
        case ((membership.AccountClosed() | membership.PersonForgotten()), _):
            return None
        case _:
            return account


async def _persons(nc: Client) -> list[str]:
    wish = json.dumps({"subjects_filter": f"{ROOT}.membership.account.>"}).encode()
    reply = await nc.request(f"$JS.API.STREAM.INFO.{LOG_STREAM}", wish, timeout=5)
    subjects = json.loads(reply.data).get("state", {}).get("subjects") or {}
    return sorted({subject.split(".")[4] for subject in subjects})
