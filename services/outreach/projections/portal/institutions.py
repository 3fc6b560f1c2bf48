"""Which public institutions take part in the dialogue?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Institution(Searchable):
    name: dict[str, str]


def registered(_: Institution | None, event: Recorded[council.InstitutionRegistered]) -> Institution:
    facts: Any = event.data.model_dump(mode="json")
    document: Institution = facts
    return document


def texts(one: Institution) -> Texts:
    return (one["name"],)


INSTITUTIONS = Projection(
    database="portal",
    name="institutions",
    version=2,
    document=Institution,
    title="Public institutions",
    on=searchable(texts, {council.InstitutionRegistered: fold(registered)}),
)


async def names(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("institutions", {"_id": {"$in": sorted(set(ids))}})
    return {i["_id"]: i["name"] for i in found}
