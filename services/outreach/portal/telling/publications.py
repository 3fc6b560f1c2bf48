"""How is a fact about a publication or a report told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "outreach.PublicationPublished": N_("%(publication)s was published."),
    "outreach.PublicationCorrected": N_("%(publication)s was corrected."),
    "outreach.PublicationRetracted": N_("%(publication)s was taken back."),
    "outreach.ReportSubmitted": N_("The report %(report)s was handed in to %(donor)s."),
}


def publication(teller: Teller, entry: Any) -> dict[str, Any]:
    title = teller.names.title("publication", entry["id"])
    return {"publication": teller.link("news", entry["id"], title)}


def report(teller: Teller, entry: Any) -> dict[str, Any]:
    facts = entry["facts"]
    return {"report": teller.link("reports", entry["id"], facts["title"]), "donor": facts["submitted_to"]}


FACTS = {"publication": publication, "report": report}
VARIANTS: dict[str, Any] = {}
