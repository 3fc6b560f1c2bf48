"""What if an applicant does not accept its refusal? One appeal, in time, decided by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pydantic import Field

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.organisation import ORGANISATION, Registered
from services.membership.domain.roster import listed
from services.membership.domain.spell import (
    SPELL,
    Appealed,
    FinallyRefused,
    Membership,
    OwnOrganisation,
    Refused,
    represents,
)
from shared.contracts import membership
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class AppealRefusal(Command):
    """Ask that others look at the refusal of your application again. This is possible once."""

    organisation: Id = Field(description="The number in the NGO register")
    grounds: str = Field(min_length=1, max_length=4000, description="Why the refusal is wrong")


class DecideAppeal(Command):
    """Record what was decided on the appeal. If it is upheld, the organisation joins today."""

    organisation: Id = Field(description="The number in the NGO register")
    upheld: bool = Field(description="The refusal was wrong")
    reason: str = Field(min_length=1, max_length=4000, description="The reason for the decision")
    decision_ref: str = Field(min_length=1, description="Where the decision can be found")


class CloseAppealWindow(Command):
    """Note that a refusal is final, because the time for an appeal went by."""

    organisation: Id = Field(description="The number in the NGO register")


AppealCommand = AppealRefusal | DecideAppeal | CloseAppealWindow


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoAppealSet(Refusal):
    """When this was refused, no time for appeals was set. Talk to the board, or apply anew."""


class AppealTooLate(Refusal):
    """The last day for an appeal was {until}. Your organisation can apply anew."""


class RefusalIsFinal(Refusal):
    """This refusal is final since {final_on}. Your organisation can apply anew."""


class DecidedFirst(Refusal):
    """You refused this application, so somebody else decides on the appeal. Leave it to them."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: AppealCommand, state: Membership, ctx: Context) -> Decision:
    match command, state:
        case AppealRefusal(), Refused(appeal_until=None):
            raise NoAppealSet
        case AppealRefusal(), FinallyRefused(appeal_until=None):
            raise RefusalIsFinal(final_on=state.final_on)
        case AppealRefusal(), Refused(appeal_until=until) | FinallyRefused(appeal_until=until) if (
            until and ctx.on > until
        ):
            raise AppealTooLate(until=until)
        case AppealRefusal(), Refused() | FinallyRefused():
            return [membership.RefusalAppealed(grounds=command.grounds, appealed_on=ctx.on)]

        case DecideAppeal(), _ if represents(ctx, command.organisation):
            raise OwnOrganisation
        case DecideAppeal(), Appealed(refused_by=ctx.by):
            raise DecidedFirst
        case DecideAppeal(upheld=True), Appealed() if not _open(command.organisation, ctx):
            raise OrganisationNotOpen(organisation=command.organisation)
        case DecideAppeal(), Appealed():
            return _decided(command, ctx)

        case CloseAppealWindow(), Refused(appeal_until=until) if until and ctx.on > until:
            return [membership.RefusalBecameFinal(final_on=until + timedelta(days=1))]
        case CloseAppealWindow(), _:
            return []  # it was appealed meanwhile, or the organisation applied anew

        case _:
            raise NotNow(command, state, "membership")


def _decided(command: DecideAppeal, ctx: Context) -> Decision:
    decided = membership.AppealDecided(
        upheld=command.upheld,
        reason=command.reason,
        decision_ref=command.decision_ref,
        decided_on=ctx.on,
    )
    if not command.upheld:
        return [decided]
    joined = membership.MemberJoined(joined_on=ctx.on, decision_ref=command.decision_ref)
    return [decided, joined, listed(command.organisation)]


def _open(organisation: str, ctx: Context) -> bool:
    return isinstance(ctx.of(ORGANISATION, organisation), Registered)


# The same entity as SPELL, with the decisions of an appeal.
APPEAL: Entity[Membership] = replace(SPELL, decide=decide, key=lambda command: command.organisation)
