"""What does the platform stand for: who proposed it, who said what, who stands behind it, where did it go?

A position is public from its proposal on: organisations speak in it, no person does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council, membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Version(TypedDict):
    version: int
    title: dict[str, str]
    text: dict[str, str]
    changes: str
    """What is new in it; empty for the first."""
    on: str


class Comment(TypedDict):
    comment: int
    organisation: str
    text: dict[str, str]
    on: str


class Endorsement(TypedDict):
    organisation: str
    version: int
    """Only those of the last version count."""
    on: str


class Adoption(TypedDict):
    ground: Literal["endorsements", "board"]
    version: int
    endorsements: int
    needed: int | None
    on: str


class Transmission(TypedDict):
    call: str | None
    on: str


class Reception(TypedDict):
    """The call for input in which the Council received it."""

    call: str
    on: str


class Action(TypedDict):
    action: int
    kind: str
    text: dict[str, str]
    on: str


class Initiative(TypedDict):
    initiative: str
    title: dict[str, str]
    institution: str
    organisation: str
    launched_on: str
    actions: list[Action]
    outcome: str | None
    result: dict[str, str] | None
    concluded_on: str | None


class Position(Searchable):
    organisation: str
    title: dict[str, str]
    text: dict[str, str]
    state: Literal["proposed", "consulted", "adopted", "dropped", "transmitted"]
    proposed_on: str
    until: str | None
    """The last day for comments."""
    versions: list[Version]
    comments: list[Comment]
    endorsements: list[Endorsement]
    adopted: Adoption | None
    dropped_on: str | None
    dropped_because: str | None
    transmitted: Transmission | None
    received: Reception | None
    initiatives: list[Initiative]
    moved_on: str
    """The day of the latest step."""


def proposed(_: None, event: Recorded[membership.PositionProposed]) -> Position:
    facts: Any = event.data.model_dump(mode="json")
    on = facts["proposed_on"]
    first = Version(version=1, title=facts["title"], text=facts["text"], changes="", on=on)
    return Position(
        organisation=facts["organisation"],
        title=facts["title"],
        text=facts["text"],
        state="proposed",
        proposed_on=on,
        until=None,
        versions=[first],
        comments=[],
        endorsements=[],
        adopted=None,
        dropped_on=None,
        dropped_because=None,
        transmitted=None,
        received=None,
        initiatives=[],
        moved_on=on,
    )


def consulted(position: Position, event: Recorded[membership.PositionConsultationOpened]) -> Position:
    until, on = event.data.until.isoformat(), event.data.opened_on.isoformat()
    return {**position, "state": "consulted", "until": until, "moved_on": on}


def commented(position: Position, event: Recorded[membership.PositionCommented]) -> Position:
    facts: Any = event.data.model_dump(mode="json")
    on = facts.pop("commented_on")
    comment: Comment = facts | {"on": on}
    return {**position, "comments": [*position["comments"], comment], "moved_on": on}


def revised(position: Position, event: Recorded[membership.PositionRevised]) -> Position:
    facts: Any = event.data.model_dump(mode="json")
    version = Version(
        version=facts["text_version"],
        title=facts["title"],
        text=facts["text"],
        changes=facts["changes"],
        on=facts["revised_on"],
    )
    return {
        **position,
        "title": version["title"],
        "text": version["text"],
        "versions": [*position["versions"], version],
        "moved_on": version["on"],
    }


def endorsed(position: Position, event: Recorded[membership.PositionEndorsed]) -> Position:
    fact, on = event.data, event.data.endorsed_on.isoformat()
    given = Endorsement(organisation=fact.organisation, version=fact.text_version, on=on)
    return {**position, "endorsements": [*position["endorsements"], given], "moved_on": on}


def adopted(position: Position, event: Recorded[membership.PositionAdopted]) -> Position:
    fact, on = event.data, event.data.adopted_on.isoformat()
    adoption = Adoption(
        ground=fact.ground,
        version=fact.text_version,
        endorsements=fact.endorsements,
        needed=fact.needed,
        on=on,
    )
    return {**position, "state": "adopted", "adopted": adoption, "moved_on": on}


def dropped(position: Position, event: Recorded[membership.PositionDropped]) -> Position:
    on = event.data.dropped_on.isoformat()
    return {
        **position,
        "state": "dropped",
        "dropped_on": on,
        "dropped_because": event.data.reason,
        "moved_on": on,
    }


def transmitted(position: Position, event: Recorded[membership.PositionTransmitted]) -> Position:
    on = event.data.transmitted_on.isoformat()
    sent = Transmission(call=event.data.call, on=on)
    return {**position, "state": "transmitted", "transmitted": sent, "moved_on": on}


def received(position: Position | None, event: Recorded[council.PositionReceived]) -> Position | None:
    if position is None:  # received by hand, without a proposal on record
        return None
    at = Reception(call=event.data.call, on=event.data.received_on.isoformat())
    return {**position, "received": at}


def launched(position: Position, event: Recorded[membership.InitiativeLaunched]) -> Position:
    facts: Any = event.data.model_dump(mode="json", include={"title", "institution", "organisation"})
    begun: Initiative = facts | {
        "initiative": event.ref.id,
        "launched_on": event.data.launched_on.isoformat(),
        "actions": [],
        "outcome": None,
        "result": None,
        "concluded_on": None,
    }
    return {**position, "initiatives": [*position["initiatives"], begun]}


def acted(position: Position, event: Recorded[membership.AdvocacyActionRecorded]) -> Position:
    facts: Any = event.data.model_dump(mode="json", include={"action", "kind", "text"})
    action: Action = facts | {"on": event.data.done_on.isoformat()}
    return _with(position, event.ref.id, lambda one: {**one, "actions": [*one["actions"], action]})


def concluded(position: Position, event: Recorded[membership.InitiativeConcluded]) -> Position:
    facts: Any = event.data.model_dump(mode="json", include={"outcome", "text", "concluded_on"})
    ending = {"outcome": facts["outcome"], "result": facts["text"], "concluded_on": facts["concluded_on"]}
    return _with(position, event.ref.id, lambda one: {**one, **ending})


def _with(position: Position, id: str, change: Any) -> Position:
    changed = [change(one) if one["initiative"] == id else one for one in position["initiatives"]]
    return {**position, "initiatives": changed}


Advocacy = membership.InitiativeLaunched | membership.AdvocacyActionRecorded | membership.InitiativeConcluded


def _its_position(event: Recorded[Advocacy]) -> tuple[str]:
    return (event.data.position,)


def texts(position: Position) -> Texts:
    return (position["title"], position["text"])


POSITIONS = Projection(
    database="portal",
    name="positions",
    version=2,
    document=Position,
    title="Positions of the platform, from proposal to transmission and advocacy",
    on=searchable(
        texts,
        {
            membership.PositionProposed: fold(proposed),
            membership.PositionConsultationOpened: fold(consulted),
            membership.PositionCommented: fold(commented),
            membership.PositionRevised: fold(revised),
            membership.PositionEndorsed: fold(endorsed),
            membership.PositionAdopted: fold(adopted),
            membership.PositionDropped: fold(dropped),
            membership.PositionTransmitted: fold(transmitted),
            council.PositionReceived: fold(received),  # its entity has the position's id
            membership.InitiativeLaunched: fold(launched, by=_its_position),
            membership.AdvocacyActionRecorded: fold(acted, by=_its_position),
            membership.InitiativeConcluded: fold(concluded, by=_its_position),
        },
    ),
    indexes=(
        Index((("moved_on", -1), ("_id", 1))),
        Index((("organisation", 1),)),
        Index((("endorsements.organisation", 1),)),
    ),
)


async def everyone(db: Database) -> list[Any]:
    """Those that moved last first."""
    return await db.find("positions", {}, sort=[("moved_on", -1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("positions", {"_id": id})


async def of_organisation(db: Database, organisation: str) -> list[Any]:
    """Those it proposed or endorsed, the latest first."""
    where = {"$or": [{"organisation": organisation}, {"endorsements.organisation": organisation}]}
    return await db.find("positions", where, sort=[("proposed_on", -1), ("_id", 1)])


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("positions", {"_id": {"$in": sorted(set(ids))}}, fields=["title"])
    return {position["_id"]: position["title"] for position in found}
