"""How do read models get into a real MongoDB without a log: folded in memory, checked by their schemas."""

from __future__ import annotations

from datetime import UTC, datetime

from services.outreach.projections import PROJECTIONS
from shared.kernel.mongo import Mongo
from shared.kernel.shape import validator
from shared.testing.recorded import Chronicle, folded

MOVED_AT = datetime(2016, 10, 1, 9, 30, tzinfo=UTC)


async def fill(mongo: Mongo, log: Chronicle) -> None:
    """Every read model anew, as a projector would leave it at the end of this log."""
    for projection in PROJECTIONS:
        db = mongo.database(projection.database)
        await db.drop(projection.name)
        await db.create(projection.name, validator(projection))
        await db.replace(projection.name, dict(folded(projection, log)))
    await stand_at(mongo, len(log))


async def stand_at(mongo: Mongo, position: int) -> None:
    for projection in PROJECTIONS:
        entry = {"$set": {"model": projection.name, "position": position, "at": MOVED_AT}}
        db = mongo.database(projection.database)
        await db.update("_projections", {"_id": projection.name}, entry, upsert=True)
