"""Does the table of the README say what the doors and the policies do?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import pytest

import services.council.main
from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.main import SERVICE as OUTREACH
from shared.contracts.roles import ROLES
from shared.kernel.policy import Later

README = Path(services.council.main.__file__).with_name("README.md")
LISTENERS = (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH)
CODE = re.compile(r"`([\w.]+)`")


class Row(NamedTuple):
    commands: tuple[str, ...]
    events: tuple[str, ...]
    who: str
    listens: str


def _rows() -> list[Row]:
    table = README.read_text(encoding="utf-8").partition("## The entities")[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| `")]
    return [Row(tuple(CODE.findall(c)), tuple(CODE.findall(e)), who, hears) for c, e, who, hears, *_ in cells]


ROWS = _rows()
DOORS = {door.name: door for door in COUNCIL.doors}


def test_every_command_has_one_row() -> None:
    assert sorted(command for row in ROWS for command in row.commands) == sorted(DOORS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.commands[0])
def test_a_row_names_the_roles_of_its_doors(row: Row) -> None:
    said = {role.name for role in ROLES if re.search(rf"\b{role.name}\b", row.who)}
    assert said == {role.name for command in row.commands for role in DOORS[command].roles}
    if not said:
        assert re.search(r"\b(policy|timer)\b", row.who)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.commands[0])
def test_a_row_names_who_listens_to_its_events(row: Row) -> None:
    events = {f"council.{event}" for event in row.events}
    listening = {s.name for s in LISTENERS for policy in s.policies if policy.on.type_name in events}
    assert set(re.findall(r"(\w+):", row.listens)) == listening


@pytest.mark.parametrize("policy", COUNCIL.policies, ids=lambda policy: f"{policy.name} {policy.on.__name__}")
def test_a_command_of_a_policy_says_on_which_event(policy: Any) -> None:
    (given,) = get_args(get_type_hints(policy.then)["return"])
    if given is Later:
        return
    (row,) = [row for row in ROWS if given.__name__ in row.commands]
    assert "policy" in row.who
    assert policy.on.type_name.removeprefix("council.") in CODE.findall(row.who)
