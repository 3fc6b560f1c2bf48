"""What holds of a commitment's due days, whatever is decided on it and when?"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.council.domain.commitment import AlreadyThere, DueInThePast, NotOverdue, SameDueDay
from services.council.domain.ledger import Owed
from shared.contracts import council
from tests.services.council.given_commitments import (
    ASSESS,
    DUE,
    ESCALATE,
    MARK_OVERDUE,
    REPLAN,
    REPORT,
    midnight,
)
from tests.services.council.owing import changed, owed

DAYS = st.dates(date(2015, 4, 21), date(2017, 12, 31))
STEPS = st.lists(st.tuples(st.sampled_from(["replan", "report", "assess", "mark", "escalate"]), DAYS, DAYS))


def command_of(kind: str, due: date, state: Owed) -> Any:
    commands = {
        "replan": changed(REPLAN, new_due=due),
        "report": REPORT,
        "assess": changed(ASSESS, level="limited"),
        "mark": changed(MARK_OVERDUE, due=state.due),
        "escalate": changed(ESCALATE, ground="overdue"),
    }
    return commands[kind]


@given(STEPS)
def test_the_first_due_day_is_never_lost_and_each_day_that_passed_is_told_once(steps_: Any) -> None:
    spec = owed
    for kind, due, day in sorted(steps_, key=lambda step: step[2]):
        here = spec.on(midnight(day).replace(hour=10))
        try:
            facts = here.when(command_of(kind, due, here.state())).decide()
        except (DueInThePast, SameDueDay, NotOverdue, AlreadyThere):
            continue
        spec = spec.given(*facts)
        assert here.state().due >= day or here.state().due in spec.state().told
    state, told = spec.state(), [e.due for e in spec.history if isinstance(e, council.CommitmentOverdue)]
    assert state.dues[0] == DUE
    moves = [(e.old_due, e.new_due) for e in spec.history if isinstance(e, council.CommitmentReplanned)]
    assert state.dues == (DUE, *(new for _, new in moves))
    assert [old for old, _ in moves] == list(state.dues[:-1])
    assert state.told == set(told)
