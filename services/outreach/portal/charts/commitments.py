"""What does each institution owe, and how does it stand?"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from services.outreach.portal.charts.chart import Chart, Column, Rows, alphabetical, number
from services.outreach.portal.charts.shapes import stacked
from services.outreach.portal.labels import label
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask
from services.outreach.projections.portal import commitments, institutions

TONES = {"on_time": 0, "replanned": 1, "overdue": 3, "fulfilled": 2, "withdrawn": 5}
"""As the tags on pages: red is overdue."""


async def _by_institution(ask: Ask) -> Rows:
    day = ask.now.astimezone(ask.language.zone).date().isoformat()
    owed = await commitments.everyone(ask.db)
    names = await institutions.names(ask.db, {one["institution"] for one in owed})
    counted = Counter((one["institution"], commitments.standing(one, day)) for one in owed)
    rows = [
        {
            "institution": ask.language.plain(names.get(institution, {"en": institution})),
            "standing": str(label(ask.language, "standing", standing)),
            "commitments": n,
            "order": commitments.STANDINGS.index(standing),
            "tone": TONES[standing],
            "to": f"commitments?{urlencode({'institution': institution, 'state': standing})}",
        }
        for (institution, standing), n in sorted(counted.items())
    ]
    return alphabetical(rows, "institution")


BY_INSTITUTION = Chart(
    id="commitments-by-institution",
    title=N_("Commitments by institution"),
    unit=N_("commitments, by how they stand today"),
    source=N_("Counted from the commitments on record; what is overdue follows from its due day."),
    columns=(
        Column("institution", N_("Institution")),
        Column("standing", N_("State")),
        Column("commitments", N_("Commitments"), number),
    ),
    rows=_by_institution,
    marks=lambda rows, language: stacked(rows, "institution", "commitments", "standing"),
)
