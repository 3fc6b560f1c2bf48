"""What has the platform told the public, and what of it was corrected or taken back? Drafts are not here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from services.outreach.projections.portal.visibility import Shown
from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Subject(TypedDict):
    entity: str
    id: str


class Correction(TypedDict):
    what: dict[str, str]
    """What was wrong."""
    on: str


class Publication(Searchable):
    kind: str
    title: dict[str, str]
    text: dict[str, str] | None
    """None: it was taken back."""
    about: Subject | None
    """The entity whose page tells more."""
    agreement: str
    shown: Shown
    """What it says of its funding, as it was checked when it was published."""
    published_on: str
    updated_at: str
    """The moment of its latest change."""
    corrections: list[Correction]
    retracted_on: str | None
    retracted_because: dict[str, str] | None


def published(_: Publication | None, event: Recorded[outreach.PublicationPublished]) -> Publication:
    fact: Any = event.data.model_dump(mode="json")
    return Publication(
        kind=fact["kind"],
        title=fact["title"],
        text=fact["text"],
        about=fact["about"],
        agreement=fact["agreement"],
        shown=fact["shown"],
        published_on=fact["published_on"],
        updated_at=utc(event.at),
        corrections=[],
        retracted_on=None,
        retracted_because=None,
    )


def corrected(before: Publication, event: Recorded[outreach.PublicationCorrected]) -> Publication:
    fact: Any = event.data.model_dump(mode="json")
    correction = Correction(what=fact["what"], on=fact["corrected_on"])
    return {
        **before,
        "title": fact["title"],
        "text": fact["text"],
        "updated_at": utc(event.at),
        "corrections": [*before["corrections"], correction],
    }


def retracted(before: Publication, event: Recorded[outreach.PublicationRetracted]) -> Publication:
    fact: Any = event.data.model_dump(mode="json")
    return {
        **before,
        "text": None,
        "updated_at": utc(event.at),
        "retracted_on": fact["retracted_on"],
        "retracted_because": fact["reason"],
    }


def texts(publication: Publication) -> Texts:
    """What was taken back is found no more."""
    return (publication["title"], publication["text"]) if publication["text"] else ()


PUBLICATIONS = Projection(
    database="portal",
    name="publications",
    version=2,
    document=Publication,
    title="News, notices, calls, alerts and briefings",
    on=searchable(
        texts,
        {
            outreach.PublicationPublished: fold(published),
            outreach.PublicationCorrected: fold(corrected),
            outreach.PublicationRetracted: fold(retracted),
        },
    ),
    indexes=(Index((("published_on", -1), ("_id", 1))), Index((("kind", 1), ("published_on", -1)))),
)

LATEST = [("published_on", -1), ("_id", 1)]


async def latest(db: Database, limit: int = 0, kind: str = "", skip: int = 0) -> list[Any]:
    """What stands, the newest first."""
    return await db.find("publications", _standing(kind), sort=LATEST, limit=limit, skip=skip)


async def count(db: Database, kind: str = "") -> int:
    return await db.count("publications", _standing(kind))


async def one(db: Database, id: str) -> Any:
    return await db.find_one("publications", {"_id": id})


async def kinds(db: Database) -> dict[str, int]:
    """How many there are of each kind."""
    groups = [
        {"$match": _standing("")},
        {"$group": {"_id": "$kind", "n": {"$sum": 1}}},
        {"$sort": {"_id": 1}},
    ]
    return {row["_id"]: row["n"] for row in await db.aggregate("publications", groups)}


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    wanted = sorted(set(ids))
    found = await db.find("publications", {"_id": {"$in": wanted}}, fields=["title"]) if wanted else []
    return {publication["_id"]: publication["title"] for publication in found}


def _standing(kind: str) -> dict[str, Any]:
    return {"retracted_on": None, **({"kind": kind} if kind else {})}
