"""What does the plan of a year want, and how far is the membership? Progress is counted, never stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal import organisations
from services.outreach.projections.reporting import membership as memberships
from services.outreach.projections.reporting import participation
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Target(TypedDict):
    of: Literal["all", "region", "field"]
    id: str | None
    joining: int


class Figures(TypedDict):
    targets: list[Target]
    retention: int
    activity: int


class Earlier(Figures):
    """The figures before a revision."""

    until: str
    reason: str
    """Why they were replaced."""


class Plan(Figures):
    year: int
    decision_ref: str
    adopted_on: str
    earlier: list[Earlier]


def adopted(_: None, event: Recorded[membership.MembershipPlanAdopted]) -> Plan:
    facts: Any = event.data.model_dump(mode="json")
    plan: Plan = facts | {"earlier": []}
    return plan


def revised(plan: Plan, event: Recorded[membership.MembershipPlanRevised]) -> Plan:
    facts: Any = event.data.model_dump(mode="json")
    before = Earlier(
        targets=plan["targets"],
        retention=plan["retention"],
        activity=plan["activity"],
        until=facts.pop("revised_on"),
        reason=facts.pop("reason"),
    )
    return {**plan, **facts, "earlier": [*plan["earlier"], before]}


PLAN = Projection(
    database="reporting",
    name="plan",
    version=1,
    document=Plan,
    title="Membership plans: targets and their revisions",
    on={membership.MembershipPlanAdopted: fold(adopted), membership.MembershipPlanRevised: fold(revised)},
)


# ── what is asked of it ─────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Reached:
    """One target beside what happened."""

    of: str
    id: str | None
    target: int
    reached: int


@dataclass(frozen=True, slots=True)
class Progress:
    year: int
    joining: list[Reached]
    left: int
    """Organisations that left in the year."""
    retention: Reached
    """Percent of the members at the beginning of the year who are there at its end, or now."""
    activity: Reached
    """Percent of the members of whom something was seen in the year."""


def progress(
    plan: Plan,
    spells: Mapping[str, Sequence[Any]],
    homes: Mapping[str, Any],
    signs: Mapping[str, Sequence[Any]],
) -> Progress:
    """`spells`: by organisation, its times as a member; `homes`: region and fields; `signs`: of activity."""
    year = str(plan["year"])
    terms = [(id, s["joined_on"], s["ended_on"]) for id, all in spells.items() for s in all if s["joined_on"]]
    joined = {id for id, start, _ in terms if start[:4] == year}
    before = {id for id, start, end in terms if start[:4] < year and (not end or end[:4] >= year)}
    after = {id for id, start, end in terms if start[:4] <= year and (not end or end[:4] > year)}
    active = {id for id in after if any(sign["on"][:4] == year for sign in signs.get(id, ()))}
    return Progress(
        year=plan["year"],
        joining=[_reached(target, joined, homes) for target in plan["targets"]],
        left=len({id for id, _, end in terms if end and end[:4] == year}),
        retention=Reached("all", None, plan["retention"], _percent(before & after, before)),
        activity=Reached("all", None, plan["activity"], _percent(active, after)),
    )


def _reached(target: Target, joined: set[str], homes: Mapping[str, Any]) -> Reached:
    fits: dict[str, Callable[[Any], bool]] = {
        "all": lambda home: True,
        "region": lambda home: home["region"] == target["id"],
        "field": lambda home: target["id"] in home["fields_of_work"],
    }
    counted = sum(1 for id in joined if id in homes and fits[target["of"]](homes[id]))
    return Reached(target["of"], target["id"], target["joining"], counted)


def _percent(part: set[str], whole: set[str]) -> int:
    return round(100 * len(part) / len(whole)) if whole else 0


async def progress_of(reporting: Database, portal: Database, year: int) -> Progress | None:
    """None if the year has no plan."""
    plan: Any = await reporting.find_one("plan", {"_id": str(year)})
    if plan is None:
        return None
    spells = {m["_id"]: m["spells"] for m in await memberships.everyone(reporting)}
    homes = {o["_id"]: o for o in await organisations.homes(portal)}
    signs = {p["_id"]: p["signs"] for p in await participation.everyone(reporting)}
    return progress(plan, spells, homes, signs)


async def everyone(db: Database) -> list[Any]:
    """The latest year first."""
    return await db.find("plan", {}, sort=[("year", -1)])
