"""What may have happened in membership: trainings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.values import Id, Language, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

Score = Annotated[int, Field(ge=1, le=5)]


# training — id: a slug
class TrainingPlanned(Event, name="membership.TrainingPlanned"):
    title: Text
    text: Text
    starts_on: date
    ends_on: date
    place: str
    places: int
    """How many people can take part."""
    languages: tuple[Language, ...]
    planned_on: date


class ParticipantRegistered(Event, name="membership.ParticipantRegistered"):
    person: Id
    name: Personal[str]
    organisation: Id
    registered_on: date


class TrainingDelivered(Event, name="membership.TrainingDelivered"):
    participants: tuple[Id, ...]
    """The persons who came."""
    hours: int
    delivered_on: date


class TrainingEvaluated(Event, name="membership.TrainingEvaluated"):
    """One score per questionnaire that came back, without names."""

    scores: tuple[Score, ...]
    evaluated_on: date


class ParticipantCertified(Event, name="membership.ParticipantCertified"):
    person: Id
    certificate: str
    certified_on: date
