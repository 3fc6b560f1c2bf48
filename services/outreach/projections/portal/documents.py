"""Which documents bind the members, in which versions?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Version(TypedDict):
    version: int
    effective_on: str
    sha256: str


class PublishedDocument(Searchable):
    title: dict[str, str]
    versions: list[Version]


def published(
    document: PublishedDocument | None, event: Recorded[membership.DocumentPublished]
) -> PublishedDocument:
    facts: Any = event.data.model_dump(mode="json")
    version = Version(version=facts["version"], effective_on=facts["effective_on"], sha256=facts["sha256"])
    earlier = document["versions"] if document else []
    return PublishedDocument(title=facts["title"], versions=[*earlier, version])


def texts(document: PublishedDocument) -> Texts:
    return (document["title"],)


DOCUMENTS = Projection(
    database="portal",
    name="documents",
    version=2,
    document=PublishedDocument,
    title="Code of Ethics, Rules of Procedure, Statute: every version",
    on=searchable(texts, {membership.DocumentPublished: fold(published)}),
)


def current(document: Any) -> tuple[Any, ...]:
    """As its latest version says."""
    return ({**document, **document["versions"][-1]},)


async def everyone(db: Database) -> list[Any]:
    return await db.find("documents", sort=[("_id", 1)])


async def names(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("documents", {"_id": {"$in": sorted(set(ids))}})
    return {d["_id"]: d["title"] for d in found}
