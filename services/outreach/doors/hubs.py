"""Who may give which command about hubs?"""

from __future__ import annotations

from services.outreach.domain.hub import HUB, CloseHub, OpenHub
from shared.contracts.roles import SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(OpenHub, HUB, SECRETARIAT),
    door(CloseHub, HUB, SECRETARIAT),
)
