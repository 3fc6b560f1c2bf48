"""Who may give which command to membership? A row without a role is given by a policy only."""

from __future__ import annotations

from services.membership.domain.acceptance import ACCEPTANCE, AcceptDocument
from services.membership.domain.document import DOCUMENT, PublishDocument
from services.membership.domain.membership import (
    MEMBERSHIP,
    AdmitMember,
    ApplyForMembership,
    CheckApplication,
    EndMembership,
    RefuseMember,
    ResignMembership,
)
from services.membership.domain.organisation import (
    ORGANISATION,
    ChangeOrganisationDetails,
    CloseOrganisation,
    EndRepresentation,
    NameRepresentative,
    RegisterOrganisation,
)
from services.membership.domain.territory import TERRITORY, DefineTerritory
from shared.contracts.roles import ADMIN, BOARD, CSO, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(DefineTerritory, TERRITORY, ADMIN, SECRETARIAT),
    door(RegisterOrganisation, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(ChangeOrganisationDetails, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(NameRepresentative, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(EndRepresentation, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(CloseOrganisation, ORGANISATION, SECRETARIAT),
    door(PublishDocument, DOCUMENT, SECRETARIAT, BOARD),
    door(AcceptDocument, ACCEPTANCE, OWN_CSO),
    door(ApplyForMembership, MEMBERSHIP, OWN_CSO),
    door(CheckApplication, MEMBERSHIP, SECRETARIAT),
    door(AdmitMember, MEMBERSHIP, BOARD),
    door(RefuseMember, MEMBERSHIP, BOARD),
    door(ResignMembership, MEMBERSHIP, OWN_CSO),
    door(EndMembership, MEMBERSHIP),
)
