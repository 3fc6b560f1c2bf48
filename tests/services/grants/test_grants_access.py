"""Who may not: which command of grants is closed to whom?"""

from __future__ import annotations

import pytest

from services.grants.domain.claim import (
    ApproveClaim,
    AuthoriseClaim,
    PayClaim,
    RejectClaim,
    WithdrawClaim,
)
from services.grants.domain.fund import CloseFund
from services.grants.domain.means import AssessMeans, DeclareMeans
from services.grants.domain.window import CloseClaimWindow, OpenClaimWindow
from services.grants.main import SERVICE
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Command, Grant
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    CLAIM_ID,
    FUND_ID,
    HELD_ON,
    MEETING_ID,
    ORGANISATION,
    SUBMITTED,
    open_fund,
    submit,
)

PEOPLE = {role.name: Actor(f"p-{role.name}", (Grant(role.name),)) for role in ROLES} | {
    "own cso": Actor("p-own", (Grant("cso", ORGANISATION),)),
    "other cso": Actor("p-other", (Grant("cso", "5199999"),)),
    "nobody": Actor("p-nobody"),
    "system": Actor("system", (Grant(SYSTEM),)),
}
COMMANDS: dict[str, Command] = {
    type(command).__name__: command
    for command in (
        open_fund(),
        CloseFund(fund=FUND_ID, reason="over"),
        DeclareMeans(organisation=ORGANISATION, year=2014, income_bracket="none", other_support=""),
        AssessMeans(organisation=ORGANISATION, eligible=True, reason="none"),
        OpenClaimWindow(meeting=MEETING_ID, held_on=HELD_ON),
        CloseClaimWindow(meeting=MEETING_ID),
        submit(),
        ApproveClaim(claim=CLAIM_ID),
        AuthoriseClaim(claim=CLAIM_ID),
        RejectClaim(claim=CLAIM_ID, reason="no"),
        WithdrawClaim(claim=CLAIM_ID, reason=""),
        PayClaim(claim=CLAIM_ID, payment_ref="B1"),
    )
}
MAY = {
    "OpenFund": {"secretariat", "finance"},
    "CloseFund": {"secretariat", "finance"},
    "DeclareMeans": {"own cso"},
    "AssessMeans": {"secretariat"},
    "OpenClaimWindow": set[str](),
    "CloseClaimWindow": set[str](),
    "SubmitClaim": {"own cso", "secretariat"},
    "ApproveClaim": {"secretariat"},
    "AuthoriseClaim": {"finance"},
    "RejectClaim": {"secretariat", "finance"},
    "WithdrawClaim": {"own cso"},
    "PayClaim": set[str](),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_open_to_these_and_to_nobody_else(command: str, person: str) -> None:
    row = SERVICE.door(command)
    history = (SUBMITTED,) if command.endswith("Claim") else ()
    state = Spec(row.entity).given(*history).state()
    expected = person in MAY[command] | {"system"}
    assert row.allows(PEOPLE[person], COMMANDS[command], state) is expected


def test_every_door_stands_in_the_table() -> None:
    names = [row.name for row in SERVICE.doors]
    assert sorted(names) == sorted(MAY) == sorted(COMMANDS)


def test_a_claim_that_nobody_submitted_is_withdrawn_by_nobody() -> None:
    row = SERVICE.door("WithdrawClaim")
    assert not row.allows(PEOPLE["own cso"], COMMANDS["WithdrawClaim"], row.entity.initial)


def test_every_command_and_each_of_its_fields_is_explained_to_people() -> None:
    for row in SERVICE.doors:
        assert row.command.__doc__
        assert all(field.description for field in row.command.model_fields.values())
