"""Who may give which command to membership? A file per area.

A row without a role is given by a policy only.
"""

from services.membership.doors import accounts, members, organisations

DOORS = (
    *organisations.DOORS,
    *members.DOORS,
    *accounts.DOORS,
)
