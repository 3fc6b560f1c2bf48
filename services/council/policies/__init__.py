"""What follows from what in council? A file per area; this is the whole table."""

from services.council.policies import commitments, consultation, elections, seats

POLICIES = (
    *seats.POLICIES,
    *elections.POLICIES,
    *commitments.POLICIES,
    *consultation.POLICIES,
)
