"""Does a hub open where it belongs, close with a reason, and open to the secretariat only?"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from services.outreach.domain.hub import (
    HUB,
    Closed,
    CloseHub,
    Hub,
    HubCommand,
    MunicipalityTwice,
    Open,
    OpenHub,
    SeatElsewhere,
    Unopened,
)
from services.outreach.doors import DOORS
from shared.contracts import grants, outreach
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.kernel.event import Event
from shared.testing.spec import Spec

TODAY = date(2015, 4, 21)
OPENED = outreach.HubOpened(
    region="peja",
    seat="peja",
    host="Sample Host",
    municipalities=("peja", "istog"),
    languages=("sq", "sr"),
    opened_on=TODAY,
)
CLOSED = outreach.HubClosed(reason="the host gave up", closed_on=TODAY)
close = CloseHub(hub="peja", reason="the host gave up")
hub = Spec(HUB)


def open_hub(**changes: Any) -> OpenHub:
    fields = OPENED.model_dump(exclude={"opened_on"}) | {"hub": "peja"} | changes
    return OpenHub.model_validate(fields)


def test_a_hub_opens_today() -> None:
    hub.when(open_hub()).then(OPENED)


def test_a_municipality_named_twice_is_refused() -> None:
    refusal = hub.when(open_hub(municipalities=["peja", "istog", "peja"])).refused(MunicipalityTwice)
    assert str(refusal).startswith("peja stands there more than once.")


def test_a_regional_hub_has_its_seat_in_its_region() -> None:
    hub.when(open_hub(municipalities=["istog"])).refused(SeatElsewhere)


def test_the_national_hub_needs_no_list_of_municipalities() -> None:
    national = open_hub(hub="prishtina", seat="prishtina", national=True, municipalities=[])
    (event,) = hub.when(national).decide()
    assert (event.national, event.municipalities) == (True, ())


def test_a_hub_without_a_language_is_no_command() -> None:
    with pytest.raises(ValidationError, match="languages"):
        open_hub(languages=[])


def test_a_closed_hub_may_open_again_with_another_host() -> None:
    event = OPENED.model_copy(update={"host": "Another Sample"})
    hub.given(OPENED, CLOSED).when(open_hub(host="Another Sample")).then(event)


def test_a_closed_hub_meets_the_same_rules() -> None:
    hub.given(OPENED, CLOSED).when(open_hub(municipalities=["istog"])).refused(SeatElsewhere)


def test_an_open_hub_closes_with_its_reason() -> None:
    hub.given(OPENED).when(close).then(CLOSED)


def test_an_event_of_somebody_else_changes_nothing() -> None:
    assert hub.given(grants.ReceiptUsed(claim="claim-1")).state() == Unopened()


# ── every command in every state ────────────────────────────────────────────────────────────────
HISTORIES: dict[type[Hub], tuple[Event, ...]] = {Unopened: (), Open: (OPENED,), Closed: (OPENED, CLOSED)}
COMMANDS: dict[type[Command], Command] = {OpenHub: open_hub(), CloseHub: close}
EXPECTED: dict[tuple[type[Command], type[Hub]], Event | None] = {
    (OpenHub, Unopened): OPENED,
    (OpenHub, Open): None,
    (OpenHub, Closed): OPENED,
    (CloseHub, Unopened): None,
    (CloseHub, Open): CLOSED,
    (CloseHub, Closed): None,
}


@pytest.mark.parametrize(("command", "status"), EXPECTED)
def test_each_command_in_each_state(command: type[Command], status: type[Hub]) -> None:
    spec = hub.given(*HISTORIES[status]).when(COMMANDS[command])
    event = EXPECTED[command, status]
    if event is None:
        spec.refused(NotNow)
    else:
        spec.then(event)


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(HubCommand))
    assert set(HISTORIES) == set(get_args(Hub))
    assert set(EXPECTED) == {(command, status) for command in COMMANDS for status in HISTORIES}
    for status, events in HISTORIES.items():
        assert type(hub.given(*events).state()) is status


# ── who may not ─────────────────────────────────────────────────────────────────────────────────
PEOPLE = {role.name: Actor(f"p-{role.name}", (Grant(role.name),)) for role in ROLES} | {
    "hub of this region": Actor("p-hub", (Grant("hub", "peja"),)),
    "own cso": Actor("p-own", (Grant("cso", "5100001"),)),
    "nobody": Actor("p-nobody"),
    SYSTEM: Actor(SYSTEM, (Grant(SYSTEM),)),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("command", COMMANDS)
def test_only_the_secretariat_opens_and_closes_hubs(command: type[Command], person: str) -> None:
    (row,) = [row for row in DOORS if row.command is command]
    allowed = row.allows(PEOPLE[person], COMMANDS[command], Unopened())
    assert allowed is (person in {"secretariat", SYSTEM})


def test_every_hub_command_has_exactly_one_door() -> None:
    assert sorted(row.name for row in DOORS if row.entity is HUB) == ["CloseHub", "OpenHub"]
