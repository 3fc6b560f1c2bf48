"""Is an organisation a member now, and does this person speak for it? What other decisions ask."""

from __future__ import annotations

from services.membership.domain.membership import MEMBERSHIP, Active
from services.membership.domain.organisation import ORGANISATION, Registered
from shared.kernel.entity import Context, Refusal


class NotAMember(Refusal):
    """The organisation {organisation} is not a member of the platform now, and only members may do this.
    Apply for membership first, or choose a member.
    """


def is_member(organisation: str, ctx: Context) -> bool:
    return isinstance(ctx.of(MEMBERSHIP, organisation), Active)


def is_open(organisation: str, ctx: Context) -> bool:
    """It stands in the register and was not closed."""
    return isinstance(ctx.of(ORGANISATION, organisation), Registered)


def speaks_for(organisation: str, ctx: Context) -> bool:
    """By the token, or by the register, which may know of it earlier."""
    register = ctx.of(ORGANISATION, organisation)
    named = isinstance(register, Registered) and register.representative(ctx.by) is not None
    return named or organisation in ctx.actor.bound("cso")
