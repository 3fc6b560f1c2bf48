"""How many ethics cases are there, where do they stand, and how long does each step take? Figures only.

No party, no person and no word of a case is kept here: who reads it learns how the Code is enforced, not
against whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

State = Literal[
    "filed",
    "inadmissible",
    "admissible",
    "panel appointed",
    "heard",
    "no breach found",
    "breach found",
    "sanctioned",
    "appealed",
    "appeal decided",
    "final",
    "closed",
]


class Step(TypedDict):
    state: State
    on: str


class Case(TypedDict):
    state: State
    steps: list[Step]
    """In order; the first is the filing."""
    due: str | None
    """The last day of the step that is awaited."""
    overdue: int
    """Steps that were not done by their day."""
    replaced: int
    """Panellists replaced."""
    appeals: int
    upheld: int
    sanction: str | None
    outcome: str | None


def filed(_: None, event: Recorded[membership.ComplaintFiled]) -> Case:
    new = Case(
        state="filed",
        steps=[],
        due=None,
        overdue=0,
        replaced=0,
        appeals=0,
        upheld=0,
        sanction=None,
        outcome=None,
    )
    return _step(new, "filed", event.data.filed_on, event.data.next)


def _step(case: Case, state: State, on: date, due: membership.Deadline | None = None, **more: Any) -> Case:
    changes: Any = {"state": state, "due": due.on.isoformat() if due else None, **more}
    return {**case, **changes, "steps": [*case["steps"], Step(state=state, on=on.isoformat())]}


def assessed(case: Case, event: Recorded[membership.AdmissibilityAssessed]) -> Case:
    fact = event.data
    return _step(case, "admissible" if fact.admissible else "inadmissible", fact.assessed_on, fact.next)


def panelled(case: Case, event: Recorded[membership.PanelAppointed]) -> Case:
    return _step(case, "panel appointed", event.data.appointed_on, event.data.next)


def replaced(case: Case, event: Recorded[membership.PanellistReplaced]) -> Case:
    return {**case, "replaced": case["replaced"] + 1}


def heard(case: Case, event: Recorded[membership.HearingRecorded]) -> Case:
    return _step(case, "heard", event.data.heard_on, event.data.next)


def found(case: Case, event: Recorded[membership.FindingRecorded]) -> Case:
    fact = event.data
    return _step(case, "breach found" if fact.breach else "no breach found", fact.found_on, fact.next)


def sanctioned(case: Case, event: Recorded[membership.SanctionImposed]) -> Case:
    return _step(case, "sanctioned", event.data.imposed_on, sanction=event.data.sanction)


def appealed(case: Case, event: Recorded[membership.FindingAppealed]) -> Case:
    return _step(case, "appealed", event.data.appealed_on, event.data.next, appeals=case["appeals"] + 1)


def appeal_decided(case: Case, event: Recorded[membership.EthicsAppealDecided]) -> Case:
    fact = event.data
    upheld = case["upheld"] + fact.upheld
    return _step(case, "appeal decided", fact.decided_on, fact.next, upheld=upheld)


def final(case: Case, event: Recorded[membership.SanctionBecameFinal]) -> Case:
    return _step(case, "final", event.data.final_on)


def overdue(case: Case, event: Recorded[membership.CaseStepOverdue]) -> Case:
    return {**case, "overdue": case["overdue"] + 1}


def closed(case: Case, event: Recorded[membership.CaseClosed]) -> Case:
    return _step(case, "closed", event.data.closed_on, outcome=event.data.outcome)


ETHICS = Projection(
    database="reporting",
    name="ethics",
    version=1,
    document=Case,
    title="Ethics cases in figures: steps, days and outcomes, without parties",
    on={
        membership.ComplaintFiled: fold(filed),
        membership.AdmissibilityAssessed: fold(assessed),
        membership.PanelAppointed: fold(panelled),
        membership.PanellistReplaced: fold(replaced),
        membership.HearingRecorded: fold(heard),
        membership.FindingRecorded: fold(found),
        membership.SanctionImposed: fold(sanctioned),
        membership.FindingAppealed: fold(appealed),
        membership.EthicsAppealDecided: fold(appeal_decided),
        membership.SanctionBecameFinal: fold(final),
        membership.CaseStepOverdue: fold(overdue),
        membership.CaseClosed: fold(closed),
    },
    indexes=(Index((("state", 1),)),),
)


@dataclass(frozen=True, slots=True)
class Figures:
    filed: int
    open: int
    outcomes: dict[str, int]
    overdue: int
    """Steps that were late."""
    late_now: int
    """Open cases whose awaited step is past its day."""
    appeals: int
    upheld: int
    days: int | None
    """From filing to closing, the median; None: none is closed."""


def figures(cases: Iterable[Any], today: date) -> Figures:
    known = list(cases)
    ended = [case for case in known if case["state"] == "closed"]
    days = sorted(_days(case) for case in ended)
    return Figures(
        filed=len(known),
        open=len(known) - len(ended),
        outcomes=dict(Counter(case["outcome"] for case in ended)),
        overdue=sum(case["overdue"] for case in known),
        late_now=sum(bool(case["due"]) and case["due"] < today.isoformat() for case in known),
        appeals=sum(case["appeals"] for case in known),
        upheld=sum(case["upheld"] for case in known),
        days=days[len(days) // 2] if days else None,
    )


def _days(case: Any) -> int:
    first, last = (date.fromisoformat(case["steps"][place]["on"]) for place in (0, -1))
    return (last - first).days


async def everyone(db: Database) -> list[Any]:
    return await db.find("ethics", {}, sort=[("_id", 1)])
