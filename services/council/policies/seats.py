"""What follows from what: an organisation that is closed holds no seat any more, in no body."""

from __future__ import annotations

from services.council.domain.leaving import VacateSeatsOf
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy


def vacate_seats(closed: Recorded[membership.OrganisationClosed]) -> list[VacateSeatsOf]:
    fact = closed.data
    return [VacateSeatsOf(organisation=closed.ref.id, reason=fact.reason, vacated_on=fact.closed_on)]


POLICIES = (Policy("closed-organisation-vacates-seats", membership.OrganisationClosed, vacate_seats),)
