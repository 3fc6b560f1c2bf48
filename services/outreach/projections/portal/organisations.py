"""Which organisations are in the register, and since when is each a member?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.naming import READERS, shown_in
from services.outreach.projections.portal.searching import Texts, having, plain, sought
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

Ending = Literal["resigned", "expelled", "closed"]
Standing = Literal["member", "passive", "suspended", "former", "expelled", "none", "closed"]


class Suspension(TypedDict):
    since: str
    until: str | None
    """Its last day, as decided; None: until further notice."""
    ended_on: str | None
    """The first day on which it held no more; None: nothing has ended it but its last day."""
    reason: str


class Spell(TypedDict):
    """One time as a member, from the day of joining to the day it ended (None: still a member)."""

    joined_on: str
    ended_on: str | None
    ending: Ending | None
    ground: Literal["ethics", "passivity"] | None
    """Of an expulsion."""
    reason: str | None
    """The board's, of an expulsion. Why an organisation left by itself is its own affair."""
    suspensions: list[Suspension]


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
    """A suspended member is one."""
    passive_since: str | None
    """Nothing was seen of the member for as long as the rule says."""
    spells: list[Spell]


def texts(organisation: Organisation) -> Texts:
    return (organisation["name"],)


def _sought(organisation: Organisation) -> Organisation:
    """With what it is found by, and sorted by in each language."""
    name = organisation["name"]
    order = {reader: plain(name[shown_in(name, reader)]) for reader in READERS}
    return {**organisation, "search": sought(texts(organisation)), "order": order}


def registered(_: None, event: Recorded[membership.OrganisationRegistered]) -> Organisation:
    facts: Any = event.data.model_dump(mode="json")
    return _sought(facts | {"closed_on": None, "member": False, "passive_since": None, "spells": []})


def changed(
    organisation: Organisation, event: Recorded[membership.OrganisationDetailsChanged]
) -> Organisation:
    changes: Any = event.data.model_dump(mode="json", exclude_none=True)
    return _sought({**organisation, **changes})


def closed(organisation: Organisation, event: Recorded[membership.OrganisationClosed]) -> Organisation:
    return {**organisation, "closed_on": event.data.closed_on.isoformat()}


def joined(organisation: Organisation, event: Recorded[membership.MemberJoined]) -> Organisation:
    spell = Spell(
        joined_on=event.data.joined_on.isoformat(),
        ended_on=None,
        ending=None,
        ground=None,
        reason=None,
        suspensions=[],
    )
    return {**organisation, "member": True, "spells": [*organisation["spells"], spell]}


def resigned(organisation: Organisation, event: Recorded[membership.MemberResigned]) -> Organisation:
    return _ended(organisation, event.data.resigned_on.isoformat(), "resigned")


def ended(organisation: Organisation, event: Recorded[membership.MembershipEnded]) -> Organisation:
    return _ended(organisation, event.data.ended_on.isoformat(), "closed")


def expelled(organisation: Organisation, event: Recorded[membership.MemberExpelled]) -> Organisation:
    fact = event.data
    ended = _ended(organisation, fact.expelled_on.isoformat(), "expelled")
    return _last(ended, ground="ethics" if fact.case else "passivity", reason=fact.reason)


def _ended(organisation: Organisation, on: str, ending: Ending) -> Organisation:
    if not organisation["member"]:  # an application may end before it was a membership
        return organisation
    lifted = _lifted(organisation, on)
    return {**_last(lifted, ended_on=on, ending=ending), "member": False, "passive_since": None}


def suspended(organisation: Organisation, event: Recorded[membership.MemberSuspended]) -> Organisation:
    """A longer one takes the place of the one that holds."""
    fact = event.data
    since, until = fact.suspended_on.isoformat(), fact.until.isoformat() if fact.until else None
    now = Suspension(since=since, until=until, ended_on=None, reason=fact.reason)
    suspensions = _lifted(organisation, since)["spells"][-1]["suspensions"]
    return _last(organisation, suspensions=[*suspensions, now])


def reinstated(organisation: Organisation, event: Recorded[membership.MemberReinstated]) -> Organisation:
    return _lifted(organisation, event.data.reinstated_on.isoformat())


def suspension_over(organisation: Organisation, event: Recorded[membership.SuspensionEnded]) -> Organisation:
    return _lifted(organisation, event.data.ended_on.isoformat())


def _lifted(organisation: Organisation, on: str) -> Organisation:
    """The suspension that holds, if one does, ends on this day."""
    suspensions: list[Suspension] = [
        one if one["ended_on"] else {**one, "ended_on": on}
        for one in organisation["spells"][-1]["suspensions"]
    ]
    return _last(organisation, suspensions=suspensions)


def _last(organisation: Organisation, **changes: Any) -> Organisation:
    *earlier, last = organisation["spells"]
    changed: Any = {**last, **changes}
    return {**organisation, "spells": [*earlier, changed]}


def passive(organisation: Organisation, event: Recorded[membership.MemberBecamePassive]) -> Organisation:
    return {**organisation, "passive_since": event.data.since.isoformat()}


def alive(organisation: Organisation, event: Recorded[Any]) -> Organisation:
    return {**organisation, "passive_since": None}


ORGANISATIONS = Projection(
    database="portal",
    name="organisations",
    version=2,
    document=Organisation,
    title="Organisations of the register, with their membership of the platform",
    on={
        membership.OrganisationRegistered: fold(registered),
        membership.OrganisationDetailsChanged: fold(changed),
        membership.OrganisationClosed: fold(closed),
        membership.MemberJoined: fold(joined),
        membership.MemberResigned: fold(resigned),
        membership.MemberExpelled: fold(expelled),
        membership.MembershipEnded: fold(ended),
        membership.MemberSuspended: fold(suspended),
        membership.MemberReinstated: fold(reinstated),
        membership.SuspensionEnded: fold(suspension_over),
        membership.MemberBecamePassive: fold(passive),
        membership.ActivitySeen: fold(alive),
        membership.PassivityReplanned: fold(alive),
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
    membership: Literal["", "member", "suspended", "former", "other"] = ""
    day: str = ""
    """The reader's today: whether a suspension holds is a question of days."""

    def filter(self) -> dict[str, Any]:
        wanted: dict[str, Any] = {}
        if self.words:
            wanted |= having(self.words)
        if self.region:
            wanted["region"] = self.region
        if self.field:
            wanted["fields_of_work"] = self.field
        return wanted | self._standing()

    def _standing(self) -> dict[str, Any]:
        match self.membership:
            case "member":
                return {"member": True}
            case "suspended":
                return {"member": True, "spells.suspensions": {"$elemMatch": _holding(self.day)}}
            case "former":
                return {"member": False, "spells.0": {"$exists": True}}
            case "other":
                return {"member": False}
            case _:
                return {}


def _holding(day: str) -> dict[str, Any]:
    """Which suspensions hold on a day, as MongoDB asks."""
    return {"since": {"$lte": day}, "ended_on": None, "$or": [{"until": None}, {"until": {"$gte": day}}]}


def standing_on(organisation: Organisation, day: str) -> Standing:
    """Where it stands with the platform on a day, by what is known now."""
    if organisation["closed_on"]:
        return "closed"
    if suspension_on(organisation, day):
        return "suspended"
    if organisation["member"]:
        return "passive" if organisation["passive_since"] else "member"
    if not organisation["spells"]:
        return "none"
    return "expelled" if organisation["spells"][-1]["ending"] == "expelled" else "former"


def suspension_on(organisation: Organisation, day: str) -> Suspension | None:
    """The suspension that holds on a day: its last day ends it, noted or not."""
    known = organisation["spells"][-1]["suspensions"] if organisation["member"] else []
    return next((one for one in known if _holds(one, day)), None)


def _holds(one: Suspension, day: str) -> bool:
    begun, lifted = one["since"] <= day, one["ended_on"] is not None and one["ended_on"] <= day
    return begun and not lifted and (one["until"] is None or day <= one["until"])


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
