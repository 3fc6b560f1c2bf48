"""What follows from what in membership? A file per area; this is the whole table."""

from services.membership.policies import accounts, ethics, life, mandates, membership

POLICIES = (
    *membership.POLICIES,
    *life.POLICIES,
    *ethics.POLICIES,
    *accounts.POLICIES,
    *mandates.POLICIES,
)
