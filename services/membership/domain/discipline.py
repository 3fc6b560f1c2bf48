"""When is a member suspended, taken back, or expelled? On a ground that is always kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pydantic import Field

from services.membership.domain.activity import ACTIVITY, passive_since
from services.membership.domain.days import TooEarly, end_of
from services.membership.domain.ethics_case import CASE, led_to
from services.membership.domain.roster import delisted
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.spell import (
    SPELL,
    Active,
    Membership,
    OwnOrganisation,
    Suspended,
    represents,
)
from shared.contracts import membership
from shared.contracts.membership import Sanction
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SuspendMember(Command):
    """Suspend a member, until a day or until further notice; or make a suspension longer."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="The reason; everybody can read it. Name no person")
    until: date | None = Field(None, description="The last day; empty: until further notice")
    case: Id | None = Field(None, description="The ethics case that led to it, if one did")


class ReinstateMember(Command):
    """Take a suspended member back before its suspension ends."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="The reason; everybody can read it. Name no person")


class EndSuspension(Command):
    """Note that a suspension is over, because its last day went by."""

    organisation: Id = Field(description="The number in the NGO register")


class ExpelMember(Command):
    """Expel a member: for an ethics case that ended so, or because it is passive."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="The reason; everybody can read it. Name no person")
    case: Id | None = Field(None, description="The ethics case; empty: by the rule of passivity")


DisciplineCommand = SuspendMember | ReinstateMember | EndSuspension | ExpelMember


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EndsBeforeItBegins(Refusal):
    """The suspension would end on {until}, before tomorrow. Give a later day."""


class SuspendedAsLong(Refusal):
    """The member is suspended until {until} already. Give a later day, or reinstate it."""


class NoSuchSanction(Refusal):
    """The ethics case {case} did not end in this for this organisation. Check the case."""


class NotPassive(Refusal):
    """By the rule of passivity this member is not passive. Name the ethics case it is expelled for."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DisciplineCommand, state: Membership, ctx: Context) -> Decision:
    match command, state:
        case SuspendMember() | ReinstateMember() | ExpelMember(), _ if represents(ctx, command.organisation):
            raise OwnOrganisation
        case (
            (SuspendMember() | ReinstateMember() | ExpelMember()),
            (Active(since=day) | Suspended(since=day)),
        ) if ctx.on < day:
            raise TooEarly(day=ctx.on, began=day)
        case SuspendMember(case=str() as case) | ExpelMember(case=str() as case), Active() | Suspended() if (
            not _led_to(command, ctx)
        ):
            raise NoSuchSanction(case=case)

        case SuspendMember(until=date() as until), Active() | Suspended() if until <= ctx.on:
            raise EndsBeforeItBegins(until=until)
        case SuspendMember(), Suspended(until=until) if not _longer(command.until, state, ctx.on):
            raise SuspendedAsLong(until=until or "further notice")
        case SuspendMember(), Active() | Suspended():
            return [_suspended(command, ctx)]

        case ReinstateMember(reason=reason), Suspended():
            return [membership.MemberReinstated(reason=reason, reinstated_on=ctx.on)]

        case EndSuspension(), Suspended(until=date() as until) if ctx.on > until:
            return [membership.SuspensionEnded(ended_on=until + timedelta(days=1))]
        case EndSuspension(), _:
            return []  # it was made longer, or ended otherwise

        case ExpelMember(case=None), Active() | Suspended() if not _is_passive(command.organisation, ctx):
            raise NotPassive
        case ExpelMember(), Active() | Suspended():
            expelled = membership.MemberExpelled(reason=command.reason, case=command.case, expelled_on=ctx.on)
            return [expelled, delisted(command.organisation)]

        case _:
            raise NotNow(command, state, "membership")


def _led_to(command: SuspendMember | ExpelMember, ctx: Context) -> bool:
    sanction: Sanction = "suspension" if isinstance(command, SuspendMember) else "expulsion"
    return command.case is not None and led_to(ctx.of(CASE, command.case), sanction, command.organisation)


def _longer(until: date | None, state: Suspended, today: date) -> bool:
    """One whose last day went by is over, noted or not."""
    if state.until is None:
        return False
    return until is None or until > state.until or state.until < today


def _is_passive(organisation: str, ctx: Context) -> bool:
    activity, rules = ctx.of(ACTIVITY, organisation), ctx.of(MEMBERSHIP_RULES, THE_RULES)
    return passive_since(activity, rules, ctx.on) is not None


def _suspended(command: SuspendMember, ctx: Context) -> Event:
    return membership.MemberSuspended(
        reason=command.reason,
        case=command.case,
        suspended_on=ctx.on,
        until=command.until,
        ends_at=command.until and end_of(command.until, ctx.zone),
    )


# The same entity as SPELL, with the decisions of discipline.
DISCIPLINE: Entity[Membership] = replace(SPELL, decide=decide, key=lambda command: command.organisation)
