"""What was done so that the dialogue and its funding are seen, whom did it reach, where is the evidence?"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class VisibilityAction(TypedDict):
    title: dict[str, str]
    kind: str
    channel: str
    reach: int
    evidence: str
    agreement: str
    done_on: str


def done(_: None, event: Recorded[outreach.VisibilityActionRecorded]) -> VisibilityAction:
    facts: Any = event.data.model_dump(mode="json")
    action: VisibilityAction = facts
    return action


VISIBILITY_ACTIONS = Projection(
    database="reporting",
    name="visibility",
    version=1,
    document=VisibilityAction,
    title="Visibility actions with their reach and their evidence",
    on={outreach.VisibilityActionRecorded: fold(done)},
    indexes=(Index((("agreement", 1), ("done_on", 1))),),
)


async def actions(db: Database, agreement: str | None = None) -> list[Any]:
    """Every action (under one agreement), in the order of their days."""
    wanted = {"agreement": agreement} if agreement else {}
    return await db.find("visibility", wanted, sort=[("done_on", 1), ("_id", 1)])
