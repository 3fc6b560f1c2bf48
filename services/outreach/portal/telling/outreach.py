"""How is a fact of outreach told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "outreach.HubOpened": N_("The information centre opened; it is run by %(host)s."),
    "outreach.HubClosed": N_("The information centre closed. Reason: %(reason)s"),
    "outreach.HubEventHeld": N_(
        "An information centre held an event: %(title)s; people who came: %(people)s."
    ),
    "outreach.MonthlyReturnFiled": N_(
        "The return of the month %(month)s was filed: enquiries %(enquiries)s, answers %(answers)s."
    ),
}


def hub(teller: Teller, entry: Any) -> dict[str, Any]:
    return {"host": entry["facts"].get("host"), "reason": entry["facts"].get("reason")}


def hub_event(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    title = teller.link("hubs", said["hub"], said["title"])
    return {"title": title, "people": language.number(said["participants"])}


def hub_month(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    figures = {key: language.number(said[key]) for key in ("enquiries", "answers")}
    return {"month": language.month(said["month"]), **figures}


FACTS = {"hub": hub, "hub_event": hub_event, "hub_month": hub_month}
VARIANTS: dict[str, Any] = {}
