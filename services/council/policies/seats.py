"""What follows from what: who is closed, suspended or expelled holds no seat any more, in no body."""

from __future__ import annotations

from services.council.domain.leaving import VacateSeatsOf
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy


def closed(fact: Recorded[membership.OrganisationClosed]) -> list[VacateSeatsOf]:
    data = fact.data
    return [VacateSeatsOf(organisation=fact.ref.id, reason=data.reason, vacated_on=data.closed_on)]


def suspended(fact: Recorded[membership.MemberSuspended]) -> list[VacateSeatsOf]:
    data = fact.data
    return [VacateSeatsOf(organisation=fact.ref.id, reason=data.reason, vacated_on=data.suspended_on)]


def expelled(fact: Recorded[membership.MemberExpelled]) -> list[VacateSeatsOf]:
    data = fact.data
    return [VacateSeatsOf(organisation=fact.ref.id, reason=data.reason, vacated_on=data.expelled_on)]


POLICIES = (
    Policy("closed-organisation-vacates-seats", membership.OrganisationClosed, closed),
    Policy("suspended-member-vacates-seats", membership.MemberSuspended, suspended),
    Policy("expelled-member-vacates-seats", membership.MemberExpelled, expelled),
)
