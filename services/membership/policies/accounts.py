"""What follows from what: a forgotten person's key is destroyed."""

from __future__ import annotations

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.policy import Forget, Policy


def destroy_key(forgotten: Recorded[membership.PersonForgotten]) -> list[Forget]:
    return [Forget(forgotten.ref.id)]


POLICIES = (Policy("forgotten-person-loses-key", membership.PersonForgotten, destroy_key),)
