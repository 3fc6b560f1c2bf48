"""How does a read model become a table: which documents, at which position?"""

from __future__ import annotations

import asyncio

from services.outreach.exports.formats import FORMATS, Table
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection


async def table(db: Database, projection: Projection) -> Table:
    """The position is read first: the documents have at least everything up to it."""
    entry = await db.find_one("_projections", {"_id": projection.name})
    documents = await db.find(projection.name, sort=[("_id", 1)])
    return Table(projection, documents, int(entry["position"]) if entry else 0)


async def exported(db: Database, projection: Projection, format: str) -> bytes:
    """Written aside, so that others need not wait.

    Raises:
        KeyError: there is no such format.
        TooLarge: see there.
    """
    write = FORMATS[format].write
    return await asyncio.to_thread(write, await table(db, projection))
