"""What follows from what: the open claims of an organisation that leaves or is suspended come back to it."""

from __future__ import annotations

from services.grants.domain.leaving import ReturnOpenClaims
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy

Left = membership.MemberSuspended | membership.MemberExpelled | membership.OrganisationClosed


def return_open_claims(left: Recorded[Left]) -> list[ReturnOpenClaims]:
    reason = f"{HAPPENED[type(left.data)]}: {left.data.reason}"
    return [ReturnOpenClaims(organisation=left.ref.id, reason=reason)]


HAPPENED: dict[type[Left], str] = {
    membership.MemberSuspended: "The membership was suspended",
    membership.MemberExpelled: "The membership was ended by expulsion",
    membership.OrganisationClosed: "The organisation was closed",
}

POLICIES = (
    Policy("suspended-member-gets-open-claims-back", membership.MemberSuspended, return_open_claims),
    Policy("expelled-member-gets-open-claims-back", membership.MemberExpelled, return_open_claims),
    Policy("closed-organisation-gets-open-claims-back", membership.OrganisationClosed, return_open_claims),
)
