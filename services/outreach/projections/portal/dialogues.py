"""Where else is there a dialogue, with whom, and was a partnership principle recognised there?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

Text = dict[str, str]


class Step(TypedDict):
    step: int
    text: Text
    taken_on: str


class Recognition(TypedDict):
    principle: Text
    instrument: Literal["act", "agreement"]
    title: Text
    evidence: str
    recognised_on: str


class Dialogue(Searchable):
    level: Literal["central", "municipal"]
    municipality: str | None
    institution: str | None
    principle: Text
    topic: Text
    organisation: str | None
    """Who asked for it, if somebody did."""
    opened_on: str
    steps: list[Step]
    recognised: Recognition | None
    outcome: Text | None
    closed_on: str | None


def opened(_: Dialogue | None, event: Recorded[council.DialogueOpened]) -> Dialogue:
    """A request alone is not public."""
    facts: Any = event.data.model_dump(mode="json")
    dialogue: Dialogue = facts | {"steps": [], "recognised": None, "outcome": None, "closed_on": None}
    return dialogue


def step(dialogue: Dialogue, event: Recorded[council.DialogueStepRecorded]) -> Dialogue:
    new: Any = event.data.model_dump(mode="json")
    return {**dialogue, "steps": [*dialogue["steps"], new]}


def recognised(dialogue: Dialogue, event: Recorded[council.PrincipleRecognised]) -> Dialogue:
    facts: Any = event.data.model_dump(mode="json")
    return {**dialogue, "recognised": facts}


def closed(dialogue: Dialogue | None, event: Recorded[council.DialogueClosed]) -> Dialogue | None:
    """A request that was declined stays unpublished."""
    facts: Any = event.data.model_dump(mode="json")
    return dialogue and {**dialogue, "outcome": facts["outcome"], "closed_on": facts["closed_on"]}


def texts(dialogue: Dialogue) -> Texts:
    act = dialogue["recognised"]
    steps = (step["text"] for step in dialogue["steps"])
    return (dialogue["topic"], dialogue["principle"], dialogue["outcome"], act and act["title"], *steps)


DIALOGUES = Projection(
    database="portal",
    name="dialogues",
    version=1,
    document=Dialogue,
    title="Dialogues with ministries and municipalities, and the principles recognised there",
    on=searchable(
        texts,
        {
            council.DialogueOpened: fold(opened),
            council.DialogueStepRecorded: fold(step),
            council.PrincipleRecognised: fold(recognised),
            council.DialogueClosed: fold(closed),
        },
    ),
    indexes=(Index((("opened_on", -1),)), Index((("municipality", 1),))),
)


class Target(TypedDict):
    """Of one year; the id is the year."""

    principles: int


def target_set(_: Target | None, event: Recorded[council.DialogueTargetSet]) -> Target:
    return Target(principles=event.data.principles)


DIALOGUE_TARGETS = Projection(
    database="portal",
    name="dialogue_targets",
    version=1,
    document=Target,
    title="How many principles are to be recognised in each year",
    on={council.DialogueTargetSet: fold(target_set)},
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("dialogues", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    """The latest first."""
    return await db.find("dialogues", {}, sort=[("opened_on", -1), ("_id", 1)])


async def titles(db: Database, ids: Iterable[str]) -> dict[str, Text]:
    found = await db.find("dialogues", {"_id": {"$in": sorted(set(ids))}}, fields=["topic"])
    return {one["_id"]: one["topic"] for one in found}


async def targets(db: Database) -> dict[str, int]:
    """By year."""
    return {target["_id"]: target["principles"] for target in await db.find("dialogue_targets", {})}
