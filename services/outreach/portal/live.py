"""How does an open page learn that something new is recorded? By server-sent events (HTML standard, 9.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from services.outreach.portal.standing import standing
from services.outreach.projections.portal.history import last_told
from shared.kernel.mongo import Database, MongoError

PAUSE = 1.0
"""Seconds between two looks, however many readers there are."""
LOOKS = 60
"""Then the stream ends, and the browser opens another: a process that is to stop waits for no reader."""


class Live:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._position, self._looked_at = 0, -PAUSE

    async def serve(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._moves(), media_type="text/event-stream", headers=headers)

    async def _moves(self) -> AsyncIterator[str]:
        """The position of the last event that the public is told, and again whenever there is a newer one."""
        told = None
        for _ in range(LOOKS):
            position = await self._look()
            if position != told:
                yield f"event: stands\ndata: {position}\n\n"
                told = position
            await asyncio.sleep(PAUSE)

    async def _look(self) -> int:
        now = asyncio.get_running_loop().time()
        if now - self._looked_at >= PAUSE:
            self._looked_at = now
            # a page says so when it is loaded again; the stream tells what it knows
            with suppress(MongoError):
                # only what every read model has: whoever loads the page again must find it there
                self._position = await last_told(self._db, (await standing(self._db)).position)
        return self._position
