"""Which facts of outreach may the public read?"""

from __future__ import annotations

from services.outreach.projections.portal.public.row import Public
from shared.contracts import outreach
from shared.kernel.event import Event

PUBLIC: dict[type[Event], Public] = {
    outreach.HubOpened: Public("opened_on", ("host",), news=True),
    outreach.HubClosed: Public("closed_on", ("reason",), news=True),
}
