"""What follows from a closed organisation?"""

from services.council.domain.body import BODY
from services.council.domain.leaving import LEAVING, VacateSeatsOf
from services.council.domain.organisation_facts import ORGANISATION
from services.council.main import SERVICE
from shared.contracts import membership
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


def test_the_seats_of_a_closed_organisation_fall_vacant() -> None:
    (policy,) = [policy for policy in SERVICE.policies if policy.on is membership.OrganisationClosed]
    (command,) = policy.then(recorded(organisation_closed, ORGANISATION.ref(ORG)))
    assert isinstance(command, VacateSeatsOf)
    Spec(LEAVING).given(taken("cso-1")).when(command).then(
        given_up("cso-1"), BODY.at(COUNCIL, vacated("cso-1", CSO, YESTERDAY, "Dissolved by its members"))
    )
    assert SERVICE.door("VacateSeatsOf").entity is LEAVING
