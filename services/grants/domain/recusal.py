"""Who stays out of a decision because it is about their own organisation?"""

from __future__ import annotations

from shared.kernel.entity import Context, Refusal


class OwnOrganisation(Refusal):
    """You represent this organisation, so somebody else has to decide. Leave it to a colleague."""


def represents(ctx: Context, organisation: str) -> bool:
    """The person who acts is a representative of the organisation."""
    return organisation in ctx.actor.bound("cso")
