"""What may have happened in council: dialogues elsewhere, and the partnership principles recognised there."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text
from shared.kernel.event import Event

DialogueLevel = Literal["central", "municipal"]
PrincipleInstrument = Literal["act", "agreement"]


# dialogue — id: a slug
class FacilitationRequested(Event, name="council.FacilitationRequested"):
    organisation: Id
    level: DialogueLevel
    municipality: Id | None = None
    institution: Id | None = None
    topic: Text
    requested_on: date


class DialogueOpened(Event, name="council.DialogueOpened"):
    level: DialogueLevel
    municipality: Id | None = None
    institution: Id | None = None
    """At the municipal level the municipality itself, if none is named."""
    principle: Text
    topic: Text
    organisation: Id | None = None
    """Who asked for it, if somebody did."""
    opened_on: date


class DialogueStepRecorded(Event, name="council.DialogueStepRecorded"):
    step: Annotated[int, Field(ge=1)]
    """1, 2, 3 … within the dialogue."""
    text: Text
    taken_on: date


class PrincipleRecognised(Event, name="council.PrincipleRecognised"):
    principle: Text
    instrument: PrincipleInstrument
    title: Text
    evidence: str
    recognised_on: date


class DialogueClosed(Event, name="council.DialogueClosed"):
    outcome: Text
    closed_on: date


# dialogue_target — id: the year
class DialogueTargetSet(Event, name="council.DialogueTargetSet"):
    year: int
    principles: Annotated[int, Field(ge=0)]
    set_on: date
