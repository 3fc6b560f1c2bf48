"""Who may give which command to grants? A file per area.

A row without a role is given by a policy only.
"""

from services.grants.doors import claims, funds, payments

DOORS = (
    *funds.DOORS,
    *claims.DOORS,
    *payments.DOORS,
)
