"""Can a person choose by name what a command takes by id? On the filled read models."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.desk.choosing import CHOOSERS, Asked, choices
from services.outreach.desk.forms.fields import Builder, everywhere
from services.outreach.desk.forms.shape import command_shape
from services.outreach.desk.lookup import Lookup
from services.outreach.main import SERVICE as OUTREACH
from services.outreach.portal.language import Language
from shared.kernel.mongo import Mongo

SERBIAN = Language("sr", ZoneInfo("Europe/Belgrade"))
COMMANDS = [door for s in (COUNCIL, GRANTS, MEMBERSHIP, OUTREACH) for door in s.doors if door.roles]


def asked(mongo: Mongo, **raw: str) -> Asked:
    return Asked(mongo, SERBIAN, Lookup(mongo, SERBIAN), {name: [value] for name, value in raw.items()})


@pytest.mark.parametrize(
    ("command", "field", "known", "value", "words"),
    [
        ("ScheduleMeeting", "body", {}, "council", "Savet"),
        ("RegisterOrganisation", "municipality", {}, "peje", "Peć"),
        ("RegisterOrganisation", "fields_of_work", {}, "media", "Mediji"),
        ("OpenHub", "seat", {}, "peje", "Peć"),
        ("OpenHub", "municipalities", {}, "prizren", "Prizren"),
        (
            "RecordAttendance",
            "seat",
            {"meeting": "council-2015-04-21"},
            "cso-1",
            "Shoqata Rinia e Dukagjinit",
        ),
        ("DefineLogframe", "measured_by", {}, "members-joined", "Novi članovi"),
    ],
)
async def test_what_is_chosen_has_a_name(
    filled_mongo: Mongo, command: str, field: str, known: dict[str, str], value: str, words: str
) -> None:
    offered = dict(await choices(asked(filled_mongo, **known), command, field))
    assert words in offered[value]


async def test_seats_are_offered_when_the_body_is_known(filled_mongo: Mongo) -> None:
    assert await choices(asked(filled_mongo), "FillSeat", "seat") == []
    assert await choices(asked(filled_mongo, body="council"), "FillSeat", "seat")


async def test_every_field_of_the_table_is_a_field_of_a_form(filled_mongo: Mongo) -> None:
    fields = set()
    for door in COMMANDS:
        for field in everywhere(Builder({}, {}).fields(command_shape(door.command.model_json_schema()))):
            fields |= {field.of, f"{door.name}.{field.of}"}
    assert CHOOSERS.keys() <= fields
    for name in CHOOSERS:
        command, _, field = name.rpartition(".")
        await choices(asked(filled_mongo), command, field)


async def test_a_position_on_paper_is_not_chosen_from_those_that_come_by_themselves(mongo: Mongo) -> None:
    assert CHOOSERS["ReceivePosition.position"] is not CHOOSERS["position"]
    assert await choices(asked(mongo), "ReceivePosition", "position") == []
