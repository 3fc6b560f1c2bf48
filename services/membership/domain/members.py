"""Is an organisation a member now, and does this person speak for it? What other decisions ask."""

from __future__ import annotations

from services.membership.domain import spell
from services.membership.domain.organisation import ORGANISATION, Registered
from services.membership.domain.spell import SPELL
from shared.kernel.entity import Context, Refusal


class NotAMember(Refusal):
    """The organisation {organisation} is not a member of the platform now, and only members may do this.
    Apply for membership first, or choose a member.
    """


def is_member(organisation: str, ctx: Context) -> bool:
    """And not suspended today."""
    state = ctx.of(SPELL, organisation)
    return spell.is_member(state) and not spell.suspended_on(state, ctx.on)


def is_open(organisation: str, ctx: Context) -> bool:
    """It stands in the register and was not closed."""
    return isinstance(ctx.of(ORGANISATION, organisation), Registered)


def speaks_for(organisation: str, ctx: Context) -> bool:
    """By the token, or by the register, which may know of it earlier."""
    register = ctx.of(ORGANISATION, organisation)
    named = isinstance(register, Registered) and register.representative(ctx.by) is not None
    return named or organisation in ctx.actor.bound("cso")
