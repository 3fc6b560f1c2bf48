"""Who may give which command, and who may not?"""

from typing import Any

import pytest

from services.membership.doors import DOORS
from services.membership.main import SERVICE
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM, Door
from shared.kernel.entity import Actor, Grant
from tests.services.membership import (
    given_accounts,
    given_ethics,
    given_learning,
    given_life,
    given_positions,
)
from tests.services.membership.given import EXAMPLES, ORG, OTHER

MAY: dict[str, set[str]] = {
    "DefineTerritory": {"admin", "secretariat"},
    "RegisterOrganisation": {"cso", "secretariat"},
    "ChangeOrganisationDetails": {"cso", "secretariat"},
    "NameRepresentative": {"cso", "secretariat"},
    "EndRepresentation": {"cso", "secretariat"},
    "CloseOrganisation": {"secretariat"},
    "PublishDocument": {"secretariat", "board"},
    "AcceptDocument": {"cso"},
    "ApplyForMembership": {"cso"},
    "CheckApplication": {"secretariat"},
    "AdmitMember": {"board"},
    "RefuseMember": {"board"},
    "ResignMembership": {"cso"},
    "EndMembership": set(),
    **given_accounts.MAY,
    **given_positions.MAY,
    **given_learning.MAY,
    **given_life.MAY,
    **given_ethics.MAY,
}
ALL = (*EXAMPLES, *given_positions.EXAMPLES, *given_learning.EXAMPLES)
COMMANDS = {type(command).__name__: command for command in ALL}


def allowed(door: Door, grant: Grant) -> Any:
    return door.allows(Actor("p-1", (grant,)), COMMANDS[door.name], door.entity.initial)


def test_the_table_has_every_command() -> None:
    assert MAY.keys() == COMMANDS.keys() == {door.name for door in DOORS}
    assert SERVICE.doors == DOORS


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_only_the_listed_roles_may(door: Door, role: Any) -> None:
    assert allowed(door, Grant(role.name, ORG)) == (role.name in MAY[door.name])


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_nobody_acts_for_another_organisation(door: Door) -> None:
    assert not allowed(door, Grant("cso", OTHER))
    assert not allowed(door, Grant("cso"))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_policies_may(door: Door) -> None:
    assert allowed(door, Grant(SYSTEM))
