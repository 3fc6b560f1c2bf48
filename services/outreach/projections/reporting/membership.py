"""Who applied, joined and left, when and why; and how did the membership grow, month by month?

One document per organisation, application after application. The monthly figures are not stored:
`growth` counts them from the spells, so they can never disagree with the register.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Spell(TypedDict):
    """From the application to its end, whatever came of it."""

    applied_on: str
    checked_on: str | None
    complete: bool | None
    joined_on: str | None
    decision_ref: str | None
    ended_on: str | None
    ending: Literal["refused", "resigned", "organisation closed"] | None
    reason: str | None


class Membership(TypedDict):
    state: Literal["applied", "checked", "member", "refused", "resigned", "organisation closed"]
    spells: list[Spell]


def applied(before: Membership | None, event: Recorded[membership.MembershipApplied]) -> Membership:
    spell = Spell(
        applied_on=event.data.applied_on.isoformat(),
        checked_on=None,
        complete=None,
        joined_on=None,
        decision_ref=None,
        ended_on=None,
        ending=None,
        reason=None,
    )
    return Membership(state="applied", spells=[*(before["spells"] if before else []), spell])


def checked(before: Membership, event: Recorded[membership.ApplicationChecked]) -> Membership:
    fact = event.data
    now: Spell = {
        **before["spells"][-1],
        "checked_on": fact.checked_on.isoformat(),
        "complete": fact.complete,
    }
    return Membership(state="checked", spells=[*before["spells"][:-1], now])


def joined(before: Membership, event: Recorded[membership.MemberJoined]) -> Membership:
    fact = event.data
    now: Spell = {
        **before["spells"][-1],
        "joined_on": fact.joined_on.isoformat(),
        "decision_ref": fact.decision_ref,
    }
    return Membership(state="member", spells=[*before["spells"][:-1], now])


def refused(before: Membership, event: Recorded[membership.MembershipRefused]) -> Membership:
    return _ended(before, "refused", event.data.refused_on.isoformat(), event.data.reason)


def resigned(before: Membership, event: Recorded[membership.MemberResigned]) -> Membership:
    return _ended(before, "resigned", event.data.resigned_on.isoformat(), event.data.reason)


def ended(before: Membership, event: Recorded[membership.MembershipEnded]) -> Membership:
    return _ended(before, "organisation closed", event.data.ended_on.isoformat(), event.data.reason)


def _ended(
    before: Membership, ending: Literal["refused", "resigned", "organisation closed"], on: str, reason: str
) -> Membership:
    now: Spell = {**before["spells"][-1], "ended_on": on, "ending": ending, "reason": reason}
    return Membership(state=ending, spells=[*before["spells"][:-1], now])


MEMBERSHIP = Projection(
    database="reporting",
    name="membership",
    version=1,
    document=Membership,
    title="Membership of every organisation, spell after spell",
    on={
        membership.MembershipApplied: fold(applied),
        membership.ApplicationChecked: fold(checked),
        membership.MemberJoined: fold(joined),
        membership.MembershipRefused: fold(refused),
        membership.MemberResigned: fold(resigned),
        membership.MembershipEnded: fold(ended),
    },
    indexes=(Index((("state", 1),)),),
)


@dataclass(frozen=True, slots=True)
class Month:
    """`members` is the number at the end of the month."""

    month: str
    joined: int
    left: int
    members: int


def growth(memberships: Iterable[Membership]) -> list[Month]:
    """The months in which somebody joined or left, in order."""
    spells = [spell for m in memberships for spell in m["spells"] if spell["joined_on"]]
    joined = Counter(spell["joined_on"][:7] for spell in spells if spell["joined_on"])
    left = Counter(spell["ended_on"][:7] for spell in spells if spell["ended_on"])
    months, members = [], 0
    for month in sorted(joined.keys() | left.keys()):
        members += joined[month] - left[month]
        months.append(Month(month, joined[month], left[month], members))
    return months


async def everyone(db: Database) -> list[Any]:
    return await db.find("membership", {}, sort=[("_id", 1)])


async def one(db: Database, organisation: str) -> Any:
    return await db.find_one("membership", {"_id": organisation})
