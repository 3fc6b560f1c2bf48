"""What may have happened in membership: positions, from proposal to transmission."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.values import Id, Text
from shared.kernel.event import Event

ON_PAPER = "paper-"
"""How the council names positions that came on paper; none of the platform's is called so."""


# position — id: a slug
class PositionProposed(Event, name="membership.PositionProposed"):
    organisation: Id
    """The member that proposed it."""
    title: Text
    text: Text
    proposed_on: date


class PositionConsultationOpened(Event, name="membership.PositionConsultationOpened"):
    """Recorded again when the time for comments is made longer: the last one counts."""

    until: date
    """The last day for comments."""
    opened_on: date


class PositionCommented(Event, name="membership.PositionCommented"):
    comment: int
    """1, 2, 3 … within the position."""
    organisation: Id
    text: Text
    commented_on: date


class PositionRevised(Event, name="membership.PositionRevised"):
    """A new version of the text. Endorsements were given to the earlier one and lapse."""

    text_version: int
    title: Text
    text: Text
    changes: str
    """What changed, and why."""
    revised_on: date


class PositionEndorsed(Event, name="membership.PositionEndorsed"):
    organisation: Id
    text_version: int
    endorsed_on: date


class PositionAdopted(Event, name="membership.PositionAdopted"):
    ground: Literal["endorsements", "board"]
    text_version: int
    endorsements: int
    """Organisations that had endorsed this version."""
    needed: int | None = None
    """How many the rules asked for, if endorsements decided."""
    decision_ref: str | None = None
    """Where the board's decision can be found, if it decided."""
    adopted_on: date


class PositionDropped(Event, name="membership.PositionDropped"):
    reason: str
    dropped_on: date


class PositionTransmitted(Event, name="membership.PositionTransmitted"):
    """The council receives it as an input to the call, if one is named."""

    title: Text
    text: Text
    call: Id | None = None
    transmitted_on: date
