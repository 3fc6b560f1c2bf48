"""Which documents bind the members, in which versions?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Version(TypedDict):
    version: int
    effective_on: str
    sha256: str


class PublishedDocument(TypedDict):
    title: dict[str, str]
    versions: list[Version]


def published(
    document: PublishedDocument | None, event: Recorded[membership.DocumentPublished]
) -> PublishedDocument:
    facts: Any = event.data.model_dump(mode="json")
    version = Version(version=facts["version"], effective_on=facts["effective_on"], sha256=facts["sha256"])
    earlier = document["versions"] if document else []
    return PublishedDocument(title=facts["title"], versions=[*earlier, version])


DOCUMENTS = Projection(
    database="portal",
    name="documents",
    version=1,
    document=PublishedDocument,
    title="Code of Ethics, Rules of Procedure, Statute: every version",
    on={membership.DocumentPublished: fold(published)},
)


async def names(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("documents", {"_id": {"$in": sorted(set(ids))}})
    return {d["_id"]: d["title"] for d in found}
