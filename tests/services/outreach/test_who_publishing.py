"""Who may give which command about publications, newsletter and reports, and who may not?"""

from __future__ import annotations

from typing import Any

import pytest

from services.outreach.doors import newsletter, publications, reports
from shared.contracts.roles import PUBLIC, ROLES
from shared.kernel.access import SYSTEM, Door
from shared.kernel.entity import Actor, Grant
from tests.services.outreach import given_newsletter, given_publications, given_reports

EXAMPLES = (*given_publications.EXAMPLES, *given_newsletter.EXAMPLES, *given_reports.EXAMPLES)
DOORS = (*publications.DOORS, *newsletter.DOORS, *reports.DOORS)
COMMANDS = {type(command).__name__: command for command in EXAMPLES}
MAY: dict[str, set[str]] = {
    "SetVisibilityRules": {"secretariat"},
    "DraftPublication": {"secretariat", "hub"},
    "TranslatePublication": {"secretariat", "hub"},
    "SubmitForReview": {"secretariat", "hub"},
    "ReturnPublication": {"secretariat", "board"},
    "Publish": {"secretariat", "board"},
    "CorrectPublication": {"secretariat", "board"},
    "RetractPublication": {"secretariat", "board"},
    "DropPublication": {"secretariat"},
    "DraftMeetingNotice": set(),
    "DraftMeetingNews": set(),
    "DraftElectionCall": set(),
    "DraftCommitmentAlert": set(),
    "FollowMeeting": set(),
    "DefineNewsletter": {"secretariat"},
    "OfferPublication": set(),
    "WithholdPublication": set(),
    "Subscribe": {"public"},
    "ConfirmSubscription": {"public"},
    "ChangeTopics": {"public"},
    "Unsubscribe": {"public"},
    "CompileIssue": {"secretariat"},
    "FreezeRecipients": {"secretariat"},
    "SendIssue": {"secretariat"},
    "DropIssue": {"secretariat"},
    "BeginDelivery": set(),
    "RecordDelivery": set(),
    "RenewDelivery": {"secretariat"},
    "DefineLogframe": {"secretariat"},
    "OpenReport": {"secretariat"},
    "WriteSection": {"secretariat", "finance"},
    "FreezeReport": {"secretariat"},
    "RecordFigures": set(),
    "SubmitReport": {"secretariat", "board"},
}


HUBS = {"DraftPublication", "TranslatePublication", "SubmitForReview"}
"""A hub gives them about its own drafts alone."""
OF_HUB_X = given_publications.publication.given(given_publications.drafted(hub="x")).state()


def allowed(door: Door, grant: Grant) -> Any:
    command = COMMANDS[door.name]
    if door.name == "DraftPublication":
        command = command.model_copy(update={"hub": "x"})
    state = OF_HUB_X if door.name in HUBS else door.entity.initial
    return door.allows(Actor("p-1", (grant,)), command, state)


def test_the_table_has_every_command() -> None:
    assert MAY.keys() == COMMANDS.keys() == {door.name for door in DOORS}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@pytest.mark.parametrize("role", [*ROLES, PUBLIC], ids=str)
def test_only_the_listed_roles_may(door: Door, role: Any) -> None:
    assert allowed(door, Grant(role.name, "x")) == (role.name in MAY[door.name])


@pytest.mark.parametrize("door", [door for door in DOORS if door.name in HUBS], ids=lambda door: door.name)
def test_no_hub_works_on_a_draft_of_another_or_of_the_secretariat(door: Door) -> None:
    for grant in (Grant("hub", "y"), Grant("hub")):
        assert not allowed(door, grant)
    secretariats = given_publications.publication.given(given_publications.drafted()).state()
    of_x = Actor("p-1", (Grant("hub", "x"),))
    assert not door.allows(of_x, COMMANDS[door.name], secretariats)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_policies_may(door: Door) -> None:
    assert allowed(door, Grant(SYSTEM))
