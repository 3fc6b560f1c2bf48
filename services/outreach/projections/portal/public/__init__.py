"""Which facts may the public read? A table per service; what stands in none of them is not public."""

from services.outreach.projections.portal.public import (
    commitments,
    consultation,
    council,
    elections,
    meetings,
    membership,
    outreach,
    positions,
    publications,
)

PUBLIC = {
    **membership.PUBLIC,
    **council.PUBLIC,
    **meetings.PUBLIC,
    **commitments.PUBLIC,
    **elections.PUBLIC,
    **consultation.PUBLIC,
    **outreach.PUBLIC,
    **positions.PUBLIC,
    **publications.PUBLIC,
}
