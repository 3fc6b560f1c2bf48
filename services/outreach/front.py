"""What do people meet by HTTP? The public portal."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.outreach.portal.app import portal
from shared.kernel.process import Surroundings


def front(around: Surroundings) -> ASGIApp:
    return portal(around.mongo, zone=around.settings.zone)
