"""What must a page say of who pays, and of a marked name? The rules of every agreement, in versions."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Shown(TypedDict):
    """What stands on a page or with a publication."""

    emblem: bool
    """The donor's emblem; never without the statement."""
    statement: dict[str, str]
    disclaimer: dict[str, str]
    designation: dict[str, str]
    """The footnote to the marked name."""


class Version(TypedDict):
    version: int
    effective_on: str
    languages: list[str]
    """In which of them a publication must be there."""
    marked_names: list[str]
    mark: str
    shown: Shown


class VisibilityRules(TypedDict):
    versions: list[Version]
    chosen_at: int | None
    """The position at which this became the agreement of the pages; the latest of all is it."""


def rules_set(
    before: VisibilityRules | None, event: Recorded[outreach.VisibilityRulesSet]
) -> VisibilityRules:
    fact: Any = event.data.model_dump(mode="json", exclude={"set_on"})
    earlier = before["versions"] if before else []
    return VisibilityRules(versions=[*earlier, fact], chosen_at=before["chosen_at"] if before else None)


def chosen(before: VisibilityRules | None, event: Recorded[outreach.AgreementChosen]) -> VisibilityRules:
    return VisibilityRules(versions=before["versions"] if before else [], chosen_at=event.position)


def _agreement(event: Recorded[outreach.AgreementChosen]) -> tuple[str]:
    return (event.data.agreement,)


VISIBILITY = Projection(
    database="portal",
    name="visibility",
    version=1,
    document=VisibilityRules,
    title="How each funding agreement wants itself shown",
    on={
        outreach.VisibilityRulesSet: fold(rules_set),
        outreach.AgreementChosen: fold(chosen, by=_agreement),
    },
)


async def holding(db: Database, on: str) -> Shown | None:
    """What pages show that day; None where no agreement was chosen."""
    found = await db.find("visibility", {"chosen_at": {"$ne": None}}, sort=[("chosen_at", -1)], limit=1)
    versions = [v for rules in found for v in rules["versions"] if v["effective_on"] <= on]
    latest = max(versions, key=lambda v: (v["effective_on"], v["version"]), default=None)
    shown: Shown | None = latest and latest["shown"]
    return shown
