"""Who may give which command to membership? A file per area.

A row without a role is given by a policy only.
"""

from services.membership.doors import accounts, ethics, learning, life, members, organisations, positions

DOORS = (
    *organisations.DOORS,
    *members.DOORS,
    *life.DOORS,
    *ethics.DOORS,
    *accounts.DOORS,
    *positions.DOORS,
    *learning.DOORS,
)
