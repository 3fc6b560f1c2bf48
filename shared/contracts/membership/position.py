"""What may have happened in membership: positions, from proposal to transmission."""

from __future__ import annotations

from datetime import date

from shared.contracts.values import Id, Text
from shared.kernel.event import Event


# position — id: a slug
class PositionTransmitted(Event, name="membership.PositionTransmitted"):
    """The council receives it as an input to the call, if one is named."""

    title: Text
    text: Text
    call: Id | None = None
    transmitted_on: date
