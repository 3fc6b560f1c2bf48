"""Who stays out of a decision: because it is about their own organisation, or they had a part in it?"""

from __future__ import annotations

from services.grants.domain.claim_record import Known
from shared.kernel.entity import Context, Refusal


class OwnOrganisation(Refusal):
    """You represent this organisation, so somebody else has to decide. Leave it to a colleague."""


class OwnClaim(Refusal):
    """You submitted this claim yourself, so somebody else has to decide. Leave it to a colleague."""


def represents(ctx: Context, organisation: str) -> bool:
    """The person who acts is a representative of the organisation."""
    return organisation in ctx.actor.bound("cso")


def check_impartial(claim: Known, ctx: Context) -> None:
    """Returns if whoever acts neither submitted the claim nor represents its organisation.

    Raises:
        OwnClaim, OwnOrganisation: one of the two.
    """
    if ctx.by in claim.details.submitters:
        raise OwnClaim
    if represents(ctx, claim.organisation):
        raise OwnOrganisation
