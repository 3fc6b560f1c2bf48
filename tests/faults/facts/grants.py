"""What follows from a held meeting, a returned claim and a prepared batch?"""

from __future__ import annotations

from services.council.domain.meeting import MEETING
from services.grants.domain.batch import BATCH
from services.grants.domain.claim import CLAIM
from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK
from services.grants.domain.window import WINDOW
from shared.contracts import grants
from tests.faults.facts.told import Told, at
from tests.services.grants.samples import (
    HELD_ON,
    ORDERED,
    RETURNED,
    SUBMITTED,
    TODAY,
    fund_listed,
    meeting_held,
    midnight,
)

opened = grants.ClaimWindowOpened(held_on=HELD_ON, closes_on=TODAY, closes_at=midnight(2015, 4, 29))

TOLD = (
    Told(
        MEETING.at("paid-for", meeting_held()),
        {"held-meeting-opens-claim-window": (WINDOW.ref("paid-for"), grants.ClaimWindowOpened)},
        at(FUNDBOOK, THE_BOOK, fund_listed()),
    ),
    Told(
        WINDOW.at("closing", opened),
        {"claim-window-closes-on-its-day": (WINDOW.ref("closing"), grants.ClaimWindowClosed)},
    ),
    Told(
        CLAIM.at("unanswered", RETURNED),
        {"returned-claim-unanswered-on-its-day": (CLAIM.ref("unanswered"), grants.ReturnUnanswered)},
        at(CLAIM, "unanswered", SUBMITTED),
    ),
    Told(
        BATCH.at("unreleased", ORDERED),
        {"prepared-batch-overdue-on-its-day": (BATCH.ref("unreleased"), grants.ReleaseOverdue)},
    ),
)
