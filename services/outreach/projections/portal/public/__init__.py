"""Which facts may the public read? A table per service; what stands in none of them is not public."""

from services.outreach.projections.portal.public import (
    council,
    membership,
    outreach,
    positions,
    publications,
)

PUBLIC = {
    **membership.PUBLIC,
    **council.PUBLIC,
    **outreach.PUBLIC,
    **positions.PUBLIC,
    **publications.PUBLIC,
}
