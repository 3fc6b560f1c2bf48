"""What follows from what in grants? A file per area; this is the whole table."""

from services.grants.policies import windows

POLICIES = (*windows.POLICIES,)
