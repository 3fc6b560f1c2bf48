"""Which organisations are in the register, and since when is each a member?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.naming import READERS, shown_in
from services.outreach.projections.portal.searching import having, plain, sought
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Spell(TypedDict):
    """One time as a member, from the day of joining to the day it ended (None: still a member)."""

    joined_on: str
    ended_on: str | None
    ending: Literal["resigned", "closed"] | None


class Organisation(TypedDict):
    name: dict[str, str]
    search: str
    """The names in lower case and without accents."""
    order: dict[str, str]
    """For each language of the readers the name they see, as `search` has it: what lists are sorted by."""
    legal_form: str
    municipality: str
    region: str
    fields_of_work: list[str]
    founded_on: str
    languages: list[str]
    registered_on: str
    closed_on: str | None
    member: bool
    spells: list[Spell]


def _sought(name: dict[str, str]) -> tuple[str, dict[str, str]]:
    return sought((name,)), {reader: plain(name[shown_in(name, reader)]) for reader in READERS}


def registered(_: None, event: Recorded[membership.OrganisationRegistered]) -> Organisation:
    facts: Any = event.data.model_dump(mode="json")
    search, order = _sought(facts["name"])
    known: Organisation = facts | {
        "search": search,
        "order": order,
        "closed_on": None,
        "member": False,
        "spells": [],
    }
    return known


def changed(
    organisation: Organisation, event: Recorded[membership.OrganisationDetailsChanged]
) -> Organisation:
    changes: Any = event.data.model_dump(mode="json", exclude_none=True)
    now: Organisation = {**organisation, **changes}
    search, order = _sought(now["name"])
    return {**now, "search": search, "order": order}


def closed(organisation: Organisation, event: Recorded[membership.OrganisationClosed]) -> Organisation:
    return {**organisation, "closed_on": event.data.closed_on.isoformat()}


def joined(organisation: Organisation, event: Recorded[membership.MemberJoined]) -> Organisation:
    spell = Spell(joined_on=event.data.joined_on.isoformat(), ended_on=None, ending=None)
    return {**organisation, "member": True, "spells": [*organisation["spells"], spell]}


def resigned(organisation: Organisation, event: Recorded[membership.MemberResigned]) -> Organisation:
    return _ended(organisation, event.data.resigned_on.isoformat(), "resigned")


def ended(organisation: Organisation, event: Recorded[membership.MembershipEnded]) -> Organisation:
    return _ended(organisation, event.data.ended_on.isoformat(), "closed")


def _ended(organisation: Organisation, on: str, ending: Literal["resigned", "closed"]) -> Organisation:
    if not organisation["member"]:  # an application may end before it was a membership
        return organisation
    *earlier, last = organisation["spells"]
    return {
        **organisation,
        "member": False,
        "spells": [*earlier, {**last, "ended_on": on, "ending": ending}],
    }


ORGANISATIONS = Projection(
    database="portal",
    name="organisations",
    version=1,
    document=Organisation,
    title="Organisations of the register, with their membership of the platform",
    on={
        membership.OrganisationRegistered: fold(registered),
        membership.OrganisationDetailsChanged: fold(changed),
        membership.OrganisationClosed: fold(closed),
        membership.MemberJoined: fold(joined),
        membership.MemberResigned: fold(resigned),
        membership.MembershipEnded: fold(ended),
    },
    indexes=(
        *(Index(((f"order.{reader}", 1), ("_id", 1))) for reader in READERS),
        Index((("region", 1),)),
        Index((("fields_of_work", 1),)),
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty means any."""

    words: str = ""
    region: str = ""
    field: str = ""
    membership: Literal["", "member", "other"] = ""

    def filter(self) -> dict[str, Any]:
        wanted: dict[str, Any] = {}
        if self.words:
            wanted |= having(self.words)
        if self.region:
            wanted["region"] = self.region
        if self.field:
            wanted["fields_of_work"] = self.field
        if self.membership:
            wanted["member"] = self.membership == "member"
        return wanted


async def find(db: Database, wanted: Wanted, reader: str, skip: int = 0, limit: int = 50) -> list[Any]:
    """In the order of the names that a reader of this language sees."""
    order = [(f"order.{reader}", 1), ("_id", 1)]
    return await db.find("organisations", wanted.filter(), sort=order, skip=skip, limit=limit)


async def count(db: Database, wanted: Wanted) -> int:
    return await db.count("organisations", wanted.filter())


async def one(db: Database, id: str) -> Any:
    return await db.find_one("organisations", {"_id": id})


async def fields_of_work(db: Database) -> list[str]:
    """Those that some organisation works in."""
    each = {"$unwind": "$fields_of_work"}, {"$group": {"_id": "$fields_of_work"}}
    return sorted([found["_id"] for found in await db.aggregate("organisations", each)])


async def names(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("organisations", {"_id": {"$in": sorted(set(ids))}})
    return {o["_id"]: o["name"] for o in found}


async def members(db: Database) -> list[Any]:
    """Every organisation that is a member now."""
    return await db.find("organisations", {"member": True})


async def spells(db: Database) -> list[Any]:
    """Every time that any organisation was a member, or still is."""
    found = await db.find("organisations", {"spells.0": {"$exists": True}}, fields=["spells"])
    return [spell for organisation in found for spell in organisation["spells"]]


async def homes(db: Database) -> list[Any]:
    """Region and fields of work of every organisation."""
    return await db.find("organisations", fields=["region", "fields_of_work"])
