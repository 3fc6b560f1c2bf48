"""Who may give which command about territory and organisations?"""

from __future__ import annotations

from services.membership.domain.organisation import (
    ORGANISATION,
    ChangeOrganisationDetails,
    CloseOrganisation,
    EndRepresentation,
    NameRepresentative,
    RegisterOrganisation,
)
from services.membership.domain.territory import TERRITORY, DefineTerritory
from shared.contracts.roles import ADMIN, CSO, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(DefineTerritory, TERRITORY, ADMIN, SECRETARIAT),
    door(RegisterOrganisation, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(ChangeOrganisationDetails, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(NameRepresentative, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(EndRepresentation, ORGANISATION, OWN_CSO, SECRETARIAT),
    door(CloseOrganisation, ORGANISATION, SECRETARIAT),
)
