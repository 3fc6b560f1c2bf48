"""What follows from what in outreach. A file per area."""

from services.outreach.policies import publications
from shared.kernel.policy import Policy

POLICIES: tuple[Policy, ...] = (*publications.POLICIES,)
