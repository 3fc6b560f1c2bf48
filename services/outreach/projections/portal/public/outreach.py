"""Which facts of outreach may the public read?"""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import outreach
from shared.kernel.event import Event


def _hub(data: outreach.HubEventHeld | outreach.MonthlyReturnFiled) -> Iterable[str]:
    return (f"hub:{data.hub}",)


PUBLIC: dict[type[Event], Public] = {
    outreach.HubOpened: Public("opened_on", ("host",), news=True),
    outreach.HubClosed: Public("closed_on", ("reason",), news=True),
    outreach.HubEventHeld: Public("held_on", ("hub", "title", "participants"), _hub, news=True),
    outreach.MonthlyReturnFiled: Public("filed_on", ("hub", "month", "enquiries", "answers"), _hub),
}
