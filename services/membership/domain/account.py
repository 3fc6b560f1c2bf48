"""Who may sign in, and in which roles? Every grant is a fact with a day and a giver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from services.membership.domain.binding import there
from services.membership.domain.mailbox import MAILBOX
from shared.contracts import membership
from shared.contracts.membership import RoleName
from shared.contracts.roles import BOUND
from shared.contracts.values import Email, Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, Grant, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about

Reason = Annotated[str, Field(min_length=1, max_length=500)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenAccount(Command):
    """Open an account, so that the person can sign in by e-mail. Roles are granted afterwards."""

    person: Id = Field(description="Somebody new, or a person of the register")
    name: str = Field(min_length=1, max_length=200, description="The person's name")
    email: Email = Field(description="Where the sign-in link is sent")


class ChangeAddress(Command):
    """Change the e-mail address of an account. From then on the one before signs nobody in."""

    person: Id = Field(description="The person")
    email: Email = Field(description="Where the sign-in link is sent from now on")


class GrantRole(Command):
    """Give a person a role: for one organisation, institution or hub where the role needs that."""

    person: Id = Field(description="The person")
    role: RoleName = Field(description="What the person may act as")
    bound_to: Id | None = Field(
        None,
        description="The organisation of a cso, the institution of a government, the hub of a hub role",
    )


class RevokeRole(Command):
    """Take a role back. What the person did in it stays as it is."""

    person: Id = Field(description="The person")
    role: RoleName = Field(description="The role that ends")
    bound_to: Id | None = Field(None, description="What it was bound to")
    reason: Reason = Field(description="Why it ends")


class CloseAccount(Command):
    """Close an account: the person signs in no more. It can be opened again, then without roles."""

    person: Id = Field(description="The person")
    reason: Reason = Field(description="Why it is closed")


class ForgetPerson(Command):
    """Destroy the key to everything personal that is recorded about someone. It cannot be undone."""

    person: Id = Field(description="The person, with an account or without")
    reason: Reason = Field(description="What it rests on, e.g. the person's request; name nobody here")


AccountCommand = OpenAccount | ChangeAddress | GrantRole | RevokeRole | CloseAccount | ForgetPerson


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    mailbox: str | None
    grants: frozenset[Grant] = frozenset()


@dataclass(frozen=True, slots=True)
class Closed:
    pass


@dataclass(frozen=True, slots=True)
class Forgotten:
    pass


Account = Unopened | Open | Closed | Forgotten


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class AccountAlreadyOpen(Refusal):
    """This person has an account already. Grant it the role that is missing."""


class EmailTaken(Refusal):
    """Another account has this e-mail address. Give an address of the person's own."""


class OwnAccount(Refusal):
    """This is your own account. Ask another administrator to grant the role."""


class BindingMissing(Refusal):
    """The role {role} holds for one {thing}. Say for which."""


class BindingNotNeeded(Refusal):
    """The role {role} holds for the whole platform. Leave empty what it is bound to."""


class NothingToBindTo(Refusal):
    """There is no open {thing} {id}. Check the id."""


class RoleAlreadyHeld(Refusal):
    """This person holds the role {role} already; there is nothing left to do."""


class RoleNotHeld(Refusal):
    """This person does not hold the role {role} in this way. Choose one of the roles they hold."""


class PersonForgottenAlready(Refusal):
    """This person was forgotten; nothing can be recorded about them any more."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: AccountCommand, account: Account, ctx: Context) -> Decision:
    match command, account:
        case _, Forgotten():
            raise PersonForgottenAlready

        case OpenAccount(), Open():
            raise AccountAlreadyOpen
        case OpenAccount(), Unopened() | Closed():
            return _opened(command, ctx)

        case ChangeAddress(), Open():
            return _moved(command, account, ctx)

        case GrantRole(person=ctx.by), Open():
            raise OwnAccount
        case GrantRole(role=role), Open() if _grant(command) in account.grants:
            raise RoleAlreadyHeld(role=role)
        case GrantRole(), Open():
            return [_granted(command, ctx)]

        case RevokeRole(role=role), Open() if _grant(command) not in account.grants:
            raise RoleNotHeld(role=role)
        case RevokeRole(), Open():
            return [_revoked(command, ctx)]

        case CloseAccount(reason=reason), Open():
            return [membership.AccountClosed(reason=reason, closed_on=ctx.on), *_released(command, account)]

        case ForgetPerson(reason=reason), Open():
            return [_forgotten(reason, ctx), *_released(command, account)]
        case ForgetPerson(reason=reason), Unopened() | Closed():
            return [_forgotten(reason, ctx)]

        case _:
            raise NotNow(command, account, "account")


def _opened(command: OpenAccount, ctx: Context) -> Decision:
    mailbox = _mailbox(command, ctx)
    opened = membership.AccountOpened(
        person=command.person,
        name=about(command.person, command.name),
        email=about(command.person, command.email),
        opened_on=ctx.on,
        mailbox=mailbox,
    )
    return [opened, MAILBOX.at(mailbox, membership.EmailClaimed(person=command.person))]


def _moved(command: ChangeAddress, account: Open, ctx: Context) -> Decision:
    """The same mailbox is the same address: there is nothing to record."""
    mailbox = _mailbox(command, ctx)
    if mailbox == account.mailbox:
        return []
    email = about(command.person, command.email)
    changed = membership.AddressChanged(email=email, mailbox=mailbox, changed_on=ctx.on)
    claimed = MAILBOX.at(mailbox, membership.EmailClaimed(person=command.person))
    return [changed, *_released(command, account), claimed]


def _mailbox(command: OpenAccount | ChangeAddress, ctx: Context) -> str:
    mailbox = ctx.veil(membership.address(command.email))
    if ctx.of(MAILBOX, mailbox).person not in (None, command.person):
        raise EmailTaken
    return mailbox


def _granted(command: GrantRole, ctx: Context) -> Event:
    role, id, thing = command.role, command.bound_to, BOUND.get(command.role)
    if thing and id is None:
        raise BindingMissing(role=role, thing=thing)
    if not thing and id is not None:
        raise BindingNotNeeded(role=role)
    if id is not None and not there(role, id, ctx):
        raise NothingToBindTo(thing=thing, id=id)
    return membership.RoleGranted(role=role, bound_to=id, granted_on=ctx.on)


def _revoked(command: RevokeRole, ctx: Context) -> Event:
    return membership.RoleRevoked(
        role=command.role, bound_to=command.bound_to, reason=command.reason, revoked_on=ctx.on
    )


def _forgotten(reason: str, ctx: Context) -> Event:
    return membership.PersonForgotten(reason=reason, forgotten_on=ctx.on)


def _released(command: ChangeAddress | CloseAccount | ForgetPerson, account: Open) -> list[Elsewhere]:
    if account.mailbox is None:
        return []
    return [MAILBOX.at(account.mailbox, membership.EmailReleased(person=command.person))]


def _grant(row: GrantRole | RevokeRole | membership.RoleGranted | membership.RoleRevoked) -> Grant:
    return Grant(row.role, row.bound_to)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(account: Account, event: Event) -> Account:
    match event, account:
        case membership.AccountOpened(), _:
            return Open(event.mailbox)
        case membership.AddressChanged(), Open():
            return replace(account, mailbox=event.mailbox)
        case membership.RoleGranted(), Open(grants=grants):
            return replace(account, grants=grants | {_grant(event)})
        case membership.RoleRevoked(), Open(grants=grants):
            return replace(account, grants=grants - {_grant(event)})
        case membership.AccountClosed(), _:
            return Closed()
        case membership.PersonForgotten(), _:
            return Forgotten()
        case _:
            return account


ACCOUNT: Entity[Account] = Entity(
    "membership",
    "account",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.person,
)
