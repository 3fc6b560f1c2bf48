"""Who applied, joined and left, when and why?

One document per organisation, application after application. Figures are not stored: growth.py counts them
from the spells, so they can never disagree with the register.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

Ending = Literal["refused", "resigned", "expelled", "organisation closed"]
State = Literal[
    "never applied",
    "applied",
    "checked",
    "member",
    "suspended",
    "refused",
    "appealed",
    "resigned",
    "expelled",
    "organisation closed",
]


class Appeal(TypedDict):
    on: str
    grounds: str
    decided_on: str | None
    upheld: bool | None
    reason: str | None


class Suspension(TypedDict):
    since: str
    until: str | None
    ended_on: str | None
    reason: str
    case: str | None


class Spell(TypedDict):
    """From the application to its end, whatever came of it."""

    applied_on: str
    checked_on: str | None
    complete: bool | None
    joined_on: str | None
    decision_ref: str | None
    appeal_until: str | None
    appeal: Appeal | None
    suspensions: list[Suspension]
    ended_on: str | None
    ending: Ending | None
    reason: str | None
    """Why it ended, in the words of who ended it."""
    case: str | None
    """The ethics case that an expulsion rests on."""


class Passivity(TypedDict):
    since: str
    months: int
    last_seen: str
    sign: str
    source: str


class Membership(TypedDict):
    state: State
    region: str | None
    fields_of_work: list[str]
    spells: list[Spell]
    passive: Passivity | None
    """Why it counts as passive; None: it does not."""


NEW = Membership(state="never applied", region=None, fields_of_work=[], spells=[], passive=None)


def registered(before: Membership | None, event: Recorded[membership.OrganisationRegistered]) -> Membership:
    fields = list(event.data.fields_of_work)
    return {**(before or NEW), "region": event.data.region, "fields_of_work": fields}


def changed(before: Membership, event: Recorded[membership.OrganisationDetailsChanged]) -> Membership:
    fact = event.data
    return {
        **before,
        "region": fact.region or before["region"],
        "fields_of_work": before["fields_of_work"] if fact.fields_of_work is None else [*fact.fields_of_work],
    }


def applied(before: Membership | None, event: Recorded[membership.MembershipApplied]) -> Membership:
    spell = Spell(
        applied_on=event.data.applied_on.isoformat(),
        checked_on=None,
        complete=None,
        joined_on=None,
        decision_ref=None,
        appeal_until=None,
        appeal=None,
        suspensions=[],
        ended_on=None,
        ending=None,
        reason=None,
        case=None,
    )
    known = before or NEW
    return {**known, "state": "applied", "spells": [*known["spells"], spell]}


def _last(before: Membership, state: State, **changes: Any) -> Membership:
    *earlier, last = before["spells"]
    now: Any = {**last, **changes}
    return {**before, "state": state, "spells": [*earlier, now]}


def checked(before: Membership, event: Recorded[membership.ApplicationChecked]) -> Membership:
    fact = event.data
    return _last(before, "checked", checked_on=fact.checked_on.isoformat(), complete=fact.complete)


def joined(before: Membership, event: Recorded[membership.MemberJoined]) -> Membership:
    """By the board, or by an appeal that was upheld: then the refusal did not end it after all."""
    fact = event.data
    opened = {"ended_on": None, "ending": None, "reason": None}
    return _last(
        before, "member", joined_on=fact.joined_on.isoformat(), decision_ref=fact.decision_ref, **opened
    )


def refused(before: Membership, event: Recorded[membership.MembershipRefused]) -> Membership:
    fact = event.data
    until = fact.appeal_until.isoformat() if fact.appeal_until else None
    ended = _ended(before, "refused", fact.refused_on.isoformat(), fact.reason)
    return _last(ended, "refused", appeal_until=until)


def appealed(before: Membership, event: Recorded[membership.RefusalAppealed]) -> Membership:
    on, grounds = event.data.appealed_on.isoformat(), event.data.grounds
    appeal = Appeal(on=on, grounds=grounds, decided_on=None, upheld=None, reason=None)
    return _last(before, "appealed", appeal=appeal)


def appeal_decided(before: Membership, event: Recorded[membership.AppealDecided]) -> Membership:
    fact, appeal = event.data, before["spells"][-1]["appeal"]
    decided = {"decided_on": fact.decided_on.isoformat(), "upheld": fact.upheld, "reason": fact.reason}
    return _last(before, "refused", appeal={**(appeal or {}), **decided})


def suspended(before: Membership, event: Recorded[membership.MemberSuspended]) -> Membership:
    fact = event.data
    now = Suspension(
        since=fact.suspended_on.isoformat(),
        until=fact.until.isoformat() if fact.until else None,
        ended_on=None,
        reason=fact.reason,
        case=fact.case,
    )
    return _last(before, "suspended", suspensions=[*_lifted(before, now["since"]), now])


def reinstated(before: Membership, event: Recorded[membership.MemberReinstated]) -> Membership:
    return _last(before, "member", suspensions=_lifted(before, event.data.reinstated_on.isoformat()))


def suspension_over(before: Membership, event: Recorded[membership.SuspensionEnded]) -> Membership:
    return _last(before, "member", suspensions=_lifted(before, event.data.ended_on.isoformat()))


def _lifted(before: Membership, on: str) -> list[Suspension]:
    """The suspensions, with the one that holds, if one does, ended on this day."""
    known = before["spells"][-1]["suspensions"]
    return [one if one["ended_on"] else {**one, "ended_on": on} for one in known]


def resigned(before: Membership, event: Recorded[membership.MemberResigned]) -> Membership:
    return _ended(before, "resigned", event.data.resigned_on.isoformat(), event.data.reason)


def expelled(before: Membership, event: Recorded[membership.MemberExpelled]) -> Membership:
    fact = event.data
    ended = _ended(before, "expelled", fact.expelled_on.isoformat(), fact.reason)
    return _last(ended, "expelled", case=fact.case)


def ended(before: Membership, event: Recorded[membership.MembershipEnded]) -> Membership:
    return _ended(before, "organisation closed", event.data.ended_on.isoformat(), event.data.reason)


def _ended(before: Membership, ending: Ending, on: str, reason: str) -> Membership:
    over = {"ended_on": on, "ending": ending, "reason": reason, "suspensions": _lifted(before, on)}
    return {**_last(before, ending, **over), "passive": None}


def passive(before: Membership, event: Recorded[membership.MemberBecamePassive]) -> Membership:
    fact, seen = event.data, event.data.evidence
    why = Passivity(
        since=fact.since.isoformat(),
        months=fact.months,
        last_seen=seen.on.isoformat(),
        sign=seen.sign,
        source=seen.source,
    )
    return {**before, "passive": why}


def alive(before: Membership, event: Recorded[Any]) -> Membership:
    return {**before, "passive": None}


MEMBERSHIP = Projection(
    database="reporting",
    name="membership",
    version=2,
    document=Membership,
    title="Membership of every organisation, spell after spell",
    on={
        membership.OrganisationRegistered: fold(registered),
        membership.OrganisationDetailsChanged: fold(changed),
        membership.MembershipApplied: fold(applied),
        membership.ApplicationChecked: fold(checked),
        membership.MemberJoined: fold(joined),
        membership.MembershipRefused: fold(refused),
        membership.RefusalAppealed: fold(appealed),
        membership.AppealDecided: fold(appeal_decided),
        membership.MemberSuspended: fold(suspended),
        membership.MemberReinstated: fold(reinstated),
        membership.SuspensionEnded: fold(suspension_over),
        membership.MemberBecamePassive: fold(passive),
        membership.ActivitySeen: fold(alive),
        membership.PassivityReplanned: fold(alive),
        membership.MemberResigned: fold(resigned),
        membership.MemberExpelled: fold(expelled),
        membership.MembershipEnded: fold(ended),
    },
    indexes=(Index((("state", 1),)), Index((("region", 1),))),
)


async def everyone(db: Database) -> list[Any]:
    return await db.find("membership", {}, sort=[("_id", 1)])


async def one(db: Database, organisation: str) -> Any:
    return await db.find_one("membership", {"_id": organisation})
