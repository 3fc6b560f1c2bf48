"""How is a fact of outreach told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "outreach.HubOpened": N_("The information centre opened; it is run by %(host)s."),
    "outreach.HubClosed": N_("The information centre closed. Reason: %(reason)s"),
}


def hub(teller: Teller, entry: Any) -> dict[str, Any]:
    return {"host": entry["facts"].get("host"), "reason": entry["facts"].get("reason")}


FACTS = {"hub": hub}
VARIANTS: dict[str, Any] = {}
