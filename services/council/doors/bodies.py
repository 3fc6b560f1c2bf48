"""Who may give which command about institutions, the strategy, bodies and their seats?"""

from __future__ import annotations

from services.council.domain.body import BODY, DissolveBody, EstablishBody, FillSeat, VacateSeat
from services.council.domain.institution import INSTITUTION, RegisterInstitution
from services.council.domain.leaving import LEAVING, VacateSeatsOf
from services.council.domain.strategy import STRATEGY, AdoptStrategy
from shared.contracts.roles import SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(RegisterInstitution, INSTITUTION, SECRETARIAT),
    door(AdoptStrategy, STRATEGY, SECRETARIAT),
    door(EstablishBody, BODY, SECRETARIAT),
    door(FillSeat, BODY, SECRETARIAT),
    door(VacateSeat, BODY, SECRETARIAT),
    door(DissolveBody, BODY, SECRETARIAT),
    door(VacateSeatsOf, LEAVING),
)
