"""How is money told at the desk: a claim's history as sentences, and what to look at twice?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from services.outreach.desk.lookup import Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from shared.kernel.event import Ref

SENTENCES: Mapping[str, str] = {
    "grants.ClaimSubmitted": N_("%(cents)s were claimed."),
    "grants.ClaimReturned": N_("It was returned: %(missing)s"),
    "grants.ReturnUnanswered": N_("Nobody answered the return until %(answer_by)s."),
    "grants.ClaimResubmitted": N_("It was handed in again, with %(cents)s: %(changed)s"),
    "grants.ClaimApproved": N_("%(cents)s were granted, and set aside."),
    "grants.ClaimAuthorised": N_("Its payment was authorised."),
    "grants.ClaimRejected": N_("It was rejected."),
    "grants.ClaimWithdrawn": N_("It was withdrawn."),
    "grants.ClaimBatched": N_("It was put into the payment batch %(batch)s."),
    "grants.ClaimTakenOut": N_("The payment batch %(batch)s was discarded; it may go into another."),
    "grants.ClaimPaid": N_("%(cents)s were paid on %(paid_on)s (%(payment_ref)s)."),
    "grants.PaymentFailed": N_("Its payment with the batch %(batch)s failed."),
    "grants.ClaimRecovered": N_("%(cents)s came back."),
    "grants.BatchPrepared": N_("Payments of %(cents)s were put together, to be made on %(pay_on)s."),
    "grants.BatchReleased": N_("The payments were released for the bank."),
    "grants.BatchDiscarded": N_("The batch was discarded; nothing of it is paid."),
    "grants.ReleaseOverdue": N_("Nobody released it until %(release_by)s."),
    "grants.PaymentResultsRecorded": N_("What the bank answered was recorded."),
    "grants.FundsReserved": N_("%(cents)s were set aside for %(claim)s."),
    "grants.FundsReleased": N_("%(cents)s that were set aside for %(claim)s are free again."),
    "grants.FundsSpent": N_("%(cents)s were spent for %(claim)s."),
    "grants.FundsRecovered": N_("%(cents)s came back from %(claim)s."),
}
WARNINGS: Mapping[str, str] = {
    "first_time_payee": N_("Nothing was ever paid to this account of this person."),
    "unusual_amount": N_("Item %(item)s is more than is usual for its kind, which is at most %(usual)s."),
    "same_week": N_("The same person travelled for other claims in that week: %(claims)s."),
}


def sentence(language: Language, lookup: Lookup, type_name: str, payload: Mapping[str, Any]) -> Markup | None:
    """What happened, if it is about money."""
    said = SENTENCES.get(type_name)
    if said is None:
        return None
    currency = str(payload.get("currency") or "EUR")
    facts = {name: _told(language, lookup, name, value, currency) for name, value in payload.items()}
    return language.say(said, **facts)


def _told(language: Language, lookup: Lookup, name: str, value: Any, currency: str) -> Any:
    if name == "cents":
        return language.money(value, currency)
    if name == "claim":
        return lookup.link(name, value)
    if name in ("answer_by", "release_by", "paid_on", "pay_on") and value:
        return language.day(value)
    return value


async def warnings(visit: Visit, lookup: Lookup, ref: Ref) -> list[Markup]:
    """What whoever decides on a claim is warned of, as long as there is something to decide."""
    if (ref.service, ref.entity) != ("grants", "claim"):
        return []
    claim = await visit.tools.mongo.database("reporting").find_one("claims", {"_id": ref.id})
    decides = visit.person.holds("secretariat", "finance", "board", "auditor")
    if not claim or not decides or claim["state"] not in ("submitted", "approved", "authorised"):
        return []
    return [await _warning(visit.language, lookup, row, claim["currency"]) for row in claim["warnings"]]


async def _warning(language: Language, lookup: Lookup, row: Any, currency: str) -> Markup:
    await lookup.fetch("claim", row["claims"])
    others = Markup(", ").join(lookup.link("claim", id) for id in row["claims"])
    usual = language.money(row["usual_cents"] or 0, currency)
    said = WARNINGS[row["kind"]]
    return language.say(said, item=row["item"], usual=usual, claims=others)
