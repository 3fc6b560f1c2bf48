"""`civikos provision`: what must exist before the services start: streams, buckets, MongoDB's users."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from shared.cli.home import Home
from shared.cli.reach import DEFAULT, Data, Reach, reach, reach_home
from shared.cli.screen import out
from shared.cli.secrets import mongo_password
from shared.cli.trouble import Trouble
from shared.kernel.log import LogError
from shared.kernel.provision import provision as provision_streams

READ_MODELS = ("portal", "reporting")
ROLES: dict[str, list[dict[str, str]]] = {
    "projector": [{"role": role, "db": db} for db in READ_MODELS for role in ("readWrite", "dbAdmin")],
    "outreach": [{"role": "read", "db": db} for db in READ_MODELS],
    "reader": [{"role": "read", "db": db} for db in READ_MODELS],
}
"""What each MongoDB user may do: the least it needs."""


async def provision(data: Data = DEFAULT) -> None:
    """Make streams and buckets, and MongoDB's users where passwords for them are set. Again is harmless.

    Reads CIVIKOS_NATS_URL, CIVIKOS_MONGO_URL (an administrator's) and CIVIKOS_MONGO_PASSWORD_<USER> for
    projector, outreach and reader. `civikos up` does the same by itself.
    """
    reached = reach(data)
    await _streams(reached)
    users = [user for user in ROLES if os.environ.get(mongo_password(user))]
    for user in users:
        await asyncio.to_thread(_user, reached.settings.mongo_url, user, os.environ[mongo_password(user)])
    out.print(f"Streams and buckets are there; MongoDB users: {', '.join(users) or 'none asked for'}.")


def provision_at(home: Home) -> Callable[[Mapping[str, str]], Awaitable[None]]:
    """For `civikos up`: the same on the servers that it has just started."""

    async def run(addresses: Mapping[str, str]) -> None:
        await _streams(reach_home(home))

    return run


async def _streams(reached: Reach) -> None:
    async with reached.nats() as nc:
        try:
            await provision_streams(nc)
        except LogError as error:
            raise Trouble(f"{error}.") from None


def _user(url: str, user: str, password: str) -> None:
    """Creates the user, or gives an existing one this password and these roles."""
    with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=20_000) as client:
        try:
            known = client.admin.command("usersInfo", user)["users"]
            command = "updateUser" if known else "createUser"
            client.admin.command(command, user, pwd=password, roles=ROLES[user])
        except PyMongoError as error:
            raise Trouble(f"MongoDB did not make the user {user}: {error}.") from None
