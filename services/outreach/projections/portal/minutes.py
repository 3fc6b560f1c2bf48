"""What do the published minutes of a meeting say? Drafts are not public and stand in reporting only."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Revision(TypedDict):
    number: int
    texts: dict[str, str]
    corrected: str


class Minutes(Searchable):
    number: int
    texts: dict[str, str]
    before: list[Revision]
    """The revisions before the adopted one, if the public may see them."""
    corrected: str
    published_on: str


def published(_: Minutes | None, event: Recorded[council.MinutesPublished]) -> Minutes:
    facts: Any = event.data.model_dump(mode="json")
    minutes: Minutes = facts
    return minutes


def texts(minutes: Minutes) -> Texts:
    return (minutes["texts"],)


MINUTES = Projection(
    database="portal",
    name="minutes",
    version=2,
    document=Minutes,
    title="Published minutes of meetings",
    on=searchable(texts, {council.MinutesPublished: fold(published)}),
)


async def one(db: Database, meeting: str) -> Any:
    return await db.find_one("minutes", {"_id": meeting})
