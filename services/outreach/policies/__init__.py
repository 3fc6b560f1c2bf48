"""What follows from what in outreach? A file per area; this is the whole table."""

from services.outreach.policies import hubs, publications

POLICIES = (
    *hubs.POLICIES,
    *publications.POLICIES,
)
