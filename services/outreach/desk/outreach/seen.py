"""What was done so that the dialogue and its funding are seen: by kind, agreement and month, with reach?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from services.outreach.desk.forms.fields import humanised
from services.outreach.desk.outreach.period import Period

MOST = 200
Row = tuple[str, int, int]
"""What, how many actions, how many people they reached."""


def section(actions: Iterable[Any], period: Period) -> dict[str, Any]:
    done = period.rows(actions, "done_on")
    return {
        "actions": done[::-1][:MOST],
        "kinds": _most_seen(_by(done, lambda action: humanised(action["kind"]))),
        "agreements": _most_seen(_by(done, lambda action: str(action["agreement"]))),
        "months": sorted(_by(done, lambda action: action["done_on"][:7]), reverse=True),
    }


def _by(actions: Iterable[Any], what: Callable[[Any], str]) -> list[Row]:
    found: dict[str, tuple[int, int]] = {}
    for action in actions:
        count, people = found.get(what(action), (0, 0))
        found[what(action)] = (count + 1, people + action["reach"])
    return [(key, count, people) for key, (count, people) in found.items()]


def _most_seen(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row[2], row[0]))
