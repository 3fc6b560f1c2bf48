"""What were the hubs asked, whom did visibility reach, what became of letters? For office and auditor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from services.outreach.desk.forms.fields import humanised
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal.marking import N_
from services.outreach.projections import READERS
from services.outreach.projections.portal.newsletter import the_newsletter
from services.outreach.projections.reporting import hubs, issues, visibility

MODELS = tuple(f"reporting.{name}" for name in ("hubs", "visibility", "issues", "deliveries", "subscribers"))
ALLOWED = tuple(role for role in READERS[MODELS[0]] if all(role in READERS[model] for model in MODELS))
"""Who may read all that is counted here."""
OUTCOMES = {
    "taken": N_("Taken by the mail server"),
    "later": N_("To be tried again"),
    "begun": N_("Interrupted while it was sent"),
    "uncertain": N_("Not known whether it arrived"),
    "refused": N_("Refused by the mail server"),
    "unsubscribed": N_("Unsubscribed before"),
    "renewed": N_("Sent anew by a person"),
}
"""What became of letters, in the order of the table."""
STATES = {"requested": N_("Asked to confirm"), "active": N_("Confirmed"), "ended": N_("Unsubscribed")}
MOST = 200


async def figures(visit: Visit) -> Response:
    if not visit.person.holds(*ALLOWED):
        return visit.not_allowed(ALLOWED)
    reporting = visit.tools.mongo.database("reporting")
    enquiries, actions = await hubs.register(reporting), await visibility.actions(reporting)
    years = sorted({row["logged_on"][:4] for row in enquiries} | {row["done_on"][:4] for row in actions})
    year = visit.request.query_params.get("year", "")
    year = year if year in years else ""
    asked = [row for row in enquiries if row["logged_on"].startswith(year)]
    done = [row for row in actions if row["done_on"].startswith(year)]
    return visit.show(
        "desk/outreach.html",
        years=years,
        year=year,
        hubs=hubs.figures(asked),
        hub=await _named(visit, asked),
        topics=Counter(humanised(row["topic"]) for row in asked).most_common(),
        channels=Counter(humanised(row["channel"]) for row in asked).most_common(),
        actions=done[::-1][:MOST],
        reach=_reach(done),
        outcomes=OUTCOMES,
        states=STATES,
        **await _newsletter(visit),
    )


async def _named(visit: Visit, enquiries: Iterable[Any]) -> Any:
    lookup = Lookup(visit.tools.mongo, visit.language)
    await lookup.fetch("hub", sorted({row["hub"] for row in enquiries}))
    return lambda id: lookup.name("hub", id)


def _reach(actions: Iterable[Any]) -> list[tuple[str, int, int]]:
    """By channel: how many actions, and how many people they reached, the most first."""
    count, people = Counter[str](), Counter[str]()
    for action in actions:
        count[action["channel"]] += 1
        people[action["channel"]] += action["reach"]
    return [(channel, count[channel], reached) for channel, reached in people.most_common()]


async def _newsletter(visit: Visit) -> dict[str, Any]:
    reporting, portal = visit.tools.mongo.database("reporting"), visit.tools.mongo.database("portal")
    newsletter = await the_newsletter(portal)
    return {
        "topic": {one["topic"]: one["title"] for one in (newsletter["topics"] if newsletter else ())},
        "issues": await issues.latest(reporting, MOST),
        "letters": await issues.letters(reporting),
        "subscribers": await issues.subscribers(reporting),
    }
