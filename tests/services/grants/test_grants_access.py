"""Who may not: which command of grants is closed to whom?"""

from __future__ import annotations

import pytest

from services.grants.domain.batch import (
    DiscardBatch,
    MarkReleaseOverdue,
    PrepareBatch,
    RecordPaymentResults,
    ReleaseBatch,
)
from services.grants.domain.fund import AmendFund, CloseFund
from services.grants.domain.leaving import ReturnOpenClaims
from services.grants.domain.means import AssessMeans, DeclareMeans
from services.grants.domain.recovery import RecoverClaim
from services.grants.domain.review import (
    ApproveClaim,
    AuthoriseClaim,
    MarkReturnUnanswered,
    RejectClaim,
    ReturnClaim,
)
from services.grants.domain.submission import ResubmitClaim, WithdrawClaim
from services.grants.domain.window import CloseClaimWindow, OpenClaimWindow
from services.grants.main import SERVICE
from shared.contracts import grants
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Command, Grant
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    BATCH_ID,
    CLAIM_ID,
    FUND_ID,
    HELD_ON,
    MEETING_ID,
    ORGANISATION,
    SUBMITTED,
    open_fund,
    submit,
)

PAYMENT = grants.PaymentResult(claim=CLAIM_ID, outcome="paid", payment_ref="B1")
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
        ReturnClaim(claim=CLAIM_ID, missing="a ticket"),
        ResubmitClaim(claim=CLAIM_ID, changed="here"),
        MarkReturnUnanswered(claim=CLAIM_ID),
        RecoverClaim(claim=CLAIM_ID, cents=1, reason="free"),
        ReturnOpenClaims(organisation=ORGANISATION, reason="closed"),
        AmendFund(fund=FUND_ID, reason="1"),
        PrepareBatch(batch=BATCH_ID, fund=FUND_ID, claims=(CLAIM_ID,)),
        ReleaseBatch(batch=BATCH_ID),
        DiscardBatch(batch=BATCH_ID, reason="no"),
        RecordPaymentResults(batch=BATCH_ID, results=(PAYMENT,)),
        MarkReleaseOverdue(batch=BATCH_ID),
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
    "ReturnClaim": {"secretariat", "finance"},
    "ResubmitClaim": {"own cso", "secretariat"},
    "MarkReturnUnanswered": set[str](),
    "RecoverClaim": {"finance"},
    "ReturnOpenClaims": set[str](),
    "AmendFund": {"secretariat", "finance"},
    "PrepareBatch": {"finance"},
    "ReleaseBatch": {"finance"},
    "DiscardBatch": {"finance"},
    "RecordPaymentResults": {"finance"},
    "MarkReleaseOverdue": set[str](),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_open_to_these_and_to_nobody_else(command: str, person: str) -> None:
    row = SERVICE.door(command)
    history = (SUBMITTED,) if row.entity.name == "claim" else ()
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
