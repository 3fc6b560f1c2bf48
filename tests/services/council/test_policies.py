"""What follows from an organisation that is closed, suspended or expelled?"""

import pytest

from services.council.domain.body import BODY
from services.council.domain.leaving import LEAVING, VacateSeatsOf
from services.council.domain.organisation_facts import ORGANISATION
from services.council.main import SERVICE
from shared.contracts import membership
from shared.kernel.event import Event
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from tests.services.council.given import (
    COUNCIL,
    CSO,
    ORG,
    YESTERDAY,
    given_up,
    organisation_closed,
    taken,
    vacated,
)

REASON = "Dissolved by its members"


@pytest.mark.parametrize(
    "fact",
    [
        organisation_closed,
        membership.MemberSuspended(reason=REASON, suspended_on=YESTERDAY),
        membership.MemberExpelled(reason=REASON, case="2015-01", expelled_on=YESTERDAY),
    ],
    ids=["closed", "suspended", "expelled"],
)
def test_the_seats_of_who_leaves_fall_vacant(fact: Event) -> None:
    (policy,) = [policy for policy in SERVICE.policies if isinstance(fact, policy.on)]
    (command,) = policy.then(recorded(fact, ORGANISATION.ref(ORG)))
    assert isinstance(command, VacateSeatsOf)
    Spec(LEAVING).given(taken("cso-1")).when(command).then(
        given_up("cso-1"), BODY.at(COUNCIL, vacated("cso-1", CSO, YESTERDAY, REASON))
    )
    assert SERVICE.door("VacateSeatsOf").entity is LEAVING
