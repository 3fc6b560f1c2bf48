"""How does the membership live: who joined, who left and why, who is kept, who is silent, what is owed?

For staff and the auditor: the reasons are the recorded ones. Of ethics cases there are figures only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.visit import Visit
from services.outreach.portal.marking import N_
from services.outreach.projections import READERS
from services.outreach.projections.portal import organisations
from services.outreach.projections.portal.territory import places
from services.outreach.projections.reporting import contributions, ethics, growth, membership
from services.outreach.projections.reporting.growth import Left, Turnover

MODEL = "reporting.membership"
"""Who may read it may read what is counted from it."""
LATEST = 60
"""Of those who left."""
ENDINGS = {
    "resigned": N_("resigned"),
    "expelled": N_("expelled"),
    "organisation closed": N_("the organisation was closed"),
}
SIGNS = {
    "joined": N_("it became a member"),
    "attendance": N_("it came to a meeting"),
    "acceptance": N_("it accepted a document"),
    "vote": N_("it voted"),
    "input": N_("it gave an input"),
    "position": N_("it worked on a position"),
}
OUTCOMES = {
    "inadmissible": N_("not admissible"),
    "no breach": N_("no breach"),
    "warning": N_("warning"),
    "suspension": N_("suspension"),
    "expulsion": N_("expulsion"),
    "annulled": N_("sanction annulled"),
}


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    turnover: Turnover


async def members(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, MODEL):
        return visit.not_allowed(READERS[MODEL])
    mongo, language = visit.tools.mongo, visit.language
    reporting, portal = mongo.database("reporting"), mongo.database("portal")
    today = visit.at.astimezone(language.zone).date()
    known = await membership.everyone(reporting)
    gone = growth.left(known, "", today.isoformat())[: -LATEST - 1 : -1]
    silent = sorted((m for m in known if m["passive"]), key=lambda m: str(m["passive"]["last_seen"]))
    ids = [left.organisation for left in gone] + [m["_id"] for m in silent]
    return visit.show(
        "desk/members.html",
        years=_years(known, today.year),
        gone=[_told(left) for left in gone],
        silent=silent,
        names=await organisations.names(portal, ids),
        regions=growth.by_region(known, today.isoformat()),
        fields=growth.by_field(known, today.isoformat()),
        places=await places(portal),
        ethics=ethics.figures(await ethics.everyone(reporting), today),
        contributions=contributions.by_year(await contributions.everyone(reporting)),
        endings=ENDINGS,
        signs=SIGNS,
        outcomes=OUTCOMES,
    )


def _years(known: list[Any], last: int) -> list[Year]:
    """The latest first, without those in which nothing happened."""
    days = [spell["joined_on"] for m in known for spell in m["spells"] if spell["joined_on"]]
    first = int(min(days)[:4]) if days else last + 1
    each = [Year(y, growth.turnover(known, f"{y}-01-01", f"{y}-12-31")) for y in range(first, last + 1)]
    return [year for year in reversed(each) if year.turnover.joined or year.turnover.left]


def _told(left: Left) -> tuple[Left, str]:
    return left, ENDINGS[left.ending]
