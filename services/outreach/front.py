"""What do people meet by HTTP? The desk, and the public portal for everything else."""

from __future__ import annotations

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from services.outreach.desk.app import desk, tools
from services.outreach.portal.app import portal
from services.outreach.portal.security import SecurityHeaders
from shared.kernel.process import Surroundings

log = structlog.get_logger()


def front(around: Surroundings) -> ASGIApp:
    public = portal(around.mongo, zone=around.settings.zone)
    if not around.settings.desk_key.get_secret_value():
        log.warning("desk.closed", reason="CIVIKOS_DESK_KEY is not set: nobody can sign in")
        return public
    return Starlette(
        routes=[*desk(tools(around)), Mount("/", public)], middleware=[Middleware(SecurityHeaders)]
    )
