"""How is the office called in which a fact was recorded?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

WORDS = {
    "secretariat": N_("the Secretariat"),
    "board": N_("the Board"),
    "cso": N_("an organisation"),
    "government": N_("an official of an institution"),
    "platform": N_("the platform itself"),
}
OFFICIAL = N_("an official of %(institution)s")


def told(teller: Teller, entry: Any) -> Markup:
    """Empty where it is not told."""
    code = entry.get("who")
    if code is None:
        return Markup()
    institution = _institution(teller, entry) if code == "government" else None
    if institution:
        name = teller.language.name(teller.names.institution(institution))
        return teller.language.say(OFFICIAL, institution=name)
    return teller.language.say(WORDS[code])


def _institution(teller: Teller, entry: Any) -> str | None:
    owed = teller.names.commitments.get(entry["id"]) if entry["entity"] == "commitment" else None
    named: str | None = owed["institution"] if owed else entry["facts"].get("institution")
    return named
