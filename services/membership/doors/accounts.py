"""Who may give which command about accounts and their roles?"""

from __future__ import annotations

from services.membership.domain.account import (
    ACCOUNT,
    ChangeAddress,
    CloseAccount,
    ForgetPerson,
    GrantRole,
    OpenAccount,
    RevokeRole,
)
from shared.contracts.roles import ADMIN
from shared.kernel.access import door

DOORS = (
    door(OpenAccount, ACCOUNT, ADMIN),
    door(ChangeAddress, ACCOUNT, ADMIN),
    door(GrantRole, ACCOUNT, ADMIN),
    door(RevokeRole, ACCOUNT, ADMIN),
    door(CloseAccount, ACCOUNT, ADMIN),
    door(ForgetPerson, ACCOUNT, ADMIN),
)
