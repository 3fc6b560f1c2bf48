"""Who may give which command to council? A file per area.

A row without a role is given by a policy only.
"""

from services.council.doors import bodies, commitments, consultation, elections, meetings

DOORS = (
    *bodies.DOORS,
    *elections.DOORS,
    *commitments.DOORS,
    *meetings.DOORS,
    *consultation.DOORS,
)
