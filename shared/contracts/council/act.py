"""What may have happened in council: government acts, and what led to what on the way to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event

StationKind = Literal["position", "meeting", "decision", "commitment", "call", "dialogue", "act"]
ActKind = Literal[
    "law", "regulation", "administrative_instruction", "concept_document", "strategy", "plan", "other"
]


class Station(Value):
    """One thing on the way from a proposal to an act; a decision is its meeting's id and its number there."""

    kind: StationKind
    id: Id
    number: Annotated[int, Field(ge=1)] | None = None


# act — id: a slug
class ActRecorded(Event, name="council.ActRecorded"):
    title: Text
    kind: ActKind
    reference: str
    institution: Id
    adopted_on: date
    in_force_on: date | None = None
    follows: tuple[Station, ...]
    """What it came from: the calls, decisions, positions before it."""


# link — id derived from both stations, so there is one of each
class LinkRecorded(Event, name="council.LinkRecorded"):
    """For a step that no other event names."""

    what: Station
    follows: Station
    note: str = ""
    recorded_on: date
