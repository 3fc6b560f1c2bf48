"""Who may give which command about funds and means?"""

from __future__ import annotations

from services.grants.domain.fund import FUND, AmendFund, CloseFund, OpenFund
from services.grants.domain.means import MEANS, AssessMeans, DeclareMeans
from shared.contracts.roles import CSO, FINANCE, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(OpenFund, FUND, SECRETARIAT, FINANCE),
    door(AmendFund, FUND, SECRETARIAT, FINANCE),
    door(CloseFund, FUND, SECRETARIAT, FINANCE),
    door(DeclareMeans, MEANS, OWN_CSO),
    door(AssessMeans, MEANS, SECRETARIAT),
)
