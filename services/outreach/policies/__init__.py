"""What follows from what in outreach: nothing yet."""

from shared.kernel.policy import Policy

POLICIES: tuple[Policy, ...] = ()
