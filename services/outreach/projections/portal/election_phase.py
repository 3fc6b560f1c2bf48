"""What can be done in an election at this moment? The record and the reader's clock tell it together."""

from __future__ import annotations

from datetime import datetime

from services.outreach.projections.portal.election_document import Election
from services.outreach.projections.portal.meetings import utc


def phase(election: Election, now: datetime) -> str:
    """What can be done in it at this moment."""
    at, state = utc(now), election["state"]
    if state == "called":
        if at < election["nominations"]["opens_at"]:
            return "called"
        return "nominating" if at < election["nominations"]["closes_at"] else "verifying"
    if state == "listed":
        if at < election["voting"]["opens_at"]:
            return "listed"
        return "voting" if at < election["voting"]["closes_at"] else "counting"
    if state == "declared":
        return "inspection" if at < election["inspection"]["closes_at"] else "declared"
    if state == "counted" and election["lot"] is None and _tied(election):
        return "tied"
    return state


def _tied(election: Election) -> bool:
    """The last seat and the place behind it have equal votes."""
    count, seats = election["count"], len(election["seats"])
    votes = sorted((row["votes"] for row in count["votes"]) if count else (), reverse=True)
    return len(votes) > seats and votes[seats - 1] == votes[seats] > 0
