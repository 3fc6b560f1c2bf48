"""How much is asked at each hub, and is it answered?"""

from __future__ import annotations

from urllib.parse import quote

from services.outreach.portal.charts.chart import Chart, Column, Rows, alphabetical, number
from services.outreach.portal.charts.shapes import stacked
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask
from services.outreach.projections.portal import hubs
from services.outreach.projections.portal.territory import places

ANSWERED, OPEN = N_("Answered"), N_("Not answered yet")


async def _by_hub(ask: Ask) -> Rows:
    towns, rows = (await places(ask.db)).municipalities, Rows()
    for hub in await hubs.everyone(ask.db):
        town = ask.language.plain(towns.get(hub["seat"], {"en": hub["seat"]}))
        asked, answers = (
            sum(month[figure] for month in hub["months"]) for figure in ("enquiries", "answers")
        )
        for order, (state, n) in enumerate(((ANSWERED, answers), (OPEN, asked - answers))):
            if n:
                said = str(ask.language.say(state))
                to = f"hubs/{quote(hub['_id'])}"
                rows.append({"hub": town, "state": said, "enquiries": n, "order": order, "to": to})
    return alphabetical(rows, "hub")


BY_HUB = Chart(
    id="enquiries-by-hub",
    title=N_("Enquiries at the information centres"),
    unit=N_("enquiries since the opening"),
    source=N_("Counted from the enquiries and answers that the centres logged."),
    columns=(
        Column("hub", N_("Municipality")),
        Column("state", N_("State")),
        Column("enquiries", N_("Enquiries"), number),
    ),
    rows=_by_hub,
    marks=lambda rows, language: stacked(rows, "hub", "enquiries", "state"),
)
