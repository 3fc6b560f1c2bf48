"""What follows from what in grants? A file per area; this is the whole table."""

from services.grants.policies import deadlines, leaving, windows

POLICIES = (*windows.POLICIES, *deadlines.POLICIES, *leaving.POLICIES)
