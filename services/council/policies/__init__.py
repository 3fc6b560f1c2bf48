"""What follows from what in council? A file per area; this is the whole table."""

from services.council.policies import consultation, elections, seats

POLICIES = (
    *seats.POLICIES,
    *elections.POLICIES,
    *consultation.POLICIES,
)
