"""Can a person choose by name what a command takes by id? On the filled read models."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from services.council.domain.body import FillSeat
from services.council.domain.meeting import ScheduleMeeting
from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.desk import creating, things
from services.outreach.desk.choosing import CHOOSERS, Asked, choices
from services.outreach.desk.forms.fields import Builder, everywhere
from services.outreach.desk.forms.shape import command_shape
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.suggesting import suggest
from services.outreach.domain.publication import DraftPublication
from services.outreach.main import SERVICE as OUTREACH
from services.outreach.portal.language import Language
from shared.kernel.mongo import Mongo

SERBIAN = Language("sr", ZoneInfo("Europe/Belgrade"))
COMMANDS = [(s.name, door) for s in (COUNCIL, GRANTS, MEMBERSHIP, OUTREACH) for door in s.doors if door.roles]


def asked(mongo: Mongo, **raw: str) -> Asked:
    return Asked(mongo, SERBIAN, Lookup(mongo, SERBIAN), {name: [value] for name, value in raw.items()})


@pytest.mark.parametrize(
    ("command", "field", "known", "value", "words"),
    [
        ("council.ScheduleMeeting", "body", {}, "council", "Savet"),
        ("membership.RegisterOrganisation", "municipality", {}, "peje", "Peć"),
        ("membership.RegisterOrganisation", "fields_of_work", {}, "media", "Mediji"),
        ("outreach.OpenHub", "seat", {}, "peje", "Peć"),
        ("outreach.OpenHub", "municipalities", {}, "prizren", "Prizren"),
        (
            "council.RecordAttendance",
            "seat",
            {"meeting": "council-2015-04-21"},
            "cso-1",
            "Shoqata Rinia e Dukagjinit",
        ),
        ("outreach.DefineLogframe", "measured_by", {}, "members-joined", "Novi članovi"),
    ],
)
async def test_what_is_chosen_has_a_name(
    filled_mongo: Mongo, command: str, field: str, known: dict[str, str], value: str, words: str
) -> None:
    offered = dict(await choices(asked(filled_mongo, **known), command, field))
    assert words in offered[value]


async def test_seats_are_offered_when_the_body_is_known(filled_mongo: Mongo) -> None:
    assert await choices(asked(filled_mongo), "council.FillSeat", "seat") == []
    assert await choices(asked(filled_mongo, body="council"), "council.FillSeat", "seat")


async def test_every_field_of_the_table_is_a_field_of_a_form(filled_mongo: Mongo) -> None:
    fields = set()
    for _, door in COMMANDS:
        for field in everywhere(Builder({}, {}).fields(command_shape(door.command.model_json_schema()))):
            fields |= {field.of, f"{door.name}.{field.of}"}
    assert CHOOSERS.keys() <= fields
    for name in CHOOSERS:
        command, _, field = name.rpartition(".")
        await choices(asked(filled_mongo), command, field)


async def test_a_position_on_paper_is_not_chosen_from_those_that_come_by_themselves(mongo: Mongo) -> None:
    assert CHOOSERS["ReceivePosition.position"] is not CHOOSERS["position"]
    assert await choices(asked(mongo), "council.ReceivePosition", "position") == []


def test_every_id_that_comes_by_itself_is_a_field_of_its_command() -> None:
    fields = {
        (f"{service}.{door.name}", re.sub(r"/\d+(?=/)", "", field.name))
        for service, door in COMMANDS
        for field in everywhere(Builder({}, {}).fields(command_shape(door.command.model_json_schema())))
    }
    several = {(command, name) for command, names in creating.NEW.items() for name in names}
    one = {*creating.NEW_OR_KNOWN.items(), *creating.MEANT.items()}
    assert several | one <= fields


async def test_for_what_is_new_no_id_is_offered_and_none_is_asked_for(filled_mongo: Mongo) -> None:
    assert await choices(asked(filled_mongo), "council.ScheduleMeeting", "meeting") == []
    assert await choices(asked(filled_mongo), "council.CancelMeeting", "meeting")
    shape = command_shape(ScheduleMeeting.model_json_schema())
    shown = creating.shown("council.ScheduleMeeting", Builder({}, {}).fields(shape))
    assert "meeting" not in {field.name for field in shown}
    first, again = (creating.filled("council.ScheduleMeeting", {}, form) for form in ("f-1", "f-1"))
    assert first == again
    assert first["meeting"] != creating.filled("council.ScheduleMeeting", {}, "f-2")["meeting"]


def test_rows_that_begin_something_are_numbered_by_their_places() -> None:
    raw = {
        "results/0/title/en": ["One"],
        "results/0/indicators/0/target": ["1"],
        "results/0/indicators/1/indicator": ["mine"],
        "results/1/indicators/0/target": ["2"],
    }
    found = creating.filled("outreach.DefineLogframe", raw, "f")
    assert (found["results/0/result"], found["results/1/result"]) == (["result-1"], ["result-2"])
    assert found["results/1/indicators/0/indicator"] == ["indicator-2-1"]
    assert found["results/0/indicators/1/indicator"] == ["mine"]


async def test_of_things_of_several_kinds_the_kind_follows_from_the_choice(filled_mongo: Mongo) -> None:
    shape = command_shape(FillSeat.model_json_schema())
    offered = dict(await things.offered(asked(filled_mongo), ("organisation", "institution")))
    organisation = next(id for id, words in offered.items() if words.startswith("Organizacija: "))
    raw = {"holder/kind": [""], "holder/id": [organisation]}
    form = Asked(filled_mongo, SERBIAN, Lookup(filled_mongo, SERBIAN), raw)
    found = await things.with_kinds(form, Builder(raw, {}).fields(shape))
    assert found["holder/kind"] == ["organisation"]
    raw = {"about/entity": [""], "about/id": ["council-2015-04-21"]}
    form = Asked(filled_mongo, SERBIAN, Lookup(filled_mongo, SERBIAN), raw)
    shape = command_shape(DraftPublication.model_json_schema())
    assert (await things.with_kinds(form, Builder(raw, {}).fields(shape)))["about/entity"] == ["meeting"]
    shape = command_shape(FillSeat.model_json_schema())
    raw = {"holder/kind": [""], "holder/id": ["nothing"]}
    form = Asked(filled_mongo, SERBIAN, Lookup(filled_mongo, SERBIAN), raw)
    assert await things.with_kinds(form, Builder(raw, {}).fields(shape)) == raw


async def test_a_topic_of_an_enquiry_is_suggested_as_it_was_called_before(filled_mongo: Mongo) -> None:
    (door,) = [door for _, door in COMMANDS if door.name == "LogEnquiry"]
    fields = Builder({}, {}).fields(command_shape(door.command.model_json_schema()))
    await suggest(asked(filled_mongo), "outreach.LogEnquiry", fields)
    assert {field.name: field.suggested for field in fields if field.suggested} == {
        "topic": ["beekeeping", "funding"]
    }


TYPED = {
    "membership.DefineTerritory": {"regions/id", "municipalities/id"},
    "membership.LaunchInitiative": {"checklist/principle"},
    "outreach.LogEnquiry": {"topic"},
}
"""Ids that are words of their own, or stand in the form when it opens."""


def test_no_other_id_is_typed_into_a_form() -> None:
    for service, door in COMMANDS:
        command = f"{service}.{door.name}"
        if "public" in {role.name for role in door.roles}:
            continue
        fields = Builder({}, {}).fields(command_shape(door.command.model_json_schema()))
        chosen = {*CHOOSERS, *things.kinds(fields)}
        typed = {
            re.sub(r"/\d+(?=/)", "", field.name)
            for field in everywhere(fields)
            if field.kind == "id" and not {field.of, f"{door.name}.{field.of}"} & chosen
        }
        assert typed - {*creating.NEW.get(command, ())} == TYPED.get(command, set()), command
