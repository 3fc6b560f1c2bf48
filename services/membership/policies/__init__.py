"""What follows from what in membership? A file per area; this is the whole table."""

from services.membership.policies import accounts, mandates, membership

POLICIES = (
    *membership.POLICIES,
    *accounts.POLICIES,
    *mandates.POLICIES,
)
