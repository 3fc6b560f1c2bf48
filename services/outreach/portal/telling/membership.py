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
    "membership.MemberSuspended.until": N_(
        "%(organisation)s was suspended until %(until)s. Reason: %(reason)s"
    ),
    "membership.MemberSuspended": N_(
        "%(organisation)s was suspended until further notice. Reason: %(reason)s"
    ),
    "membership.MemberReinstated": N_("The suspension of %(organisation)s was lifted. Reason: %(reason)s"),
    "membership.SuspensionEnded": N_("The suspension of %(organisation)s ended on its day."),
    "membership.MemberExpelled": N_("%(organisation)s was expelled. Reason: %(reason)s"),
    "membership.MemberBecamePassive": N_(
        "%(organisation)s counts as passive. Months in which nothing was seen of it: %(months)s."
    ),
    "membership.DocumentPublished": N_("Version %(version)s of the document %(document)s took effect."),
    "membership.DocumentAccepted": N_("%(organisation)s accepted version %(version)s of %(document)s."),
}


def organisation(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    return {
        "organisation": teller.organisation(entry["id"]),
        "document": teller.document(said["document"]) if said.get("document") else None,
        "version": said.get("version"),
        "reason": said.get("reason"),
        "until": language.day(said["until"]) if said.get("until") else None,
        "months": language.number(said["months"]) if "months" in said else None,
    }


def document(teller: Teller, entry: Any) -> dict[str, Any]:
    return {"document": teller.document(entry["id"]), "version": entry["facts"]["version"]}


FACTS = {
    "organisation": organisation,
    "membership": organisation,
    "acceptance": organisation,
    "activity": organisation,
    "document": document,
}
VARIANTS: dict[str, Any] = {
    "membership.MemberSuspended": lambda entry, facts: "until" if facts["until"] else "",
}
