"""What may have happened in membership: who has an account, and which roles it holds."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.values import Id
from shared.kernel.event import Event
from shared.kernel.personal import Personal

RoleName = Literal["cso", "secretariat", "board", "panel", "government", "finance", "hub", "auditor", "admin"]


def address(email: str) -> str:
    """An e-mail address as it is compared."""
    return email.strip().casefold()


# account — id: the person's
class AccountOpened(Event, name="membership.AccountOpened"):
    person: Id
    name: Personal[str]
    email: Personal[str]
    opened_on: date
    mailbox: Id | None = None
    """Stands for the e-mail address; see `EmailClaimed`."""


class AddressChanged(Event, name="membership.AddressChanged"):
    """From now on the sign-in link goes to another e-mail address; the one before is free again."""

    email: Personal[str]
    mailbox: Id
    """Stands for the e-mail address; see `EmailClaimed`."""
    changed_on: date


class RoleGranted(Event, name="membership.RoleGranted"):
    role: RoleName
    bound_to: Id | None = None
    """The organisation, institution or hub for which the role holds."""
    granted_on: date


class RoleRevoked(Event, name="membership.RoleRevoked"):
    role: RoleName
    bound_to: Id | None = None
    reason: str
    revoked_on: date


class AccountClosed(Event, name="membership.AccountClosed"):
    reason: str
    closed_on: date


class PersonForgotten(Event, name="membership.PersonForgotten"):
    """The person's key is destroyed: nobody can read their personal data any more."""

    reason: str
    forgotten_on: date


# mailbox — id: a keyed hash of the `address`; it keeps an e-mail address for one account
class EmailClaimed(Event, name="membership.EmailClaimed"):
    person: Id


class EmailReleased(Event, name="membership.EmailReleased"):
    person: Id
