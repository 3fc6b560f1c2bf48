"""What may have happened in membership: advocacy initiatives."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event

AdvocacyKind = Literal["meeting", "letter", "event", "media", "campaign", "other"]
AdvocacyOutcome = Literal["achieved", "partly_achieved", "not_achieved", "given_up"]


class Checked(Value):
    """One principle of the checklist: met, or why not."""

    principle: Id
    met: bool
    explanation: str | None = None


# initiative — id: a slug
class InitiativeLaunched(Event, name="membership.InitiativeLaunched"):
    title: Text
    position: Id
    institution: Id
    organisation: Id
    """The member that leads it."""
    checklist: tuple[Checked, ...]
    launched_on: date


class AdvocacyActionRecorded(Event, name="membership.AdvocacyActionRecorded"):
    action: int
    """1, 2, 3 … within the initiative."""
    position: Id
    kind: AdvocacyKind
    text: Text
    evidence: str | None = None
    done_on: date


class InitiativeConcluded(Event, name="membership.InitiativeConcluded"):
    position: Id
    outcome: AdvocacyOutcome
    text: Text
    evidence: str
    concluded_on: date
