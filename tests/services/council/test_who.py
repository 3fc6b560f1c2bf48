"""Who may give which command, and who may not?"""

from typing import Any

import pytest

from services.council.doors import DOORS
from services.council.main import SERVICE
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM, Door
from shared.kernel.entity import Actor, Grant
from tests.services.council import given_commitments, given_consultation, given_elections, given_meetings
from tests.services.council.given import EXAMPLES, ORG, OTHER

MAY: dict[str, set[str]] = {
    "RegisterInstitution": {"secretariat"},
    "AdoptStrategy": {"secretariat"},
    "EstablishBody": {"secretariat"},
    "FillSeat": {"secretariat"},
    "VacateSeat": {"secretariat"},
    "DissolveBody": {"secretariat"},
    "VacateSeatsOf": set(),
    "ScheduleMeeting": {"secretariat"},
    "SetAgenda": {"secretariat"},
    "RescheduleMeeting": {"secretariat"},
    "CancelMeeting": {"secretariat"},
    "RecordAttendance": {"secretariat"},
    "HoldMeeting": {"secretariat"},
    "RecordDecision": {"secretariat"},
    **given_consultation.MAY,
    **given_elections.MAY,
    **given_commitments.MAY,
    **given_meetings.MAY,
}
ALL_EXAMPLES = (*EXAMPLES, *given_commitments.EXAMPLES, *given_meetings.EXAMPLES)
COMMANDS = {type(command).__name__: command for command in ALL_EXAMPLES}


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
def test_no_organisation_acts_for_another(door: Door) -> None:
    assert not allowed(door, Grant("cso", OTHER))
    assert not allowed(door, Grant("cso"))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_policies_may(door: Door) -> None:
    assert allowed(door, Grant(SYSTEM))
