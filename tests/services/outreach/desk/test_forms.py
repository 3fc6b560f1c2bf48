"""Does a form say what its command says, and a sent form what the person meant? Without a server."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from services.council.doors import DOORS as COUNCIL
from services.grants.doors import DOORS as GRANTS
from services.membership.doors import DOORS as MEMBERSHIP
from services.outreach.desk.forms.fields import Builder, by_path, everywhere
from services.outreach.desk.forms.raw import Raw, raw_of
from services.outreach.desk.forms.reading import command_of, tidy
from services.outreach.desk.forms.shape import command_shape
from services.outreach.doors import DOORS as OUTREACH
from shared.contracts.values import Cents, Id, Language, Sha256, Text, Value
from shared.kernel.access import Door
from shared.kernel.entity import Command

ZONE = ZoneInfo("Europe/Belgrade")
EVERY = [row for rows in (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH) for row in rows if row.roles]


class Item(Value):
    kind: str
    cents: Cents
    receipt: Sha256 | None = None
    done: bool = False


class Everything(Command):
    """One of each kind."""

    meeting: Id
    title: Text
    on: date
    starts_at: datetime
    items: tuple[Item, ...]
    languages: tuple[Language, ...]
    persons: tuple[Id, ...] = ()
    granted: Annotated[tuple[int, ...] | None, Field(description="Cents for each")] = None
    consensus: bool
    votes: int = 0
    note: str | None = None


SHAPE = command_shape(Everything.model_json_schema())


def test_a_group_that_may_be_left_out_is_left_out_though_a_yes_stands_in_it() -> None:
    (row,) = [row for row in OUTREACH if row.name == "DraftPublication"]
    shape = command_shape(row.command.model_json_schema())
    fields = {field.name: field for field in everywhere(Builder({}, {}).fields(shape))}
    assert fields["shown/emblem"].value == "yes"
    assert command_of(shape, {"publication": ["d"], "shown/emblem": ["yes"]}, ZONE) == {"publication": "d"}


def test_a_whole_text_gets_a_large_box_and_its_title_a_small_one() -> None:
    (row,) = [row for row in OUTREACH if row.name == "WriteSection"]
    fields = {
        f.name: f for f in everywhere(Builder({}, {}).fields(command_shape(row.command.model_json_schema())))
    }
    assert (fields["text/sq"].lines, fields["title/sq"].lines) == (12, None)


def read(**sent: str | list[str]) -> dict[str, Any]:
    raw: Raw = {k.replace("__", "/"): v if isinstance(v, list) else [v] for k, v in sent.items()}
    return command_of(SHAPE, tidy(SHAPE, raw), ZONE)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("meeting", "id"),
        ("title", "texts"),
        ("on", "date"),
        ("starts_at", "moment"),
        ("items", "rows"),
        ("languages", "checks"),
        ("persons", "lines"),
        ("granted", "lines"),
        ("consensus", "yesno"),
        ("votes", "number"),
        ("note", "area"),
    ],
)
def test_every_kind_of_value_has_its_field(name: str, kind: str) -> None:
    assert SHAPE.property(name).kind == kind


@pytest.mark.parametrize(
    ("written", "cents"),
    [("12.50", 1250), ("12,5", 1250), ("12", 1200), ("1.250,00", 125_000), ("€ 3.20", 320), ("7 EUR", 700)],
)
def test_amounts_are_read_as_people_write_them(written: str, cents: int) -> None:
    assert read(items__0__cents=written)["items"] == [{"cents": cents}]


@pytest.mark.parametrize("written", ["21.4.2015", "21/04/2015", "2015-04-21", "21. 4. 2015."])
def test_days_are_read_as_people_write_them(written: str) -> None:
    assert read(on=written)["on"] == "2015-04-21"


def test_a_time_is_meant_where_the_platform_is() -> None:
    assert read(starts_at="2015-04-21T10:00")["starts_at"] == "2015-04-21T10:00:00+02:00"


def test_what_cannot_be_read_is_passed_on_for_the_service_to_say_so() -> None:
    said = read(on="soon", votes="many", items__0__cents="a lot", starts_at="noon")
    assert (said["on"], said["votes"], said["items"][0]["cents"], said["starts_at"]) == (
        "soon",
        "many",
        "a lot",
        "noon",
    )


def test_what_is_left_empty_is_left_out_and_empty_rows_vanish() -> None:
    said = read(note="  ", items__0__kind="", items__0__done="no", items__3__kind="bus", title__en="A title")
    assert "note" not in said
    assert said["items"] == [{"kind": "bus"}]
    assert said["title"] == {"en": "A title"}


def test_lines_and_choices_become_lists() -> None:
    said = read(persons="p-1\r\n\r\np-2", languages=["sq", "sr"], granted="6.00\n5,50", consensus="no")
    assert (said["persons"], said["languages"], said["granted"]) == (["p-1", "p-2"], ["sq", "sr"], [600, 550])
    assert said["consensus"] is False


def test_a_finding_stands_at_its_field_or_at_the_nearest_around_it() -> None:
    fields = Builder({"items/0/kind": ["bus"]}, {}).fields(SHAPE)
    pointers = ("/items/0/cents", "/persons/3", "/nowhere", "/title/en/x")
    placed, left = by_path([{"pointer": p, "detail": p} for p in pointers], fields)
    assert placed == {
        "items/0/cents": ["/items/0/cents"],
        "persons": ["/persons/3"],
        "title/en": ["/title/en/x"],
    }
    assert left == ["/nowhere"]


texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}", fullmatch=True)
items = st.builds(Item, kind=texts, cents=st.integers(0, 10**9), done=st.booleans())
commands = st.builds(
    Everything,
    meeting=ids,
    title=st.dictionaries(st.sampled_from(["sq", "sr", "en", "rom"]), texts, min_size=1),
    on=st.dates(date(2000, 1, 1)),
    starts_at=st.datetimes().map(
        lambda at: at.replace(year=2000 + at.year % 40, day=1, second=0, microsecond=0, fold=0, tzinfo=ZONE)
    ),
    items=st.lists(items, max_size=4).map(tuple),
    languages=st.lists(st.sampled_from(["sq", "sr", "en"]), min_size=1, unique=True).map(tuple),
    persons=st.lists(ids, max_size=3).map(tuple),
    granted=st.none() | st.lists(st.integers(0, 10**6), min_size=1, max_size=3).map(tuple),
    consensus=st.booleans(),
    votes=st.integers(0, 99),
    note=st.none() | texts,
)


@given(commands)
def test_a_command_put_into_its_form_and_read_again_is_the_same(command: Everything) -> None:
    shown = raw_of(SHAPE, command.model_dump(mode="json"), ZONE)
    again = Everything.model_validate(command_of(SHAPE, tidy(SHAPE, shown), ZONE))
    assert again.model_dump(exclude={"starts_at"}) == command.model_dump(exclude={"starts_at"})
    assert abs((again.starts_at - command.starts_at).total_seconds()) in (0, 3600)  # an hour that comes twice


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
def test_every_command_of_the_platform_has_a_form_with_a_field_for_everything(row: Door) -> None:
    shape = command_shape(row.command.model_json_schema())
    fields = list(everywhere(Builder({}, {}).fields(shape)))
    assert {field.name for field in fields} >= set(row.command.model_fields)
    assert all(field.label for field in fields)


def test_a_hint_asks_for_a_moment_as_the_platform_reads_it() -> None:
    deadline = {"type": "string", "format": "date-time", "description": "When it ends, with the time zone"}
    (field,) = Builder({}, {}).fields(command_shape({"type": "object", "properties": {"deadline": deadline}}))
    assert field.hint == "When it ends"
