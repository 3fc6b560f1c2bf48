"""Which organisations sent whom to which training, how many hours, what did they think of it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Participant(TypedDict):
    person: str
    organisation: str
    came: bool
    certificate: str | None


class Training(TypedDict):
    title: dict[str, str]
    state: Literal["planned", "delivered"]
    starts_on: str
    ends_on: str
    places: int
    participants: list[Participant]
    hours: int | None
    scores: list[int]
    """From the questionnaires, in order of size: nobody's."""


def planned(_: None, event: Recorded[membership.TrainingPlanned]) -> Training:
    facts: Any = event.data.model_dump(mode="json", include={"title", "starts_on", "ends_on", "places"})
    training: Training = facts | {"state": "planned", "participants": [], "hours": None, "scores": []}
    return training


def registered(training: Training, event: Recorded[membership.ParticipantRegistered]) -> Training:
    fact = event.data
    one = Participant(person=fact.person, organisation=fact.organisation, came=False, certificate=None)
    return {**training, "participants": [*training["participants"], one]}


def delivered(training: Training, event: Recorded[membership.TrainingDelivered]) -> Training:
    came = set(event.data.participants)
    people: list[Participant] = [{**p, "came": p["person"] in came} for p in training["participants"]]
    return {**training, "state": "delivered", "participants": people, "hours": event.data.hours}


def evaluated(training: Training, event: Recorded[membership.TrainingEvaluated]) -> Training:
    return {**training, "scores": [*event.data.scores]}


def certified(training: Training, event: Recorded[membership.ParticipantCertified]) -> Training:
    fact = event.data
    people: list[Participant] = [
        {**p, "certificate": fact.certificate} if p["person"] == fact.person else p
        for p in training["participants"]
    ]
    return {**training, "participants": people}


TRAININGS = Projection(
    database="reporting",
    name="trainings",
    version=1,
    document=Training,
    title="Trainings: who was sent and came, hours, scores, certificates",
    on={
        membership.TrainingPlanned: fold(planned),
        membership.ParticipantRegistered: fold(registered),
        membership.TrainingDelivered: fold(delivered),
        membership.TrainingEvaluated: fold(evaluated),
        membership.ParticipantCertified: fold(certified),
    },
    indexes=(Index((("starts_on", 1),)), Index((("participants.organisation", 1),))),
)


@dataclass(frozen=True, slots=True)
class Figures:
    held: int
    people: int
    """Presences: who came to two trainings counts twice."""
    organisations: int
    hours: int
    """Of people: hours times those who came."""
    score: float | None
    certificates: int


def figures(trainings: Iterable[Any]) -> Figures:
    """Of the trainings that were held."""
    held = [training for training in trainings if training["state"] == "delivered"]
    came = [(training, p) for training in held for p in training["participants"] if p["came"]]
    scores = [score for training in held for score in training["scores"]]
    return Figures(
        held=len(held),
        people=len(came),
        organisations=len({p["organisation"] for _, p in came}),
        hours=sum(training["hours"] for training, _ in came),
        score=sum(scores) / len(scores) if scores else None,
        certificates=sum(p["certificate"] is not None for _, p in came),
    )


async def everyone(db: Database) -> list[Any]:
    return await db.find("trainings", {}, sort=[("starts_on", 1), ("_id", 1)])
