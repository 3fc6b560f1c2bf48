"""What should whoever decides on a claim look at twice?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from services.outreach.desk import readers
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from shared.kernel.event import Ref

WARNINGS: Mapping[str, str] = {
    "first_time_payee": N_("Nothing was ever paid to this account of this person."),
    "unusual_amount": N_("Item %(item)s is more than is usual for its kind, which is at most %(usual)s."),
    "same_week": N_("The same person travelled for other claims in that week: %(claims)s."),
}


async def warnings(visit: Visit, lookup: Lookup, ref: Ref) -> list[Markup]:
    """What whoever decides on a claim is warned of, as long as there is something to decide."""
    if (ref.service, ref.entity) != ("grants", "claim"):
        return []
    claim = await visit.tools.mongo.database("reporting").find_one("claims", {"_id": ref.id})
    decides = readers.reads_model(visit.person, "reporting.claims")
    if not claim or not decides or claim["state"] not in ("submitted", "approved", "authorised"):
        return []
    return [await _warning(visit.language, lookup, row, claim["currency"]) for row in claim["warnings"]]


async def _warning(language: Language, lookup: Lookup, row: Any, currency: str) -> Markup:
    await lookup.fetch("claim", row["claims"])
    others = Markup(", ").join(lookup.link("claim", id) for id in row["claims"])
    usual = language.money(row["usual_cents"] or 0, currency)
    said = WARNINGS[row["kind"]]
    return language.say(said, item=row["item"], usual=usual, claims=others)
