"""Is a paper made anew for whoever may have it, and for nobody else?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from nats.aio.client import Client
from pydantic import Field

from shared.kernel.access import Role
from shared.kernel.codec import Codec
from shared.kernel.entity import Command, Grant, Refusal
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Unavailable
from shared.kernel.papers import File, Paper, Refused, fetch, hand_out
from shared.kernel.personal import about
from shared.kernel.token import Verifier, issue, new_key, public_keys
from shared.testing.spec import KOSOVO
from tests.shared.kernel.ledger import ACCOUNT, VOCABULARY, Account, Opened, Paid
from tests.shared.kernel.records import new

KEY = new_key()


class Statement(Command):
    """Ask for the statement of an account."""

    account: str = Field(description="The account", min_length=1)


class NothingToState(Refusal):
    """There is no such account. Open one first."""


def statement(asked: Statement, state: Any) -> File:
    if not isinstance(state, Account):
        raise NothingToState
    if asked.account == "broken":
        raise ValueError("a secret")
    return File(f"{asked.account}.txt", "text/plain", f"{state.coins} coins".encode())


PAPER = Paper(Statement, ACCOUNT, statement, (Role("teller"), Role("owner").own("account")))


@pytest.fixture
async def bank(nc: Client) -> Client:
    """A bank that hands out statements, with an account of five coins."""
    log = JetStreamLog(nc, Codec(VOCABULARY))
    for account in ("a", "broken"):
        await log.append(
            [new(account, 1, Opened(owner=about("p-1", "Somebody"))), new(account, 2, Paid(coins=5))]
        )
    await hand_out(nc, "bank", (PAPER,), Handler(log, KOSOVO), Verifier(public_keys(KEY), "civikos"))
    return nc


def token(*grants: Grant, lifetime: timedelta = timedelta(hours=1)) -> str:
    return issue(KEY, "p-1", grants, lifetime=lifetime)


TELLER, OWNER, OTHER = Grant("teller"), Grant("owner", "a"), Grant("owner", "b")


@pytest.mark.parametrize("grant", [TELLER, OWNER])
async def test_who_may_have_it_gets_it_made_of_what_is_on_record(bank: Client, grant: Grant) -> None:
    file = await fetch(bank, "bank", "Statement", token(grant), account="a")
    assert (file.name, file.media_type, file.content) == ("a.txt", "text/plain", b"5 coins")


@pytest.mark.parametrize(
    ("who", "asked", "code", "status"),
    [
        (token(OTHER), {"account": "a"}, "not-allowed", 403),
        (token(), {"account": "a"}, "not-allowed", 403),
        ("", {"account": "a"}, "unauthenticated", 401),
        (token(TELLER, lifetime=timedelta(hours=-1)), {"account": "a"}, "unauthenticated", 401),
        (token(TELLER), {"account": "no"}, "nothing-to-state", 409),
        (token(TELLER), {"account": ""}, "invalid", 422),
        (token(TELLER), {"account": "a", "more": 1}, "invalid", 422),
    ],
)
async def test_everybody_else_gets_the_sentence_why_not(
    bank: Client, who: str, asked: dict[str, Any], code: str, status: int
) -> None:
    with pytest.raises(Refused) as refused:
        await fetch(bank, "bank", "Statement", who, **asked)
    assert (refused.value.problem.type, refused.value.problem.status) == (
        f"urn:civikos:problem:{code}",
        status,
    )


async def test_an_error_on_our_side_never_tells_its_text(bank: Client) -> None:
    with pytest.raises(Refused) as refused:
        await fetch(bank, "bank", "Statement", token(TELLER), account="broken")
    assert refused.value.problem.status == 500
    assert "secret" not in refused.value.problem.model_dump_json()


async def test_where_nobody_hands_it_out_that_is_said(nc: Client) -> None:
    with pytest.raises(Unavailable):
        await fetch(nc, "bank", "Nothing", token(TELLER))
