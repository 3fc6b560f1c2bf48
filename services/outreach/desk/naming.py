"""How are commands, kinds of entities and roles called at the desk? Words where somebody gave them."""

from __future__ import annotations

from collections.abc import Mapping

from services.outreach.desk.commands import Offer
from services.outreach.desk.forms.fields import humanised
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_

ROLES = {
    "cso": N_("Representative of an organisation"),
    "secretariat": N_("Secretariat"),
    "board": N_("Board"),
    "panel": N_("Panel"),
    "government": N_("Focal point of an institution"),
    "finance": N_("Finance"),
    "hub": N_("Information centre"),
    "auditor": N_("Auditor"),
    "admin": N_("Administrator"),
}


def role(language: Language, code: str) -> str:
    return language.words(ROLES.get(code, humanised(code)))


def command(language: Language, offer: Offer) -> str:
    return language.words(offer.words)


def done(language: Language, offers: Mapping[str, Offer], name: str) -> str:
    """What was just given, as the address says it; nothing if there is no such command."""
    return command(language, offers[name]) if name in offers else ""


def kind(language: Language, entity: str) -> str:
    return language.words(humanised(entity))
