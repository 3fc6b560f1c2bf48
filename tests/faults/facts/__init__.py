"""Which facts do policies follow, in all services, and what has to come of each? This is the whole table."""

from tests.faults.facts import cases, council, grants, leaving, membership, outreach

TOLD = (
    *membership.TOLD,
    *leaving.TOLD,
    *cases.TOLD,
    *council.TOLD,
    *grants.TOLD,
    *outreach.TOLD,
)
