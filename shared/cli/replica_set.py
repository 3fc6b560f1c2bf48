"""Is the mongod on this port a primary yet?"""

from __future__ import annotations

import asyncio
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from shared.embedded.replica_set import configure


async def primary(port: int) -> bool:
    """Whether the mongod on this port is a writable primary; takes it there if it is not."""
    return await asyncio.to_thread(_primary, port)


async def is_primary(url: str) -> bool:
    """Whether a writable primary answers; changes nothing."""
    return await asyncio.to_thread(_is_primary, url)


def _is_primary(url: str) -> bool:
    with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=2000) as client:
        try:
            return bool(client.admin.command("hello").get("isWritablePrimary"))
        except PyMongoError:
            return False


def _primary(port: int) -> bool:
    member = f"127.0.0.1:{port}"
    with MongoClient[dict[str, Any]](
        f"mongodb://{member}", directConnection=True, serverSelectionTimeoutMS=1000
    ) as client:
        try:
            hello = client.admin.command("hello")
            if not hello.get("isWritablePrimary"):
                configure(client, member)
            return bool(hello.get("isWritablePrimary"))
        except PyMongoError:
            return False
