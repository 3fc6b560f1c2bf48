"""Is the example of every command what its schema asks for? A validator of its own says so, and the door."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.api.examples import example
from services.outreach.main import SERVICE as OUTREACH
from shared.kernel.access import Door
from shared.kernel.command_json import CommandSchema

DOORS = [door for service in (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH) for door in service.doors if door.roles]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_an_example_is_true_to_its_command(door: Door) -> None:
    schema = door.command.model_json_schema(schema_generator=CommandSchema)
    shown = example(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    assert [*Draft202012Validator(schema, format_checker=checker).iter_errors(shown)] == []
    door.command.model_validate_json(json.dumps(shown))
