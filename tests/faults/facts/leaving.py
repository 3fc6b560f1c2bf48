"""What follows, in three services, from an organisation that is closed, suspended or expelled?"""

from __future__ import annotations

from collections.abc import Mapping

from services.council.domain.body import BODY
from services.council.domain.holding import HOLDING
from services.grants.domain.claim import CLAIM
from services.grants.domain.claimant import CLAIMANT
from services.grants.domain.fund import FUND
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.organisation import ORGANISATION
from shared.contracts import council, grants, membership
from shared.contracts.council import Holder
from shared.kernel.entity import Elsewhere
from tests.faults.facts.members import member
from tests.faults.facts.told import Effect, Told, at, known
from tests.services.council.given import established, filled, taken
from tests.services.grants.samples import FUND_ID, SUBMITTED, fund_opened
from tests.services.membership.given import closed
from tests.services.membership.given_life import expelled, midnight, suspended


def everywhere(id: str) -> list[Elsewhere]:
    """A member that holds a seat and has handed in a claim."""
    seat = filled("cso-1", Holder(kind="organisation", id=id), ground="election")
    return known(
        member(id),
        at(BODY, f"body-{id}", established(), seat),
        at(HOLDING, id, taken("cso-1", f"body-{id}")),
        at(CLAIM, f"claim-{id}", SUBMITTED.model_copy(update={"organisation": id})),
        at(CLAIMANT, id, grants.ClaimListed(claim=f"claim-{id}")),
    )


def leaves(how: str, fact: Elsewhere, more: Mapping[str, Effect] | None = None) -> Told:
    """`how` it leaves is how the policies are named."""
    then: dict[str, Effect] = {
        f"{how}-vacates-seats": (BODY.ref(f"body-{fact.id}"), council.SeatVacated),
        f"{how}-gets-open-claims-back": (CLAIM.ref(f"claim-{fact.id}"), grants.ClaimReturned),
    }
    return Told(fact, then | dict(more or {}), everywhere(fact.id))


TOLD = (
    Told(FUND.at(FUND_ID, fund_opened()), {}),
    leaves(
        "closed-organisation",
        ORGANISATION.at("closes", closed),
        {"closed-organisation-ends-membership": (MEMBERSHIP.ref("closes"), membership.MembershipEnded)},
    ),
    leaves(
        "suspended-member",
        MEMBERSHIP.at("suspended", suspended(ends_at=midnight(2015, 7, 1))),
        {"suspension-ends-on-its-day": (MEMBERSHIP.ref("suspended"), membership.SuspensionEnded)},
    ),
    leaves("expelled-member", MEMBERSHIP.at("expelled", expelled)),
)
