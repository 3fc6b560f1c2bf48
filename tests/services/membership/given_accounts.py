"""What do the sentences about accounts begin with? One command and one fact of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.membership.domain.account import (
    ChangeAddress,
    CloseAccount,
    ForgetPerson,
    GrantRole,
    OpenAccount,
    RevokeRole,
)
from shared.contracts import membership
from shared.kernel.personal import about

PERSON, OTHER_PERSON = "p-31", "p-32"
EMAIL = "arta@example.org"
THEN = date(2015, 4, 20)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
OPEN_ACCOUNT = OpenAccount(person=PERSON, name="Arta Shembull", email=EMAIL)
CHANGE_ADDRESS = ChangeAddress(person=PERSON, email="arta@elsewhere.example")
GRANT = GrantRole(person=PERSON, role="secretariat")
REVOKE = RevokeRole(person=PERSON, role="secretariat", reason="Left the secretariat")
CLOSE_ACCOUNT = CloseAccount(person=PERSON, reason="Left the platform")
FORGET = ForgetPerson(person=PERSON, reason="The person asked for it")

EXAMPLES = (OPEN_ACCOUNT, CHANGE_ADDRESS, GRANT, REVOKE, CLOSE_ACCOUNT, FORGET)
MAY: dict[str, set[str]] = {type(command).__name__: {"admin"} for command in EXAMPLES}

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
granted = membership.RoleGranted(role="secretariat", granted_on=THEN)
account_closed = membership.AccountClosed(reason="Left the platform", closed_on=THEN)
forgotten = membership.PersonForgotten(reason="The person asked for it", forgotten_on=THEN)


def account_opened(mailbox: str | None = "box", **changes: Any) -> membership.AccountOpened:
    facts = {"person": PERSON, "name": about(PERSON, "Arta Shembull"), "email": about(PERSON, EMAIL)}
    return membership.AccountOpened(**{**facts, "opened_on": THEN, "mailbox": mailbox, **changes})
