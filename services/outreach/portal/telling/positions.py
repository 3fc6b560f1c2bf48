"""How is a fact of positions, advocacy, internships and trainings told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from services.outreach.portal.labels import label
from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "membership.PositionProposed": N_("%(organisation)s proposed the position %(position)s."),
    "membership.PositionConsultationOpened": N_("Comments on %(position)s were asked for until %(until)s."),
    "membership.PositionCommented": N_("%(organisation)s commented on %(position)s."),
    "membership.PositionRevised": N_("%(position)s was given a new text, version %(version)s."),
    "membership.PositionEndorsed": N_("%(organisation)s endorsed %(position)s."),
    "membership.PositionAdopted.endorsements": N_(
        "%(position)s was adopted; endorsements: %(endorsements)s."
    ),
    "membership.PositionAdopted.board": N_("The board adopted %(position)s; endorsements: %(endorsements)s."),
    "membership.PositionDropped": N_("%(position)s was given up. Reason: %(reason)s"),
    "membership.PositionTransmitted": N_("%(position)s was handed to the Council."),
    "membership.InitiativeLaunched": N_(
        "%(organisation)s began to advocate %(position)s. Addressed to: %(institution)s."
    ),
    "membership.AdvocacyActionRecorded": N_("For %(position)s, this was done: %(kind)s."),
    "membership.InitiativeConcluded": N_("The advocacy for %(position)s ended: %(outcome)s."),
    "membership.InternshipAnnounced": N_("%(host)s announced the internship %(internship)s."),
    "membership.InternshipAgreementSigned": N_("The internship %(internship)s began at %(host)s."),
    "membership.TrainingPlanned": N_("The training %(training)s was announced for %(day)s."),
    "membership.TrainingDelivered": N_("The training %(training)s was held; hours: %(hours)s."),
}


def position(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    id = said.get("position", entry["id"])
    facts: dict[str, Any] = {"position": _titled(teller, "position", id), "reason": said.get("reason")}
    if "organisation" in said:
        facts["organisation"] = teller.organisation(said["organisation"])
    if "until" in said:
        facts["until"] = language.day(said["until"])
    if "text_version" in said:
        facts["version"] = language.number(said["text_version"])
    if "endorsements" in said:
        facts["endorsements"] = language.number(said["endorsements"])
    if "institution" in said:
        facts["institution"] = language.name(teller.names.institution(said["institution"]))
    for code, kind in (("kind", "advocacy"), ("outcome", "outcome")):
        if code in said:
            facts[code] = label(language, kind, said[code])
    return facts


def internship(teller: Teller, entry: Any) -> dict[str, Any]:
    host = teller.organisation(entry["facts"]["host"])
    return {"internship": _titled(teller, "internship", entry["id"]), "host": host}


def training(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    return {
        "training": _titled(teller, "training", entry["id"]),
        "day": language.day(said["starts_on"]) if "starts_on" in said else None,
        "hours": language.number(said["hours"]) if "hours" in said else None,
    }


def _titled(teller: Teller, kind: str, id: str) -> Markup:
    """The title, as a link unless this is its own page."""
    title = teller.names.title(kind, id)
    if teller.page == f"{kind}:{id}":
        return teller.language.name(title)
    return teller.link(f"{kind}s", id, title)


FACTS = {"position": position, "initiative": position, "internship": internship, "training": training}
VARIANTS = {"membership.PositionAdopted": lambda entry, facts: entry["facts"]["ground"]}
