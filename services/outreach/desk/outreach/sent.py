"""Who takes the newsletter, and what became of the letters of each issue?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.outreach.desk.outreach.period import Period
from services.outreach.portal.marking import N_

STATES = {"requested": N_("Asked to confirm"), "active": N_("Confirmed"), "ended": N_("Unsubscribed")}
MOST = 200


@dataclass(frozen=True, slots=True)
class Letters:
    """Of one issue: `planned` for its recipients, of which the others are parts."""

    issue: Any
    planned: int
    sent: int
    refused: int
    left: int
    """Who had unsubscribed before."""
    waiting: int
    """Not begun, to be tried again, or to be sent anew."""
    doubtful: int
    """Interrupted when a process died, or not known to have arrived: a person has to ask."""


def readers_of(subscribers: Iterable[Any]) -> list[tuple[str, int]]:
    """By topic: those whose subscription is confirmed now; who takes two topics counts in both."""
    active = (one for one in subscribers if one["state"] == "active")
    return Counter(topic for one in active for topic in one["topics"]).most_common()


def letters(
    issues: Iterable[Any], outcomes: Mapping[str, Mapping[str, int]], period: Period
) -> list[Letters]:
    return [_letters(issue, outcomes.get(issue["_id"], {})) for issue in period.rows(issues, "since")]


def _letters(issue: Any, of: Mapping[str, int]) -> Letters:
    planned = issue["recipients"]
    begun = sum(of.values())
    released = issue["state"] == "released"
    return Letters(
        issue=issue,
        planned=planned,
        sent=of.get("taken", 0),
        refused=of.get("refused", 0),
        left=of.get("unsubscribed", 0),
        waiting=(planned - begun if released else 0) + of.get("later", 0) + of.get("renewed", 0),
        doubtful=of.get("begun", 0) + of.get("uncertain", 0),
    )
