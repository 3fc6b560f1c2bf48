"""What do people and programs meet by HTTP? The desk, the API, and the public portal for all else."""

from __future__ import annotations

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from services.outreach.api.app import api
from services.outreach.desk.app import desk, tools
from services.outreach.doors import newsletter
from services.outreach.newsletter.giving import Giving
from services.outreach.portal.app import SHORTER, portal
from services.outreach.portal.forms import Forms
from services.outreach.portal.lag import Lags
from services.outreach.portal.pace import Pace
from services.outreach.portal.page import Licence
from services.outreach.portal.security import SecurityHeaders
from services.outreach.portal.site import Site
from shared.kernel.files import Files
from shared.kernel.process import Surroundings, mounted

log = structlog.get_logger()


def front(around: Surroundings) -> ASGIApp:
    def forms(site: Site) -> list[Route]:
        giving = Giving(around.handler, newsletter.DOORS, "newsletter")
        db = around.mongo.database("portal")
        return Forms(site, db, around.log, giving, around.settings, Pace()).routes()

    public = portal(
        around.mongo,
        zone=around.settings.zone,
        forms=forms,
        files=Files(around.nc),
        home=around.settings.public_url,
        lags=Lags(around.nc, around.codec),
        licence=Licence(around.settings.data_licence, around.settings.data_licence_url),
    )
    if not around.settings.desk_key.get_secret_value():
        log.warning("desk.closed", reason="CIVIKOS_DESK_KEY is not set: nobody can sign in")
        return public
    ours = tools(around)
    return Starlette(
        routes=[*desk(ours), mounted("/api", api(ours)), mounted("/", public)],
        middleware=[Middleware(SecurityHeaders), SHORTER],
    )
