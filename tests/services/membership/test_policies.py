"""What follows from a closed organisation?"""

from services.membership.domain.membership import MEMBERSHIP, EndMembership
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.roster import delisted
from services.membership.main import SERVICE
from shared.contracts import membership
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from tests.services.membership.given import ORG, YESTERDAY, applied, checked, closed, joined


def test_the_membership_of_a_closed_organisation_ends_with_it() -> None:
    (policy,) = (p for p in SERVICE.policies if p.on is membership.OrganisationClosed)
    (command,) = policy.then(recorded(closed, ORGANISATION.ref(ORG)))
    assert isinstance(command, EndMembership)
    Spec(MEMBERSHIP).given(applied, checked(), joined).when(command).then(
        membership.MembershipEnded(reason="Dissolved by its members", ended_on=YESTERDAY), delisted(ORG)
    )
    assert SERVICE.door("EndMembership").entity is MEMBERSHIP
