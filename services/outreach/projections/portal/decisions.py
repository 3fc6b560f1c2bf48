"""What has any body decided? One document per decision, to be searched over all meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meeting_document import Quorum
from services.outreach.projections.portal.searching import Searchable, Texts, having, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Votes(TypedDict):
    votes_for: int
    votes_against: int
    abstentions: int


class Decision(Searchable):
    meeting: str
    decision: int
    body: str | None
    item: int | None
    text: dict[str, str] | None
    """None: it is about a confidential item."""
    consensus: bool
    votes: Votes
    quorate: bool
    quorum: Quorum | None
    taken_on: str
    taken_at: str | None
    institution: str | None
    deadline: str | None


def taken(_: None, event: Recorded[council.DecisionTaken]) -> Decision:
    facts: Any = event.data.model_dump(mode="json")
    votes = Votes(
        votes_for=facts.pop("votes_for"),
        votes_against=facts.pop("votes_against"),
        abstentions=facts.pop("abstentions"),
    )
    text = None if facts.pop("confidential") else facts["text"]
    decision: Decision = facts | {"meeting": event.ref.id, "votes": votes, "text": text}
    return decision


def _each(event: Recorded[council.DecisionTaken]) -> tuple[str]:
    return (f"{event.ref.id}-{event.data.decision}",)


def texts(decision: Decision) -> Texts:
    return (decision["text"],)


DECISIONS = Projection(
    database="portal",
    name="decisions",
    version=1,
    document=Decision,
    title="Decisions of all meetings",
    on=searchable(texts, {council.DecisionTaken: fold(taken, by=_each)}),
    indexes=(Index((("taken_on", -1), ("_id", 1))), Index((("body", 1), ("taken_on", -1)))),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty means any."""

    words: str = ""
    body: str = ""
    year: str = ""

    def filter(self) -> dict[str, Any]:
        wanted: dict[str, Any] = having(self.words) if self.words else {}
        if self.body:
            wanted["body"] = self.body
        if self.year:
            wanted["taken_on"] = {"$gte": f"{self.year}-01-01", "$lte": f"{self.year}-12-31"}
        return wanted


async def find(db: Database, wanted: Wanted, skip: int, limit: int) -> list[Any]:
    """The latest first; those of one meeting in their order."""
    order = [("taken_on", -1), ("meeting", 1), ("decision", 1)]
    return await db.find("decisions", wanted.filter(), sort=order, skip=skip, limit=limit)


async def count(db: Database, wanted: Wanted) -> int:
    return await db.count("decisions", wanted.filter())


async def bodies(db: Database) -> list[str]:
    """Those that have decided something."""
    found = await db.find("decisions", {}, fields=["body"])
    return sorted({decision["body"] for decision in found if decision["body"]})


async def years(db: Database) -> list[str]:
    """The latest first."""
    found = await db.find("decisions", {}, fields=["taken_on"])
    return sorted({decision["taken_on"][:4] for decision in found}, reverse=True)
