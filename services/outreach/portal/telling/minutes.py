"""How is a fact about the minutes of a meeting told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.marking import N_
from services.outreach.portal.telling import council

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "council.AgendaItemProposed": N_("%(proposer)s proposed item %(number)s for %(meeting)s."),
    "council.MinutesDrafted": N_("the minutes of %(meeting)s were drafted."),
    "council.MinutesCorrected": N_("the minutes of %(meeting)s were corrected: revision %(number)s."),
    "council.MinutesAdopted": N_("the minutes of %(meeting)s were adopted: revision %(number)s."),
    "council.MinutesPublished": N_("the minutes of %(meeting)s were published."),
}


def minutes(teller: Teller, entry: Any) -> dict[str, Any]:
    return council.meeting(teller, entry) | {"number": entry["facts"].get("number")}


FACTS = {"minutes": minutes}
VARIANTS: dict[str, Any] = {}
