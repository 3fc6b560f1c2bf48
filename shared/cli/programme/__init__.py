"""What is the demo programme? The files of deploy/demo, read as the commands that lead to that history.

Every row is given by the person who truly would give it, and dated at its business moment. The rows of
one wave share their hour and are about different things, so they may be answered in any order; waves
follow each other in time, so the log reads like the history it tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from shared.cli.programme import (
    accounts,
    commitments,
    consultation,
    council,
    elections,
    grants,
    learning,
    life,
    membership,
    minutes,
    outreach,
    positions,
    publishing,
)
from shared.cli.programme.rows import Programme, Row

Wave = tuple[Row, ...]

SOURCES: tuple[Callable[[Programme], Iterator[Row]], ...] = (
    membership.territory,
    membership.documents,
    membership.organisations,
    membership.acceptances,
    membership.memberships,
    life.rules,
    life.appeals,
    life.suspensions,
    life.cases,
    positions.working_rules,
    council.institutions,
    council.strategy,
    commitments.measures,
    council.bodies,
    council.seats,
    council.meetings,
    council.upcoming,
    elections.elections,
    minutes.proposals,
    minutes.minutes,
    commitments.lives,
    commitments.recent,
    grants.fund,
    grants.means,
    grants.claims,
    grants.returns,
    grants.payments,
    outreach.hubs,
    outreach.hub_work,
    outreach.visibility_actions,
    consultation.calls,
    consultation.positions,
    consultation.chain,
    consultation.dialogues,
    positions.positions,
    positions.reports,
    learning.trainings,
    learning.internships,
    learning.plans,
    accounts.accounts,
    publishing.rules,
    publishing.publications,
    publishing.newsletter,
    publishing.logframe,
    publishing.reports,
)


def commands(directory: Path, today: date) -> list[Wave]:
    """The whole programme, oldest first; `today` places the meetings that are still to come."""
    programme = Programme(directory, today)
    rows = sorted((row for source in SOURCES for row in source(programme)), key=lambda row: row.at)
    turns: Counter[tuple[datetime, str]] = Counter()
    waves: dict[tuple[datetime, int], list[Row]] = {}
    for row in rows:
        turn = (row.at, row.about)
        waves.setdefault((row.at, turns[turn]), []).append(row)
        turns[turn] += 1
    return [tuple(waves[place]) for place in sorted(waves)]
