"""What follows from what: a closed organisation's membership ends with it."""

from __future__ import annotations

from services.membership.domain.membership import EndMembership
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy


def end_membership(closed: Recorded[membership.OrganisationClosed]) -> list[EndMembership]:
    fact = closed.data
    return [EndMembership(organisation=closed.ref.id, reason=fact.reason, ended_on=fact.closed_on)]


POLICIES = (Policy("closed-organisation-ends-membership", membership.OrganisationClosed, end_membership),)
