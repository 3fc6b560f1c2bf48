"""How is a fact of an election told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.labels import label
from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "council.ElectionCalled": N_("the election was called; seats to be filled: %(seats)s."),
    "council.NominationRefused": N_("the panel refused the nomination of %(organisation)s: %(ground)s."),
    "council.CandidatesPublished": N_("the list was published; candidates: %(candidates)s."),
    "council.RollFrozen": N_("the vote opened, and the electoral roll was frozen."),
    "council.BallotsCounted": N_("the ballots were counted: %(received)s received, %(valid)s of them valid."),
    "council.LotDrawn": N_("with equal votes for %(tied)s, the lot fell on %(drawn)s. Witness: %(witness)s"),
    "council.ResultDeclared": N_("the result was declared. Elected: %(elected)s."),
    "council.ResultDeclared.nobody": N_("the result was declared. Nobody is elected."),
    "council.ObjectionLodged": N_("objection %(objection)s was lodged."),
    "council.ObjectionLodged.organisation": N_("%(organisation)s lodged objection %(objection)s."),
    "council.ObjectionRuled.dismissed": N_("objection %(objection)s was dismissed."),
    "council.ObjectionRuled.upheld": N_("objection %(objection)s was upheld; the result stands."),
    "council.ObjectionRuled.annulled": N_("objection %(objection)s was upheld; the election falls with it."),
    "council.ElectionCertified": N_("the election was certified."),
    "council.ElectionCertified.lapsed": N_(
        "the election was certified. Cannot sit any more: %(lapsed)s; an election for those seats is due."
    ),
    "council.ElectionAnnulled": N_("the election was annulled. Reason: %(reason)s"),
    "council.ByElectionProposed": N_("seat %(seat)s is vacant: an election for it is due."),
}


def election(teller: Teller, entry: Any) -> dict[str, Any]:
    said, shown = entry["facts"], teller.names.elections.get(entry["id"])
    link = teller.link("elections", entry["id"], teller.names.election(entry["id"]))
    facts: dict[str, Any] = {"under": (f"election:{entry['id']}", link)}
    facts |= {name: teller.language.number(len(shown[name])) if shown else "—" for name in COUNTED}
    facts |= {name: teller.language.number(said[name]) for name in NUMBERS if name in said}
    facts |= {name: _organisations(teller, said[name]) for name in LISTS if name in said}
    if "elected" in said:
        facts["elected"] = _organisations(teller, [row["organisation"] for row in said["elected"]])
    if said.get("organisation"):
        facts["organisation"] = teller.organisation(said["organisation"])
    if "ground" in said:
        facts["ground"] = label(teller.language, "refusal", said["ground"])
    if "reason" in said:
        facts["reason"] = teller.language.text(said["reason"])
    return facts | {"witness": said.get("witness_of")}


COUNTED, NUMBERS = ("seats", "candidates"), ("received", "valid", "objection")
LISTS = ("tied", "drawn", "lapsed")


def _organisations(teller: Teller, ids: list[str]) -> Any:
    return teller.language.listing([teller.organisation(id) for id in ids])


def vacancy(teller: Teller, entry: Any) -> dict[str, Any]:
    return {"body_id": entry["id"], "seat": entry["facts"]["seat"]}


FACTS = {"election": election, "roll": election, "vacancy": vacancy}
VARIANTS: dict[str, Any] = {
    "council.ResultDeclared": lambda entry, facts: "" if entry["facts"]["elected"] else "nobody",
    "council.ElectionCertified": lambda entry, facts: "lapsed" if entry["facts"].get("lapsed") else "",
    "council.ObjectionLodged": lambda entry, facts: "organisation" if "organisation" in facts else "",
    "council.ObjectionRuled": lambda entry, facts: entry["facts"]["ruling"],
}
