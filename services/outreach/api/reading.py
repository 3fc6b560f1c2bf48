"""How do programs read the read models? `portal` everybody, `reporting` by role; now, or as of a day."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import nats.errors
from nats.aio.client import Client
from starlette.requests import Request
from starlette.responses import Response

from services.outreach.api.answers import NoSuchEntry, NoSuchModel, answered
from services.outreach.api.query import Asked, Columns, asked
from services.outreach.exports.formats import FORMATS, TooLarge
from services.outreach.exports.reading import exported
from services.outreach.projections import PROJECTIONS, READERS
from shared.kernel.control import SUBJECT
from shared.kernel.log import Unavailable
from shared.kernel.matching import Sort, Where
from shared.kernel.mongo import Mongo
from shared.kernel.problem import Malformed, NotAllowed
from shared.kernel.projection import Projection
from shared.kernel.token import Verifier

PATIENCE, PAUSE = 5.0, 0.05
MODELS: Mapping[str, Projection] = {projection.full_name: projection for projection in PROJECTIONS}
PUBLIC = "portal"
LAST = date.max - timedelta(days=1)
"""The last day that is followed by another."""
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""RFC 3339; ISO 8601 knows other ways to write one."""


@dataclass(frozen=True)
class Reading:
    mongo: Mongo
    nc: Client
    verifier: Verifier
    columns: Mapping[str, Columns]
    zone: ZoneInfo

    def model(self, request: Request) -> Projection:
        """
        Raises:
            NoSuchModel, Unauthenticated, NotAllowed: see there.
        """
        return self._allowed(request, f"{request.path_params['database']}.{request.path_params['model']}")

    def _allowed(self, request: Request, name: str) -> Projection:
        if name not in MODELS:
            raise NoSuchModel(model=name)
        if MODELS[name].database != PUBLIC:
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            actor, _ = self.verifier.actor(token, datetime.now(UTC))
            if not any(actor.holds(role) for role in READERS[name]):
                raise NotAllowed(roles=" or ".join(READERS[name]))
        return MODELS[name]

    async def many(self, request: Request) -> Response:
        projection = self.model(request)
        wish = asked(self.columns[projection.full_name], request.query_params.multi_items())
        if wish.as_of is not None:
            past = await self._past(projection, wish.as_of, wish.where, wish.sort, wish.limit + 1)
            return answered({"as_of": past["as_of"], **_page(wish, past["items"])})
        position = await self._position(projection, wish.after)
        db = self.mongo.database(projection.database)
        found = await db.find(projection.name, wish.where, sort=wish.sort, limit=wish.limit + 1)
        return answered({"position": position, **_page(wish, found)})

    async def one(self, request: Request) -> Response:
        projection, id = self.model(request), request.path_params["id"]
        wish = asked(self.columns[projection.full_name], request.query_params.multi_items())
        if wish.as_of is not None:
            past = await self._past(projection, wish.as_of, {"_id": {"$eq": id}}, [("_id", 1)], 1)
            found = next(iter(past["items"]), None)
        else:
            await self._position(projection, wish.after)
            found = await self.mongo.database(projection.database).find_one(projection.name, {"_id": id})
        if found is None:
            raise NoSuchEntry(id=id, model=projection.full_name)
        return answered(found)

    async def file(self, request: Request) -> Response:
        """The whole read model as a table."""
        name, format = request.path_params["read_model"], request.path_params["format"]
        projection = self._allowed(request, name)
        if format not in FORMATS:
            raise NoSuchEntry(id=format, model=f"the formats: {', '.join(FORMATS)}")
        try:
            content = await exported(self.mongo.database(projection.database), projection, format)
        except TooLarge as reason:
            raise Malformed(why=str(reason)) from None
        kept = f'attachment; filename="{name}.{format}"'
        headers = {"Content-Disposition": kept, "Cache-Control": "no-store"}
        return Response(content, media_type=FORMATS[format].media_type, headers=headers)

    async def _position(self, projection: Projection, wanted: int) -> int:
        """How far the read model is; waits a little for the reader's own write."""
        db = self.mongo.database(projection.database)
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            entry = await db.find_one("_projections", {"_id": projection.name})
            position = int(entry["position"]) if entry else 0
            if position >= wanted or asyncio.get_running_loop().time() >= deadline:
                return position
            await asyncio.sleep(PAUSE)

    async def _past(
        self, projection: Projection, day: str, where: Where, sort: Sort, limit: int
    ) -> dict[str, Any]:
        """What the active projector folds from the log."""
        question = {
            "read_model": projection.full_name,
            "moment": self._end_of(day),
            "where": where,
            "sort": sort,
            "limit": limit,
        }
        try:
            reply = await self.nc.request(f"{SUBJECT}.as_of", json.dumps(question).encode(), timeout=20)
        except (nats.errors.Error, TimeoutError) as error:
            raise Unavailable(f"nobody folds the past now: {error!r}") from None
        found: dict[str, Any] = json.loads(reply.data)
        if "problem" in found:
            raise Unavailable(found["problem"])
        return found

    def _end_of(self, day: str) -> str:
        """The moment when the day is over, where the platform is."""
        try:
            last = date.fromisoformat(day if DAY.fullmatch(day) else "")
        except ValueError:
            raise Malformed(why="as_of is a day, like 2015-04-21") from None
        return datetime.combine(min(last, LAST) + timedelta(days=1), time.min, self.zone).isoformat()


def _page(wish: Asked, found: Sequence[Any]) -> dict[str, Any]:
    """One more than wanted was looked for, to know whether there is more."""
    shown = found[: wish.limit]
    return {"items": shown, "next": wish.next(shown[-1]) if len(found) > wish.limit else None}
