"""Which address of the API does what? The table, and the application around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.outreach.api.answers import answered, failed, not_routed, refused
from services.outreach.api.document import document
from services.outreach.api.giving import Giving
from services.outreach.api.query import Columns
from services.outreach.api.reading import MODELS, Reading
from services.outreach.desk.visit import Tools
from shared.kernel.entity import Refusal
from shared.kernel.log import Unavailable
from shared.kernel.mongo import MongoError
from shared.kernel.token import Verifier

log = structlog.get_logger()
Endpoint = Callable[[Request], Awaitable[Response]]


def api(tools: Tools) -> Starlette:
    """To be mounted at /api."""
    settings = tools.settings
    columns = {name: Columns.of(projection) for name, projection in MODELS.items()}
    verifier = Verifier(settings.token_keys, settings.token_issuer)
    reading = Reading(tools.mongo, tools.giver.nc, verifier, columns, settings.zone)
    giving = Giving(tools.commands, tools.giver)

    async def described(request: Request) -> Response:
        offers = (await tools.commands.all()).values()
        return answered(document(offers, columns, settings.public_url), headers={"Cache-Control": "no-cache"})

    return Starlette(
        routes=[
            Route("/openapi.json", _safely(described), methods=["GET"]),
            Route(
                "/{database:str}/{model:str}",
                _either(_safely(reading.many), _safely(giving.give)),
                methods=METHODS,
            ),
            Route("/files/{read_model:str}/{format:str}", _safely(reading.file), methods=["GET"]),
            Route("/{database:str}/{model:str}/{id:str}", _safely(reading.one), methods=["GET"]),
        ],
        exception_handlers={HTTPException: not_routed, Exception: failed},
    )


METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
"""All reach the row, which then says which one is right."""
DATABASES = {projection.database for projection in MODELS.values()}


def _either(read: Endpoint, give: Endpoint) -> Endpoint:
    """A read model is read, a command is given: the first part of the address says which it is."""

    async def serve(request: Request) -> Response:
        first, second = request.path_params["database"], request.path_params["model"]
        wanted = ("GET", "HEAD") if first in DATABASES else ("POST",)
        if request.method not in wanted:
            raise HTTPException(405, headers={"Allow": ", ".join(wanted)})
        request.path_params.update(service=first, command=second)
        return await (read if "GET" in wanted else give)(request)

    return serve


def _safely(endpoint: Endpoint) -> Endpoint:
    async def serve(request: Request) -> Response:
        try:
            return await endpoint(request)
        except (Refusal, Unavailable) as no:
            return refused(no)
        except MongoError as error:
            log.error("api.database_failed", path=request.url.path, error=repr(error))
            return refused(Unavailable("the read models do not answer"))

    return serve
