"""Which trainings are there, who can still take part, and how were those that are over?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Training(Searchable):
    title: dict[str, str]
    text: dict[str, str]
    state: Literal["planned", "delivered"]
    starts_on: str
    ends_on: str
    place: str
    places: int
    taken: int
    """Places taken: persons registered."""
    languages: list[str]
    came: int | None
    hours: int | None
    scores: list[int]
    """From the questionnaires, in order of size."""
    certificates: int


def planned(_: None, event: Recorded[membership.TrainingPlanned]) -> Training:
    facts: Any = event.data.model_dump(mode="json", exclude={"planned_on"})
    training: Training = facts | {
        "state": "planned",
        "taken": 0,
        "came": None,
        "hours": None,
        "scores": [],
        "certificates": 0,
    }
    return training


def registered(training: Training, event: Recorded[membership.ParticipantRegistered]) -> Training:
    return {**training, "taken": training["taken"] + 1}


def delivered(training: Training, event: Recorded[membership.TrainingDelivered]) -> Training:
    fact = event.data
    return {**training, "state": "delivered", "came": len(fact.participants), "hours": fact.hours}


def evaluated(training: Training, event: Recorded[membership.TrainingEvaluated]) -> Training:
    return {**training, "scores": [*event.data.scores]}


def certified(training: Training, event: Recorded[membership.ParticipantCertified]) -> Training:
    return {**training, "certificates": training["certificates"] + 1}


def texts(training: Training) -> Texts:
    return (training["title"], training["text"], training["place"])


TRAININGS = Projection(
    database="portal",
    name="trainings",
    version=1,
    document=Training,
    title="Trainings: planned with the places left, held with their figures",
    on=searchable(
        texts,
        {
            membership.TrainingPlanned: fold(planned),
            membership.ParticipantRegistered: fold(registered),
            membership.TrainingDelivered: fold(delivered),
            membership.TrainingEvaluated: fold(evaluated),
            membership.ParticipantCertified: fold(certified),
        },
    ),
    indexes=(Index((("starts_on", -1),)),),
)


async def upcoming(db: Database, today: date) -> list[Any]:
    """Not begun yet, the next first."""
    ahead = {"state": "planned", "starts_on": {"$gte": today.isoformat()}}
    return await db.find("trainings", ahead, sort=[("starts_on", 1), ("_id", 1)])


async def over(db: Database, today: date) -> list[Any]:
    """Those that began, the latest first."""
    behind = {"$or": [{"state": "delivered"}, {"starts_on": {"$lt": today.isoformat()}}]}
    return await db.find("trainings", behind, sort=[("starts_on", -1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("trainings", {"_id": id})


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("trainings", {"_id": {"$in": sorted(set(ids))}}, fields=["title"])
    return {training["_id"]: training["title"] for training in found}
