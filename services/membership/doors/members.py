"""Who may give which command about documents, their acceptance and membership?"""

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
from shared.contracts.roles import BOARD, CSO, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(PublishDocument, DOCUMENT, SECRETARIAT, BOARD),
    door(AcceptDocument, ACCEPTANCE, OWN_CSO),
    door(ApplyForMembership, MEMBERSHIP, OWN_CSO),
    door(CheckApplication, MEMBERSHIP, SECRETARIAT),
    door(AdmitMember, MEMBERSHIP, BOARD),
    door(RefuseMember, MEMBERSHIP, BOARD),
    door(ResignMembership, MEMBERSHIP, OWN_CSO),
    door(EndMembership, MEMBERSHIP),
)
