"""What follows from what in council? A file per area; this is the whole table."""

from services.council.policies import consultation, seats

POLICIES = (
    *seats.POLICIES,
    *consultation.POLICIES,
)
