"""How is a fact about a measure or a commitment told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from services.outreach.portal.labels import label
from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "council.MeasureAdded": N_(
        "Measure %(number)s under objective %(objective)s: %(institution)s, by %(due)s: %(text)s"
    ),
    "council.StrategyClosed": N_("The strategy %(strategy)s was closed. Reason: %(reason)s"),
    "council.CommitmentMade": N_("%(institution)s owes this by %(due)s."),
    "council.ProgressReported": N_("%(institution)s says: %(level)s."),
    "council.ProgressAssessed": N_("the secretariat says for civil society: %(level)s."),
    "council.ProgressAssessed.seat": N_("%(organisation)s says for civil society: %(level)s."),
    "council.CommitmentReplanned": N_(
        "it was re-planned from %(old_due)s to %(new_due)s. Decided by: %(decided_by)s. Reason: %(reason)s"
    ),
    "council.CommitmentOverdue": N_("it was due on %(due)s and became overdue."),
    "council.CommitmentEscalated.overdue": N_(
        "overdue, it was escalated to seat %(seat)s of %(body)s. Reason: %(reason)s"
    ),
    "council.CommitmentEscalated.blocked": N_(
        "blocked, it was escalated to seat %(seat)s of %(body)s. Reason: %(reason)s"
    ),
    "council.CommitmentFulfilled": N_("it was fulfilled."),
    "council.CommitmentWithdrawn": N_("it was withdrawn. Reason: %(reason)s"),
}
DAYS = ("due", "old_due", "new_due")
TEXTS = ("reason", "decided_by", "text")


def measure(teller: Teller, entry: Any) -> dict[str, Any]:
    """Of a strategy: its measures, and its end."""
    said = entry["facts"]
    return _worded(teller, said) | {
        "number": said.get("measure"),
        "objective": said.get("objective"),
        "strategy": strategy(teller, entry["id"]),
    }


def strategy(teller: Teller, id: str) -> Markup:
    """Its title, with a link unless this is its own page."""
    title = teller.names.strategies.get(id, {"en": id})
    if teller.page == f"strategy:{id}":
        return teller.language.name(title)
    return teller.link("strategies", id, title)


def commitment(teller: Teller, entry: Any) -> dict[str, Any]:
    said, id = entry["facts"], entry["id"]
    owed = teller.names.commitments[id]
    facts = _worded(teller, {"institution": owed["institution"], **said})
    facts["under"] = (f"commitment:{id}", teller.link("commitments", id, owed["text"]))
    if "body" in said:
        facts["body"] = teller.link("bodies", said["body"], teller.names.body(said["body"]))
    if said.get("organisation"):
        facts["organisation"] = teller.organisation(said["organisation"])
    return facts


def _worded(teller: Teller, said: dict[str, Any]) -> dict[str, Any]:
    language = teller.language
    facts: dict[str, Any] = {"seat": said.get("seat"), "organisation": None}
    facts |= {key: language.day(said[key]) for key in DAYS if key in said}
    facts |= {key: _text(teller, said[key]) for key in TEXTS if key in said}
    if level := said.get("claimed") or said.get("level"):
        facts["level"] = label(language, "level", level)
    if institution := said.get("institution"):
        facts["institution"] = language.name(teller.names.institutions.get(institution, {"en": institution}))
    return facts


def _text(teller: Teller, text: Any) -> Any:
    return text if isinstance(text, str) else teller.language.text(text)


FACTS = {"commitment": commitment}
VARIANTS: dict[str, Any] = {
    "council.ProgressAssessed": lambda entry, facts: "seat" if facts["organisation"] else "",
    "council.CommitmentEscalated": lambda entry, facts: entry["facts"]["ground"],
}
