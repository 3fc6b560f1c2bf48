"""How far are the minutes of each meeting, and what did every revision say?"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Revision(TypedDict):
    number: int
    texts: dict[str, str]
    corrected: str
    on: str


class Minutes(TypedDict):
    state: Literal["drafted", "adopted", "published"]
    revisions: list[Revision]
    adopted_on: str | None
    adopted_in: str | None
    published_on: str | None


def drafted(_: None, event: Recorded[council.MinutesDrafted]) -> Minutes:
    facts: Any = event.data.model_dump(mode="json")
    first = Revision(number=facts["number"], texts=facts["texts"], corrected="", on=facts["drafted_on"])
    return Minutes(state="drafted", revisions=[first], adopted_on=None, adopted_in=None, published_on=None)


def corrected(minutes: Minutes, event: Recorded[council.MinutesCorrected]) -> Minutes:
    facts: Any = event.data.model_dump(mode="json")
    facts["on"] = facts.pop("corrected_on")
    return {**minutes, "revisions": [*minutes["revisions"], facts]}


def adopted(minutes: Minutes, event: Recorded[council.MinutesAdopted]) -> Minutes:
    fact = event.data
    day = fact.adopted_on.isoformat()
    return {**minutes, "state": "adopted", "adopted_on": day, "adopted_in": fact.adopted_in}


def published(minutes: Minutes, event: Recorded[council.MinutesPublished]) -> Minutes:
    return {**minutes, "state": "published", "published_on": event.data.published_on.isoformat()}


MINUTES = Projection(
    database="reporting",
    name="minutes",
    version=1,
    document=Minutes,
    title="Minutes of meetings, every revision",
    on={
        council.MinutesDrafted: fold(drafted),
        council.MinutesCorrected: fold(corrected),
        council.MinutesAdopted: fold(adopted),
        council.MinutesPublished: fold(published),
    },
)


async def one(db: Database, meeting: str) -> Any:
    return await db.find_one("minutes", {"_id": meeting})
