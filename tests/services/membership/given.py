"""What do membership's sentences begin with? One command and one fact of each kind, about sample people."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.membership.domain.acceptance import AcceptDocument
from services.membership.domain.document import PublishDocument
from services.membership.domain.membership import (
    AdmitMember,
    ApplyForMembership,
    CheckApplication,
    EndMembership,
    RefuseMember,
    ResignMembership,
)
from services.membership.domain.organisation import (
    ChangeOrganisationDetails,
    CloseOrganisation,
    EndRepresentation,
    NameRepresentative,
    RegisterOrganisation,
)
from services.membership.domain.territory import DefineTerritory
from shared.contracts import membership
from shared.contracts.membership import Municipality, Region
from shared.kernel.entity import Grant
from shared.kernel.personal import about
from tests.services.membership import given_accounts, given_ethics, given_life

TODAY = date(2015, 4, 21)
YESTERDAY = date(2015, 4, 20)
TOMORROW = date(2015, 4, 22)

ORG = "5900001-1"
OTHER = "5900002-2"
CODE, RULES = "code-of-ethics", "rules-of-procedure"
ONE, TWO = "1" * 64, "2" * 64
OWN = Grant("cso", ORG)

REGIONS = (Region(id="prishtine", name={"sq": "Prishtinë"}), Region(id="peje", name={"sq": "Pejë"}))
MUNICIPALITIES = (
    Municipality(id="prishtine", name={"sq": "Prishtinë", "sr": "Priština"}, region="prishtine"),
    Municipality(id="obiliq", name={"sq": "Obiliq"}, region="prishtine"),
    Municipality(id="istog", name={"sq": "Istog"}, region="peje"),
)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
DEFINE = DefineTerritory(regions=REGIONS, municipalities=MUNICIPALITIES)
REGISTER = RegisterOrganisation(
    organisation=ORG,
    name={"sq": "Shembulli", "en": "The Sample"},
    legal_form="association",
    municipality="prishtine",
    fields_of_work=("rights",),
    founded_on=date(2007, 4, 20),
    languages=("sq", "en"),
)
CHANGE = ChangeOrganisationDetails(organisation=ORG, name={"sq": "Shembulli i ri"})
NAME = NameRepresentative(
    organisation=ORG, person="p-1", name="Arta Shembull", email="arta@example.org", role="voting", since=TODAY
)
END_REPRESENTATION = EndRepresentation(organisation=ORG, person="p-0", reason="Moved abroad")
CLOSE = CloseOrganisation(organisation=ORG, reason="Dissolved by its members")
PUBLISH = PublishDocument(document=CODE, title={"sq": "Kodi"}, effective_on=TODAY, sha256=TWO)
ACCEPT = AcceptDocument(organisation=ORG, document=CODE, version=1)
APPLY = ApplyForMembership(organisation=ORG, motivation="To be heard")
CHECK = CheckApplication(organisation=ORG, complete=True, findings="All is there")
ADMIT = AdmitMember(organisation=ORG, joined_on=TODAY, decision_ref="Board, 21 April 2015")
REFUSE = RefuseMember(organisation=ORG, reason="Not a civil-society organisation")
RESIGN = ResignMembership(organisation=ORG, reason="No capacity")
END = EndMembership(organisation=ORG, reason="Dissolved by its members", ended_on=TODAY)

EXAMPLES = (
    DEFINE,
    REGISTER,
    CHANGE,
    NAME,
    END_REPRESENTATION,
    CLOSE,
    PUBLISH,
    ACCEPT,
    APPLY,
    CHECK,
    ADMIT,
    REFUSE,
    RESIGN,
    END,
    *given_accounts.EXAMPLES,
    *given_life.EXAMPLES,
    *given_ethics.EXAMPLES,
)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
defined = membership.TerritoryDefined(regions=REGIONS, municipalities=MUNICIPALITIES)
registered = membership.OrganisationRegistered(
    name={"sq": "Shembulli", "en": "The Sample"},
    legal_form="association",
    municipality="prishtine",
    region="prishtine",
    fields_of_work=("rights",),
    founded_on=date(2007, 4, 20),
    languages=("sq", "en"),
    registered_on=YESTERDAY,
)
closed = membership.OrganisationClosed(reason="Dissolved by its members", closed_on=YESTERDAY)
applied = membership.MembershipApplied(motivation="To be heard", accepted=(), applied_on=YESTERDAY)
joined = membership.MemberJoined(joined_on=YESTERDAY, decision_ref="Board, 20 April 2015")
refused = membership.MembershipRefused(
    reason="Not a CSO", refused_on=YESTERDAY, refused_by="p-first", appeal_until=date(2015, 5, 5)
)
resigned = membership.MemberResigned(reason="No capacity", resigned_on=YESTERDAY)
ended = membership.MembershipEnded(reason="Dissolved", ended_on=YESTERDAY)


def represented(person: str = "p-0", role: Any = "voting") -> membership.RepresentativeNamed:
    name = about(person, "Drin Shembull")
    return membership.RepresentativeNamed(person=person, name=name, role=role, since=YESTERDAY)


def published(version: int = 1, effective_on: date = YESTERDAY, sha256: str = ONE, **more: Any) -> Any:
    return membership.DocumentPublished(
        title={"sq": "Kodi"}, version=version, effective_on=effective_on, sha256=sha256, **more
    )


def accepted(document: str = CODE, version: int = 1) -> membership.DocumentAccepted:
    return membership.DocumentAccepted(
        document=document, version=version, accepted_by="p-0", accepted_on=YESTERDAY
    )


def required(*documents: str) -> list[membership.DocumentRequired]:
    return [membership.DocumentRequired(document=document) for document in documents]


def checked(complete: bool = True, findings: str = "") -> membership.ApplicationChecked:
    return membership.ApplicationChecked(
        complete=complete, findings=findings, checked_by="p-9", checked_on=YESTERDAY
    )
