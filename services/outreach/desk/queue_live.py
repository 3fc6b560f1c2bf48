"""How does an open queue learn that something else waits for this person now? By server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime

from starlette.responses import Response, StreamingResponse

from services.outreach.desk.queue import mark, stands_at, waiting
from services.outreach.desk.visit import Visit
from services.outreach.portal.live import LOOKS, PAUSE
from services.outreach.projections.reporting.work_queue import Now
from shared.kernel.mongo import MongoError


async def stream(visit: Visit) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_marks(visit), media_type="text/event-stream", headers=headers)


async def _marks(visit: Visit) -> AsyncIterator[str]:
    """The mark of what waits, and again when it is another. Own items are read only when the queue moved."""
    db, told, moved = visit.tools.mongo.database("reporting"), "", -1
    for _ in range(LOOKS):
        with suppress(MongoError):  # the page says so when it is loaded again
            position = await stands_at(db, 0)
            if position != moved:
                now = Now.at(datetime.now(UTC), visit.language.zone)
                waits = mark(await waiting(db, visit.person, now))
                moved = position
                if waits != told:
                    yield f"event: waits\ndata: {waits}\n\n"
                    told = waits
        await asyncio.sleep(PAUSE)
