"""How is a fact of membership told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "membership.OrganisationRegistered": N_("%(organisation)s was entered in the register."),
    "membership.OrganisationDetailsChanged": N_("%(organisation)s changed its details."),
    "membership.OrganisationClosed": N_("%(organisation)s was closed."),
    "membership.MemberJoined": N_("%(organisation)s became a member of the platform."),
    "membership.MemberResigned": N_("%(organisation)s resigned its membership."),
    "membership.MembershipEnded": N_("The membership of %(organisation)s ended with its closing."),
    "membership.DocumentPublished": N_("Version %(version)s of the document %(document)s took effect."),
    "membership.DocumentAccepted": N_("%(organisation)s accepted version %(version)s of %(document)s."),
}


def organisation(teller: Teller, entry: Any) -> dict[str, Any]:
    document = teller.names.documents.get(entry["facts"].get("document", ""))
    return {
        "organisation": teller.organisation(entry["id"]),
        "document": teller.language.name(document),
        "version": entry["facts"].get("version"),
    }


def document(teller: Teller, entry: Any) -> dict[str, Any]:
    title = teller.names.documents.get(entry["id"])
    return {"document": teller.language.name(title), "version": entry["facts"]["version"]}


FACTS = {
    "organisation": organisation,
    "membership": organisation,
    "acceptance": organisation,
    "document": document,
}
VARIANTS: dict[str, Any] = {}
