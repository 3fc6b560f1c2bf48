"""What waits for whom? A table of rows per area: which event opens an item, which events end it.

A new area: a file with its own `WAITING`, and one line here. The queue, its pages and its tests follow.
"""

from services.outreach.projections.reporting.waiting import (
    claims,
    commitments,
    consultation,
    elections,
    hubs,
    life,
    means,
    meetings,
    membership,
    minutes,
    newsletter,
    payments,
    positions,
    publications,
    reports,
)

WAITING = (
    *membership.WAITING,
    *means.WAITING,
    *life.WAITING,
    *claims.WAITING,
    *payments.WAITING,
    *meetings.WAITING,
    *minutes.WAITING,
    *commitments.WAITING,
    *elections.WAITING,
    *positions.WAITING,
    *consultation.WAITING,
    *hubs.WAITING,
    *publications.WAITING,
    *newsletter.WAITING,
    *reports.WAITING,
)
